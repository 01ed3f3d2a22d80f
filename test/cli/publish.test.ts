import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { exitCodes } from '../../src/cli/exit.ts';
import type { Batch, Status } from '../../src/publish/protocol.ts';
import { serveHttp, type HttpServer } from './http-server.ts';
import { localWorker } from './local-worker.ts';
import { article, finished, itemsOf, jsonLines, titlesOf, Workspace } from './workspace.ts';

const { home, worker } = localWorker();

/** Publishes a folder to the worker, which deletes the articles of earlier tests. */
const publish = async (work: Workspace, ...args: string[]) =>
  work.run(['publish', '--content', work.content, '--state', home.state, '--force', ...args]);

/** A server that forwards requests to the worker, unless `intercept` has answered them. */
async function inFront(
  intercept: (request: IncomingMessage, body: string) => number | undefined | Promise<number | undefined>,
): Promise<HttpServer> {
  return serveHttp(async ({ method, url, headers }, response, body) => {
    const status = await intercept({ method, url, headers } as IncomingMessage, body);
    if (status !== undefined) return void response.writeHead(status, { 'Retry-After': '0' }).end();
    const answer = await fetch(`${worker.url}${url}`, {
      method: method!,
      headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
      ...(method === 'POST' && { body }),
    });
    response.writeHead(answer.status).end(await answer.text());
  });
}

