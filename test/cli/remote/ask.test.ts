/** Real servers on the loopback interface. */

import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../../src/cli/remote/public-address.ts';
import { serveHttp } from '../http-server.ts';
import { outcomeOf, outcomesOf, loopback } from './asking.ts';

/** A server with one file for each way of answering, and what it was asked. */
async function site() {
  const asked: string[] = [];
  const server = await serveHttp(({ url = '', method = '', headers }, response) => {
    asked.push(`${method} ${url}`);
    const { range } = headers;
    const png = { 'Content-Type': 'image/png' };
    const whole = (type: string, length: number): void =>
      void response.writeHead(200, { 'Content-Type': type, 'Content-Length': length }).end();
    const first = (type: string, length: number): void => {
      expect(range).toBe('bytes=0-0');
      response.writeHead(206, { 'Content-Type': type, 'Content-Range': `bytes 0-0/${length}` }).end('x');
    };
    if (url === '/a.png') return whole('image/png; q=1', 70);
    if (url === '/a.mp3') return whole('audio/mpeg', 123);
    if (url === '/page.png') return whole('text/html; charset=utf-8', 9);
    if (url === '/vague.png') return whole('binary/octet-stream', 9);
    if (url === '/405.mp3')
      return method === 'HEAD' ? void response.writeHead(405).end() : first('audio/mpeg', 456);
    if (url === '/lies.mp3') return method === 'HEAD' ? whole('text/html', 0) : first('audio/mpeg', 789);
    if (url === '/hangs-up.png')
      return method === 'HEAD' ? void response.destroy() : void response.writeHead(200, png).end('x');
    if (url === '/empty.png') return void response.writeHead(200, { ...png, 'Content-Length': 0 }).end();
    if (url === '/gzip.mp3')
      return void response
        .writeHead(200, { 'Content-Type': 'audio/mpeg', 'Content-Encoding': 'gzip', 'Content-Length': 5 })
        .end(method === 'HEAD' ? '' : '12345');
    const hops = /^\/hops\/(\d+)$/.exec(url)?.[1];
    if (hops === '0') return whole('image/png', 70);
    if (hops !== undefined)
      return void response.writeHead(302, { Location: `/hops/${Number(hops) - 1}` }).end();
    if (url.startsWith('/to?')) return void response.writeHead(301, { Location: url.slice(4) }).end();
    if (url === '/pause.png') return void response.writeHead(429).end();
    if (url === '/head.png')
      return void response.writeHead(200, { ...png, 'X-Large': 'x'.repeat(40_000) }).end();
    response.writeHead(url === '/410.png' ? 410 : 404).end();
  });
  return { ...server, asked };
}

test('HEAD tells the type and the length', async () => {
  await using server = await site();
  expect(await outcomeOf(`${server.url}/a.mp3`, 'media')).toEqual({
    status: 'ok',
    code: 200,
    type: 'audio/mpeg',
    bytes: 123,
  });
  expect(server.asked).toEqual(['HEAD /a.mp3']);
});

test.each([
  ['405.mp3', 'is refused', 456],
  ['lies.mp3', 'has the head of another answer', 789],
])('GET for one byte tells them where HEAD of %s %s', async (name, _, bytes) => {
  await using server = await site();
  expect(await outcomeOf(`${server.url}/${name}`, 'media')).toEqual({
    status: 'ok',
    code: 206,
    type: 'audio/mpeg',
    bytes,
  });
  expect(server.asked).toEqual([`HEAD /${name}`, `GET /${name}`]);
});

test('GET is asked where the server hangs up on HEAD', async () => {
  await using server = await site();
  expect(await outcomeOf(`${server.url}/hangs-up.png`)).toMatchObject({ status: 'ok', type: 'image/png' });
});

