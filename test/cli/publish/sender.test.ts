import { existsSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { connect } from '../../../src/cli/client/client.ts';
import { NoAnswer } from '../../../src/cli/client/errors.ts';
import type { Outcome } from '../../../src/cli/publish/outcome.ts';
import type { Step } from '../../../src/cli/publish/plan.ts';
import { batchSizeOf, noteOf } from '../../../src/cli/publish/size-notes.ts';
import { serve } from '../../../src/cli/local/serve.ts';
import { upload, type Upload } from '../../../src/cli/publish/upload.ts';
import { blobId } from '../../../src/publish/manifest.ts';
import type { Batch, ManifestFiles } from '../../../src/publish/protocol.ts';
import { serveHttp, type HttpServer } from '../http-server.ts';
import { localWorker } from '../local-worker.ts';
import { article, Workspace } from '../workspace.ts';

const { worker } = localWorker();

const tooMuch = 'The articles of this batch take more memory than a worker has; send fewer files.';

/** How a worker fails on a batch, as the client sees it. */
const breakdowns = {
  /** workerd has crashed. */
  connectionLost: (response: ServerResponse) => void response.destroy(),
  /** Cloudflare has ended it, and answers in its place. */
  resourceLimits: (response: ServerResponse) => void response.writeHead(503).end('error code: 1102'),
  /** The worker itself has refused it. */
  tooLarge: (response: ServerResponse) =>
    void response
      .writeHead(413, { 'Content-Type': 'application/problem+json' })
      .end(JSON.stringify({ status: 413, detail: tooMuch })),
};

const filesOf = ({ put, delete: deleted }: Batch): string[] => [...put.map(({ path }) => path), ...deleted];

/** The real worker, which crashes on some batches. @returns also all batches that arrived, in order */
async function fragile(
  breaksDown: (files: string[], batches: Batch[]) => boolean,
  how: keyof typeof breakdowns,
): Promise<HttpServer & { batches: Batch[] }> {
  const batches: Batch[] = [];
  const server = await serveHttp(async ({ url, method = '', headers }, response, body) => {
    if (url === '/api/publish') {
      const batch = JSON.parse(body) as Batch;
      batches.push(batch);
      if (breaksDown(filesOf(batch), batches)) return breakdowns[how](response);
    }
    const { authorization = '' } = headers;
    const answer = await fetch(worker.url + url, {
      method,
      headers: { authorization, 'Content-Type': 'application/json' },
      ...(body !== '' && { body }),
    });
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  return Object.assign(server, { batches });
}

/** A worker with little memory, which is restarted after each crash. */
async function mortal(state: string): Promise<HttpServer & { deaths: () => number }> {
  const start = async () => serve({ state, host: '127.0.0.1', port: 0, onLog: () => {} });
  let served = start();
  let deaths = 0;
  const server = await serveHttp(async ({ url, method = '' }, response, body) => {
    const asked = served;
    const worker = await asked;
    const headers = { authorization: `Bearer ${worker.token}`, 'Content-Type': 'application/json' };
    try {
      const answer = await fetch(worker.url + url, { method, headers, ...(body !== '' && { body }) });
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    } catch {
      // If two requests fail in the same crash, only one restarts it.
      if (asked === served) {
        deaths++;
        served = worker.stop().then(start);
      }
      response.destroy();
    }
  });
  return {
    url: server.url,
    deaths: () => deaths,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await (await served).stop();
    },
  };
}

const client = (url: string) => connect({ url, token: worker.token, local: true }, { backoffLimit: 1 });

/** Publishes new files. @returns the outcomes, and the failure that ended it */
async function publish(
  url: string,
  steps: Step[],
  bodies: Record<string, string> = {},
  to: Pick<Upload, 'size' | 'onLimit'> = {},
): Promise<{ outcomes: Outcome[]; failure?: unknown }> {
  const outcomes: Outcome[] = [];
  const read = (path: string) => {
    const source = article(path, {}, bodies[path]);
    return { status: 'read' as const, source, blob: blobId(new TextEncoder().encode(source)) };
  };
  try {
    for await (const outcome of upload(steps, { client: client(url), read, ...to })) outcomes.push(outcome);
    return { outcomes };
  } catch (failure) {
    return { outcomes, failure };
  }
}

const additions = (folder: string, count: number): Step[] =>
  Array.from({ length: count }, (_, i) => ({
    action: 'add',
    path: `${folder}/${String(i).padStart(3, '0')}.md`,
  }));

/** The files of the worker below a folder. */
async function heldIn(folder: string): Promise<string[]> {
  const direct = client(worker.url);
  const { buckets } = await direct.manifest();
  const { files }: ManifestFiles = await direct.files(Object.keys(buckets));
  return Object.keys(files)
    .filter((path) => path.startsWith(`${folder}/`))
    .sort();
}

const refusedIn = (outcomes: Outcome[]): string[] =>
  outcomes.filter(({ result }) => result.status === 'error').map(({ path }) => path);

describe('a batch that crashes the worker', () => {
  test.each(['connectionLost', 'resourceLimits'] as const)(
    'is bisected until the file is found, and all others are published (%s)',
    async (how) => {
      const steps = additions(how, 560);
      // One in the first batch, and one in each of two concurrent batches.
      const cursed = [7, 519, 520].map((i) => steps[i]!.path);
      await using server = await fragile((files) => files.some((path) => cursed.includes(path)), how);
      const { outcomes, failure } = await publish(server.url, steps);
      expect(failure).toBeUndefined();
      expect(refusedIn(outcomes)).toEqual(cursed);
      expect(outcomes.map(({ path }) => path).sort()).toEqual(steps.map(({ path }) => path));
      expect(await heldIn(how)).toEqual(
        steps.map(({ path }) => path).filter((path) => !cursed.includes(path)),
      );
      expect(outcomes.find(({ path }) => path === cursed[0])!.result.problems).toEqual([
        expect.objectContaining({
          severity: 'error',
          line: 1,
          column: 1,
          code: 'worker-fails',
          message: expect.stringMatching(
            how === 'connectionLost'
              ? /crashes on this file \(connection lost\) .*shorten it/
              : /exceeds the CPU or memory limit of the Workers plan \(error 1102\) alone; shorten it/,
          ),
        }),
      ]);
      // Feeds are held back while more is announced, so the last batch must end that.
      expect(server.batches.map(({ more }) => more).lastIndexOf(false)).toBe(server.batches.length - 1);
    },
  );

  test('by the number of its files is sent in parts, and later batches are smaller', async () => {
    const steps = additions('many', 1250);
    await using server = await fragile((files) => files.length > 40, 'resourceLimits');
    const { outcomes, failure } = await publish(server.url, steps);
    expect(failure).toBeUndefined();
    expect(refusedIn(outcomes)).toEqual([]);
    expect(await heldIn('many')).toHaveLength(1250);
    const tooLarge = server.batches.map(filesOf).filter((files) => files.length > 40);
    // None of them is sent twice, and the size is found in a few steps.
    expect(new Set(tooLarge.map((files) => files.join())).size).toBe(tooLarge.length);
    expect(tooLarge.length).toBeLessThan(16);
  });

  test('of deletions is bisected until the path is found', async () => {
    const [one, other] = additions('gone', 2).map(({ path }): Step => ({ action: 'delete', path }));
    await using server = await fragile((files) => files.includes(other!.path), 'connectionLost');
    const { outcomes } = await publish(server.url, [one!, other!]);
    expect(refusedIn(outcomes)).toEqual([other!.path]);
    expect(outcomes[1]!.result.problems[0]!.message).toMatch(/crashes when it deletes this file/);
  });
});

describe('a site whose plan allows a request 15 files', () => {
  test('is said once, and remembered for the next publish', async () => {
    using home = new Workspace();
    const said: string[] = [];
    const to = { onLimit: (message: string) => void said.push(message) };
    const steps = additions('plan', 200);
    await using server = await fragile((files) => files.length > 15, 'resourceLimits');
    await publish(server.url, steps, {}, { ...to, size: batchSizeOf(server.url, home.folder) });
    expect(await heldIn('plan')).toHaveLength(200);
    expect(said).toEqual([
      expect.stringMatching(
        /^20 files at once exceed the CPU or memory limit of the Workers plan \(error 1102\)/,
      ),
    ]);

    const before = server.batches.length;
    const size = batchSizeOf(server.url, home.folder);
    expect(size.files).toBeLessThanOrEqual(15);
    const known = size.files;
    await publish(server.url, additions('plan', 215).slice(200, 200 + known), {}, { ...to, size });
    // One batch of the size that is known, and no other.
    expect(server.batches.slice(before).map((batch) => filesOf(batch).length)).toEqual([known]);
    const again = batchSizeOf(server.url, home.folder);
    await publish(server.url, additions('plan again', 100), {}, { ...to, size: again });
    expect(said).toHaveLength(1);
  });

  test('takes larger batches after it has moved to a larger plan, and the note goes', async () => {
    using home = new Workspace();
    writeFileSync(noteOf(worker.url, home.folder), '{"files":15}');
    const size = batchSizeOf(worker.url, home.folder);
    expect(size.files).toBe(15);
    await publish(worker.url, additions('moved', 200), {}, { size });
    expect(batchSizeOf(worker.url, home.folder).files).toBeGreaterThan(15);
    for (let batch = 0; batch < 40; batch++) size.answered(size.files, 1);
    expect(size.files).toBe(500);
    expect(existsSync(noteOf(worker.url, home.folder))).toBe(false);
  });

  test.each(['', '{', '{"files":-1}', '{"files":"many"}', 'null'])(
    'is looked for again if the note is damaged (%s)',
    (note) => {
      using home = new Workspace();
      writeFileSync(noteOf(worker.url, home.folder), note);
      expect(batchSizeOf(worker.url, home.folder).files).toBe(20);
    },
  );
});

describe('a batch that the worker refuses as too large', () => {
  test('is bisected at once, down to a single file', async () => {
    const steps = additions('large', 60);
    const cursed = [3, 41].map((i) => steps[i]!.path);
    await using server = await fragile((files) => files.some((path) => cursed.includes(path)), 'tooLarge');
    const { outcomes, failure } = await publish(server.url, steps);
    expect(failure).toBeUndefined();
    expect(refusedIn(outcomes)).toEqual(cursed);
    expect(await heldIn('large')).toHaveLength(58);
    expect(outcomes.find(({ path }) => path === cursed[0])!.result.problems).toEqual([
      expect.objectContaining({
        code: 'too-large',
        message: `the worker refuses this file as too large, even alone (${tooMuch.slice(0, -1)}); shorten it, or split it in two`,
      }),
    ]);
    // No batch is sent twice, and there is no health check; the empty batch is the last one.
    const sent = server.batches.map((batch) => filesOf(batch).join());
    expect(new Set(sent).size).toBe(sent.length);
    expect(server.batches.map(({ more }) => more).lastIndexOf(false)).toBe(server.batches.length - 1);
  });

  test('by the number of its files is sent in parts, and no file is blamed', async () => {
    const steps = additions('much', 100);
    await using server = await fragile((files) => files.length > 15, 'tooLarge');
    const { outcomes, failure } = await publish(server.url, steps);
    expect({ failure, refused: refusedIn(outcomes) }).toEqual({ failure: undefined, refused: [] });
    expect(await heldIn('much')).toHaveLength(100);
  });

  test('with any file refuses each file without retries', async () => {
    const steps = additions('all', 9);
    await using server = await fragile((files) => files.length > 0, 'tooLarge');
    const { outcomes, failure } = await publish(server.url, steps);
    expect(failure).toBeUndefined();
    expect(refusedIn(outcomes)).toEqual(steps.map(({ path }) => path));
  });
});

// workerd ends several times, each after it has collected garbage for seconds, or minutes on a busy machine.
test(
  'a real file that exceeds the memory of the worker is found, and the others are published',
  { timeout: 600_000 },
  async () => {
    using home = new Workspace();
    // MB, instead of the 128 of a worker on Cloudflare.
    vi.stubEnv('MINIFLARE_WORKERD_V8_FLAGS', '--max-heap-size=32');
    try {
      await using server = await mortal(home.state);
      const steps = additions('heavy', 4);
      const heavy = steps[2]!.path;
      const { outcomes, failure } = await publish(server.url, steps, { [heavy]: '*a* '.repeat(149_000) });
      expect(failure).toBeUndefined();
      expect(refusedIn(outcomes)).toEqual([heavy]);
      expect(outcomes.filter(({ result }) => result.status === 'article')).toHaveLength(3);
      expect(server.deaths()).toBeGreaterThan(3);
    } finally {
      vi.unstubAllEnvs();
    }
  },
);

describe('no file is blamed', () => {
  test('when the worker becomes unreachable', async () => {
    const steps = additions('away', 150);
    await using server = await fragile((_, batches) => batches.length > 1, 'connectionLost');
    const { outcomes, failure } = await publish(server.url, steps);
    expect(failure).toBeInstanceOf(NoAnswer);
    expect(refusedIn(outcomes)).toEqual([]);
    expect(await heldIn('away')).toHaveLength(20);
  });

  test('when the worker is unreachable for longer than a batch is retried', async () => {
    const steps = additions('back', 3);
    await using server = await fragile((_, batches) => batches.length <= 12, 'connectionLost');
    const { outcomes, failure } = await publish(server.url, steps);
    expect({ failure, refused: refusedIn(outcomes) }).toEqual({ failure: undefined, refused: [] });
    expect(await heldIn('back')).toHaveLength(3);
  });

  test('after the fifth, when every batch with files fails', async () => {
    const steps = additions('none', 40);
    await using server = await fragile((files) => files.length > 0, 'resourceLimits');
    const { outcomes, failure } = await publish(server.url, steps);
    expect(failure).toMatchObject({ exitCode: 3, message: expect.stringContaining('error 1102') });
    expect(outcomes).toHaveLength(5);
    expect(await heldIn('none')).toEqual([]);
  });
});