describe('publishing a content folder', () => {
  test('adds, changes and deletes articles, and keeps the id of moved ones', async () => {
    using work = new Workspace();
    work.write('a.md', article('A', { categories: 'Kept' }));
    work.write('b.md', article('B'));
    work.write('c.md', article('C'));
    expect(await publish(work)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^3 added \(.*\nlive at/),
    });
    expect(await titlesOf(worker.url)).toEqual(['A', 'B', 'C']);
    const [before] = await itemsOf(worker.url, '/categories/Kept/feed.json');

    work.move('a.md', '归档/a.md');
    work.write('b.md', article('B, edited'));
    work.remove('c.md');
    work.write('d.md', article('D'));
    const { stdout } = await publish(work);
    expect(stdout).toMatch(/^1 added, 1 changed, 1 moved, 1 deleted \(/);
    expect(await titlesOf(worker.url)).toEqual(['A', 'B, edited', 'D']);
    const [after] = await itemsOf(worker.url, '/categories/Kept/feed.json');
    expect(after).toMatchObject({
      id: before!.id,
      url: `${worker.url}/articles/${encodeURIComponent('归档')}/a`,
    });
  });

  test('without changes, it sends one small request and writes no feed', async () => {
    using work = new Workspace();
    work.write('a.md', article('A'));
    await publish(work);
    const etag = async (): Promise<string | null> =>
      (await fetch(`${worker.url}/rss.xml`)).headers.get('ETag');
    const before = await etag();
    const requests: string[] = [];
    await using front = await inFront(({ method, url }) => void requests.push(`${method} ${url}`));
    const { code, stdout } = await work.run(['publish', '--content', work.content, '--to', front.url], {
      EDGEFEED_TOKEN: worker.token,
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^1 unchanged \(/) });
    expect(requests).toEqual(['GET /api/manifest']);
    expect(await etag()).toBe(before);
  });

  test('a file with an error is reported with its place, and keeps its published version', async () => {
    using work = new Workspace();
    work.write('good.md', article('Good'));
    work.write('soon-bad.md', article('Last good version'));
    await publish(work);

    work.write('soon-bad.md', '---\ntitle: Bad\ndate: 2021-13-01\n---\n');
    work.write('new.md', article('New'));
    work.write('latin.md', Buffer.from('---\ntitle: caf\xe9\n---\n', 'latin1'));
    const { code, stdout } = await publish(work);
    expect(code).toBe(1);
    expect(stdout).toContain(`${work.content}/soon-bad.md:3:7: error: `);
    expect(stdout).toMatch(/latin\.md:2:11: error: .*UTF-8.* \[encoding\]/);
    expect(stdout).toContain('1 added, 1 unchanged, 2 refused');
    expect(await titlesOf(worker.url)).toEqual(['Good', 'Last good version', 'New']);

    // Each publish reports it until it is fixed.
    expect((await publish(work)).stdout).toContain('soon-bad.md:3:7: error: ');
  });

  test('retries while the worker is busy', async () => {
    using work = new Workspace();
    work.write('patience.md', article('Patience'));
    let refusals = 0;
    await using front = await inFront(({ url }) =>
      url === '/api/publish' && refusals++ < 2 ? 503 : undefined,
    );
    const { code } = await work.run(['publish', '--force', '--content', work.content], {
      EDGEFEED_URL: front.url,
      EDGEFEED_TOKEN: worker.token,
    });
    expect({ code, refusals }).toEqual({ code: 0, refusals: 3 });
    expect(await titlesOf(worker.url)).toEqual(['Patience']);
  });

  test('a limit of the plan ends it at once, and is named with its reset', async () => {
    using work = new Workspace();
    for (let i = 0; i < 50; i++) work.write(`${i}.md`, article(`${i}`));
    const why = 'The rows that Durable Objects may write in a day are used up';
    const limit = { name: 'rows-written', why, resetsAt: '2999-01-01T00:00:00.000Z' };
    let batches = 0;
    await using front = await serveHttp((request, response) => {
      if (request.url !== '/api/publish') return void response.end('{"root":"","buckets":{}}');
      batches++;
      response
        .writeHead(507, { 'Content-Type': 'application/problem+json' })
        .end(JSON.stringify({ title: 'Limit reached', status: 507, detail: `${why}.`, limit }));
    });
    const args = ['publish', '--content', work.content, '--to', front.url];
    expect(await work.run(args)).toEqual({
      code: exitCodes.unreachable,
      stdout: '',
      stderr: expect.stringMatching(
        `^edgefeed: ${front.url}: ${why}; the limit is reset at 00:00 UTC \\(in .*\\n$`,
      ),
    });
    // Two were in flight.
    expect(batches).toBeLessThanOrEqual(2);
  });

  test('does not wait for feeds that wait for a limit of the plan', async () => {
    using work = new Workspace();
    work.write('waiting.md', article('Waiting'));
    const limit = { name: 'kv-writes', why: 'The writes to KV of a day are used up' };
    await using front = await serveHttp(async ({ method, url, headers }, response, body) => {
      const answer = await fetch(`${worker.url}${url}`, {
        method: method!,
        headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
        ...(method === 'POST' && { body }),
      });
      const json = (await answer.json()) as Status;
      if (url === '/api/status') Object.assign(json, { limit, outbox: { ...json.outbox, feed: 2 } });
      response.writeHead(answer.status).end(JSON.stringify(json));
    });
    const args = ['publish', '--force', '--content', work.content, '--to', front.url];
    const { code, stdout } = await work.run(args, { EDGEFEED_TOKEN: worker.token });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /Published\. \d+ feeds will be written later: The writes to KV of a day are used up\./,
      ),
    });
  });

  test('Ctrl-C ends it with code 130 and a message, and the next run sends the rest', async () => {
    using work = new Workspace();
    await publish(work); // what earlier tests published is gone
    for (let i = 0; i < 530; i++) work.write(`${i}.md`, article(`${i}`));
    const { promise: stuck, resolve: isStuck } = Promise.withResolvers<void>();
    let left = 0;
    await using front = await inFront(async ({ url }, body) => {
      const { put, more } = (url === '/api/publish' ? JSON.parse(body) : { more: true }) as Batch;
      if (more) return undefined;
      left = put.length;
      isStuck();
      return new Promise(() => {}); // the last batch is never answered
    });
    const command = work.spawn(['publish', '--force', '--content', work.content, '--to', front.url], {
      EDGEFEED_TOKEN: worker.token,
    });
    const ended = finished(command);
    await stuck; // the last batch is sent when those before are answered
    process.kill(-command.pid!, 'SIGINT'); // as a terminal does it
    expect(await ended).toEqual({
      code: exitCodes.interrupted,
      stdout: '',
      stderr: expect.stringMatching(/edgefeed: Interrupted\. .* run the command again to send the rest\.\n$/),
    });
    expect(await publish(work)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(`^${left} added, ${530 - left} unchanged \\(`),
    });
  });

  test('sends several batches, and keeps the ids in the front matter of renamed and edited articles', async () => {
    using work = new Workspace();
    const names = Array.from({ length: 130 }, (_, i) => `${i}`);
    const uuid = (name: string): string => `urn:uuid:00000000-0000-4000-8000-${name.padStart(12, '0')}`;
    for (const name of names)
      work.write(`old/${name}.md`, article(name, { id: uuid(name), categories: 'Many' }));
    expect((await publish(work)).code).toBe(0);

    for (const name of names) {
      work.move(`old/${name}.md`, `new/${name}.md`);
      work.write(`new/${name}.md`, article(`${name}, edited`, { id: uuid(name), categories: 'Many' }));
    }
    expect(await publish(work)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^130 moved \(/),
    });
    const items = await itemsOf(worker.url, '/categories/Many/feed.json');
    expect(items.length).toBeGreaterThanOrEqual(10);
    for (const { id, title } of items) expect(id).toBe(uuid(title.replace(', edited', '')));
  });

  test('--dry-run prints the plan like `git status -s`, and sends nothing', async () => {
    using work = new Workspace();
    for (const name of ['edit', 'move', 'remove']) work.write(`${name}.md`, article(name));
    await publish(work);
    work.write('edit.md', article('edited'));
    work.move('move.md', 'moved/move.md');
    work.remove('remove.md');
    work.write('new.md', article('new'));
    const plan = ['R  move.md -> moved/move.md', 'M  edit.md', 'A  new.md', 'D  remove.md', ''].join('\n');
    expect(await publish(work, '--dry-run')).toEqual({ code: 0, stdout: plan, stderr: '' });
    expect(await titlesOf(worker.url)).toEqual(['edit', 'move', 'remove']);
  });

  test('--json prints an object per file, then the totals', async () => {
    using work = new Workspace();
    work.write('a.md', article('A'));
    work.write('from.md', article('Moving'));
    await publish(work);
    work.move('from.md', 'to.md');
    work.write('bad.md', '---\ntitle: [\n---\n');
    const { code, stdout } = await publish(work, '--json');
    expect(code).toBe(1);
    expect(jsonLines(stdout)).toEqual([
      {
        action: 'move',
        from: 'from.md',
        path: 'to.md',
        status: 'article',
        url: `${worker.url}/articles/to`,
        problems: [],
      },
      {
        action: 'add',
        path: 'bad.md',
        status: 'error',
        problems: [
          {
            severity: 'error',
            line: 2,
            column: expect.any(Number),
            code: 'yaml',
            message: expect.any(String),
          },
        ],
      },
      {
        summary: {
          added: 0,
          changed: 0,
          resent: 0,
          moved: 1,
          deleted: 0,
          unchanged: 1,
          heldBack: 0,
          skipped: 0,
          refused: 1,
          files: 0,
          fileBytes: 0,
          filesMoved: 0,
          filesDeleted: 0,
          filesUnchanged: 0,
          waitingFeeds: 0,
          ms: expect.any(Number),
        },
      },
    ]);
  });

  test('a wrong token and an unreachable worker end with code 3 and a message', async () => {
    using work = new Workspace();
    work.write('a.md', article('A'));
    const elsewhere = ['publish', '--content', work.content, '--state', work.state];
    const wrong = await work.run([...elsewhere, '--to', worker.url], { EDGEFEED_TOKEN: 'wrong' });
    expect(wrong).toEqual({
      code: 3,
      stdout: '',
      stderr: `edgefeed: ${worker.url} rejected the token: The token is wrong. Set EDGEFEED_TOKEN to the PUBLISH_TOKEN of the worker, or --state to the state folder of its \`npm start\`.\n`,
    });
    const closed = await serveHttp(() => {});
    await closed[Symbol.asyncDispose]();
    const unreachable = await work.run([...elsewhere, '--to', closed.url]);
    expect(unreachable).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(/^edgefeed: Can't reach .*\n$/),
    });
  });

  test('a missing folder ends with code 2, and deletes nothing', async () => {
    using work = new Workspace();
    work.write('a.md', article('A'));
    await publish(work);
    work.remove('.');
    expect(await publish(work)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no such folder'),
    });
    expect(await titlesOf(worker.url)).toEqual(['A']);
  });
});

describe('the status', () => {
  test('--json prints the answer of the worker, otherwise text', async () => {
    using work = new Workspace();
    work.write('a.md', article('A', { tags: 'x, y' }));
    work.write('draft.md', article('Draft', { draft: 'true' }));
    expect((await publish(work)).stdout).toMatch(/^1 (?:added|changed), 1 held back \(draft 1\)/m);
    const { stdout } = await work.run(['status', '--state', home.state, '--json']);
    expect(JSON.parse(stdout)).toMatchObject<Partial<Status>>({
      files: { article: 1, draft: 1, skip: 0, redirects: 0 },
      articles: { live: 1, scheduled: 0, expired: 0 },
      terms: { category: 0, tag: 2, author: 0 },
    });
    const words = (await work.run(['status', '--state', home.state])).stdout;
    expect(words).toMatch(/^articles +1 live article$/m);
    expect(words).toMatch(/^other files +1 draft$/m);
  });
});