test.each([
  ['404.png', { status: 'dead', code: 404, reason: 'the server answers 404' }],
  ['410.png', { status: 'dead', code: 410, reason: 'the server answers 410' }],
  ['page.png', { status: 'wrong-type', code: 200, type: 'text/html', bytes: 9 }],
  ['a.mp3', { status: 'wrong-type', code: 200, type: 'audio/mpeg', bytes: 123 }],
  ['vague.png', { status: 'ok', code: 200, type: 'binary/octet-stream', bytes: 9 }],
  ['empty.png', { status: 'dead', code: 200, reason: 'the file is empty' }],
  ['pause.png', { status: 'unasked', reason: 'the server asks for a pause (429)' }],
  ['head.png', { status: 'dead', reason: 'the head of the answer is larger than 32768 bytes' }],
  ['hops/5', { status: 'ok', code: 200, type: 'image/png', bytes: 70 }],
  ['hops/6', { status: 'dead', code: 302, reason: 'redirects more than 5 times' }],
  ['to?file:///etc/passwd', { status: 'dead', reason: 'redirects to an address that is not of the web' }],
])('the picture %s is told apart', async (name, outcome) => {
  await using server = await site();
  expect(await outcomeOf(`${server.url}/${name}`)).toMatchObject(outcome);
});

test('the length of a compressed answer is not that of the file', async () => {
  await using server = await site();
  expect(await outcomeOf(`${server.url}/gzip.mp3`, 'media')).toEqual({
    status: 'ok',
    code: 200,
    type: 'audio/mpeg',
  });
});

describe('private addresses', () => {
  const guarded = { ...loopback, mayConnect: isPublicAddress };

  test.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', 'localhost'])(
    '%s is refused, and no request is sent',
    async (host) => {
      await using server = await site();
      const { port } = new URL(server.url);
      expect(await outcomeOf(`http://${host}:${port}/a.png`, 'picture', guarded)).toMatchObject({
        status: 'private',
      });
      expect(server.asked).toEqual([]);
    },
  );

  test('one private address of a host is enough', async () => {
    await using server = await site();
    const { port } = new URL(server.url);
    const mixed = {
      resolve: () =>
        Promise.resolve([
          { address: '127.0.0.1', family: 4 },
          { address: '10.0.0.1', family: 4 },
        ]),
      mayConnect: (address: string) => address === '127.0.0.1',
    };
    expect(await outcomeOf(`http://mixed.example:${port}/a.png`, 'picture', mixed)).toEqual({
      status: 'private',
      reason: '10.0.0.1',
    });
    expect(server.asked).toEqual([]);
  });

  test.each(['http://10.0.0.1/a.png', 'http://[::1]/', 'http://inside.example/'])(
    'a redirect to %s is refused',
    async (target) => {
      await using server = await site();
      const network = {
        ...loopback,
        resolve: (host: string) =>
          Promise.resolve([{ address: host === 'inside.example' ? '192.168.0.1' : '127.0.0.1', family: 4 }]),
      };
      expect(await outcomeOf(`${server.url}/to?${target}`, 'picture', network)).toMatchObject({
        status: 'private',
      });
    },
  );

  test('the checked address is connected to, though DNS answers another one the next time', async () => {
    await using server = await site();
    const { port } = new URL(server.url);
    let looks = 0;
    const rebinding = {
      ...loopback,
      resolve: () => Promise.resolve([{ address: looks++ === 0 ? '127.0.0.1' : '192.168.0.1', family: 4 }]),
    };
    const outcome = await outcomeOf(`http://rebinds.example:${port}/a.png`, 'picture', rebinding);
    expect(outcome).toMatchObject({ status: 'ok' });
    expect(looks).toBe(1);
  });
});

