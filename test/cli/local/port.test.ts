import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { claimPort, startOnPort } from '../../../src/cli/local/port.ts';

const host = '127.0.0.1';

/** A worker on a port, started as `npm start` starts one. @throws as it does */
async function startWorker(port: number): Promise<Miniflare> {
  const worker = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          name: 'edgefeed',
          modules: true,
          script: 'export default { fetch: () => new Response("here") }',
          compatibilityDate: '2026-10-01',
          unsafeDirectSockets: [{ host, port }],
        },
      ],
      cf: false,
      log: new NoOpLog(),
    }),
  );
  await worker.ready.catch((error: unknown) => {
    throw new Error('The worker failed to start:', { cause: error });
  });
  return worker;
}

/** Takes a port. */
async function take(port: number): Promise<Server> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  return server;
}

test('a port that another process takes in the last moment is given up for the next free one', async () => {
  const taken: Server[] = [];
  try {
    const { port, worker } = await startOnPort({ host, port: 0 }, async (port) => {
      if (taken.length === 0) taken.push(await take(port));
      return { port, worker: await startWorker(port) };
    });
    expect(await (await fetch(`http://${host}:${port}`)).text()).toBe('here');
    expect(taken).toHaveLength(1);
    await worker.dispose();
  } finally {
    for (const server of taken) server.close();
  }
});

test('a port that was asked for is not given up', async () => {
  const server = await take(0);
  const { port } = server.address() as { port: number };
  await expect(startOnPort({ host, port }, startWorker)).rejects.toThrow(`Port ${port} is already in use`);
  server.close();
});

test('a port whose last owner is just ending is waited for', async () => {
  const server = await take(0);
  const { port } = server.address() as { port: number };
  const claimed = claimPort(host, port, 10_000);
  // It has been refused once when the event loop comes to this.
  const first = await Promise.race([claimed, pause(50, 'waits')]);
  server.close();
  expect([first, await claimed]).toEqual(['waits', port]);
});