test('a host gets one request at a time, however many addresses and redirects lead to it', async () => {
  let running = 0;
  let most = 0;
  let count = 0;
  await using server = await serveHttp(async ({ url = '' }, response) => {
    most = Math.max(most, ++running);
    count++;
    await new Promise((next) => setImmediate(next));
    running--;
    if (url.startsWith('/to'))
      response.writeHead(302, { Location: `${server.url.replace('127.0.0.1', 'one.example')}/x` }).end();
    else response.writeHead(200, { 'Content-Type': 'image/png' }).end();
  });
  const { port } = new URL(server.url);
  const addresses = Array.from({ length: 1_000 }, (_, i): [string, 'picture'] => [
    `http://one.example:${port}/${i}`,
    'picture',
  ]);
  const outcomes = await outcomesOf(addresses);
  expect([...outcomes.values()].every(({ status }) => status === 'ok')).toBe(true);
  expect([outcomes.size, count, most]).toEqual([1_000, 1_000, 1]);
});

test('several hosts are asked side by side, and a redirect waits for the turn of its host', async () => {
  const running = new Map<string, number>();
  let mostOfHost = 0;
  const arrived = new Set<string>();
  let release = (): void => {};
  const all = new Promise<void>((resolve) => (release = resolve));
  await using server = await serveHttp(async ({ url = '', headers }, response) => {
    const host = headers.host!;
    const count = (running.get(host) ?? 0) + 1;
    running.set(host, count);
    mostOfHost = Math.max(mostOfHost, count);
    if (url === '/wait') {
      arrived.add(host);
      if (arrived.size === 3) release();
      // No host is answered before all three have been asked.
      await all;
    }
    running.set(host, count - 1);
    if (url === '/to') response.writeHead(302, { Location: `http://a.example:${port}/x` }).end();
    else response.writeHead(200, { 'Content-Type': 'image/png' }).end();
  });
  const { port } = new URL(server.url);
  const addresses = ['a', 'b', 'c'].flatMap((name) =>
    ['wait', 'to'].map((path): [string, 'picture'] => [`http://${name}.example:${port}/${path}`, 'picture']),
  );
  const outcomes = await outcomesOf(addresses);
  expect([...outcomes.values()].map(({ status }) => status)).toEqual(Array(6).fill('ok'));
  expect(mostOfHost).toBe(1);
});

test('a host that leaves three requests without an answer is left alone, and others are asked on', async () => {
  let count = 0;
  await using server = await serveHttp(({ url }, response) => {
    count++;
    if (url === '/well') response.writeHead(200, { 'Content-Type': 'image/png' }).end();
    else response.destroy();
  });
  const { port } = new URL(server.url);
  const bad = Array.from({ length: 50 }, (_, i): [string, 'picture'] => [
    `http://bad.example:${port}/${i}`,
    'picture',
  ]);
  const outcomes = await outcomesOf([...bad, [`http://well.example:${port}/well`, 'picture']]);
  const states = [...outcomes.values()].map(({ status }) => status);
  expect(states.filter((status) => status === 'dead')).toHaveLength(3);
  expect(states.filter((status) => status === 'unasked')).toHaveLength(47);
  expect(outcomes.get(`http://well.example:${port}/well`)).toMatchObject({ status: 'ok' });
  expect(count).toBeLessThan(20);
});

test('all files of a host that does not exist are dead', async () => {
  const nowhere = {
    ...loopback,
    resolve: () => Promise.reject(Object.assign(new Error('gone'), { code: 'ENOTFOUND' })),
  };
  const outcomes = await outcomesOf(
    ['a', 'b', 'c', 'd', 'e'].map((name) => [`http://gone.example/${name}`, 'picture']),
    nowhere,
  );
  expect(new Set([...outcomes.values()].map((outcome) => JSON.stringify(outcome)))).toEqual(
    new Set(['{"status":"dead","reason":"the host does not exist"}']),
  );
});

test('an abort ends requests that are not answered', async () => {
  const stop = new AbortController();
  let closed: Promise<void> | undefined;
  await using server = await serveHttp((_, response) => {
    closed = new Promise((resolve) => void response.once('close', resolve));
    stop.abort();
  });
  const outcomes = await outcomesOf([[`${server.url}/slow.png`, 'picture']], loopback, stop.signal);
  expect(outcomes.size).toBe(0);
  await closed;
});
