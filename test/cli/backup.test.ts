import { createHash } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Manifest } from '../../src/cli/backup/manifest.ts';
import { serve, type Served } from '../../src/cli/local/serve.ts';
import { backupKinds, kindsOfFormat } from '../../src/publish/backup/rows.ts';
import type { Status } from '../../src/publish/protocol.ts';
import { serveHttp } from './http-server.ts';
import { png } from './pictures.ts';
import { backupFormat } from '../../src/publish/backup/protocol.ts';
import { article, finished, jsonLines, Workspace } from './workspace.ts';
import { soon } from '../soon.ts';

const siteUrl = 'https://feeds.example';

const start = async (work: Workspace, state = work.state): Promise<Served> =>
  serve({ state, host: '127.0.0.1', port: 0, siteUrl, onLog: () => {} });

/** The name and the content of each file. */
const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;

/** Writes a file of a backup, and what the manifest says of it. */
function rewrite(folder: string, name: string, text: string, changes: Partial<Manifest> = {}): void {
  writeFileSync(join(folder, name), text);
  const manifest = manifestIn(folder);
  manifest.files[name] = {
    rows: text.split('\n').length - 1,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, ...changes }));
}

async function statusOf({ url, token }: Pick<Served, 'url' | 'token'>): Promise<Status> {
  const response = await fetch(`${url}/api/status`, { headers: { Authorization: `Bearer ${token}` } });
  return response.json<Status>();
}

/** Waits until KV has everything, and the last publish is marked as live. */
async function settled(served: Served): Promise<void> {
  await vi.waitFor(async () => {
    const { feed, article: addresses, index } = (await statusOf(served)).outbox;
    expect(feed + addresses + index).toBe(0);
    const { publishes } = await (
      await fetch(`${served.url}/status.json`)
    ).json<{ publishes: { ms?: number }[] }>();
    expect(publishes.every(({ ms }) => ms !== undefined)).toBe(true);
  }, soon);
}

const paths = `/rss.xml /atom.xml /feed.json /categories/Notes/rss.xml /categories/Notes/Odd/atom.xml
  /articles/0 /articles/moved /articles/here/moved /articles/gone /old/0 /sitemap.xml /feeds.opml`.split(
  /\s+/,
);

/** What readers get, with its validators; and each page of the archive. */
async function answersOf({ url }: Pick<Served, 'url'>): Promise<object[]> {
  const asked = [...paths];
  for (let next: string | undefined = '/feed.json'; next;) {
    const feed: { next_url?: string } = await (await fetch(url + next)).json();
    next = feed.next_url && new URL(feed.next_url).pathname;
    if (next) asked.push(next);
  }
  expect(asked.length).toBeGreaterThan(paths.length);
  const answers: object[] = [];
  for (const path of asked) {
    const response = await fetch(url + path, { redirect: 'manual' });
    // Pages are as old as the version of the worker at most, and each start of this one is a version.
    const dated = /\.(?:json|xml)$/.test(path) && path !== '/sitemap.xml' ? ['Last-Modified'] : [];
    const headers = ['ETag', 'Location', ...dated].map((name) => response.headers.get(name));
    answers.push({ path, status: response.status, headers, body: await response.text() });
  }
  return answers;
}

/** A site with articles, a picture, a former address and a deleted article. */
async function fill(work: Workspace): Promise<void> {
  for (let i = 0; i < 70; i++) {
    const categories = i % 2 ? '[Notes, Odd]' : '[Notes]';
    work.write(`${i}.md`, article(`${i}`, { categories, ...(i === 0 && { aliases: '[/old/0]' }) }));
  }
  work.write('moved.md', article('Moved', { date: '2026-02-01' }));
  work.write('gone.md', article('Gone'));
  work.write('undated.md', '---\ntitle: Undated\n---\nText');
  work.write('trip/a.png', png(40, 30));
  work.write('trip/story.md', article('Trip', {}, '![](a.png)'));
  const publish = async () =>
    work.run(['publish', '--content', work.content, '--state', work.state, '--force']);
  expect(await publish()).toMatchObject({ code: 0 });
  work.move('moved.md', 'here/moved.md');
  work.remove('gone.md');
  expect(await publish()).toMatchObject({ code: 0 });
}

const home = new Workspace();
const backup = join(home.folder, 'backup');
let before: object[];
let served: Served;

beforeAll(async () => {
  served = await start(home);
  await fill(home);
  await settled(served);
  before = await answersOf(served);
  await exporting(backup);
});

afterAll(async () => {
  await served.stop();
  home[Symbol.dispose]();
});

const exporting = async (folder: string, ...more: string[]) =>
  home.run(['export', folder, '--state', home.state, ...more]);

describe('`edgefeed export`', () => {
  test('writes a folder, for its owner only, whose manifest counts what is in it', async () => {
    rmSync(backup, { recursive: true });
    const { code, stdout, stderr } = await exporting(backup);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^73 articles, \d+ addresses, .* kB in \S+backup \(.* s\)\n$/),
      stderr: '',
    });
    const files = filesIn(backup);
    expect(Object.keys(files)).toEqual(
      [...backupKinds.map((kind) => `${kind}.jsonl`), 'manifest.json'].sort(),
    );
    const manifest = manifestIn(backup);
    expect(manifest).toMatchObject({ format: 2, site: siteUrl });
    for (const [name, { rows, bytes, sha256 }] of Object.entries(manifest.files)) {
      const text = files[name]!;
      expect({ name, rows, bytes }).toEqual({
        name,
        rows: text.split('\n').length - 1,
        bytes: Buffer.byteLength(text),
      });
      expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    }
    expect(statSync(backup).mode & 0o777).toBe(0o700);
    for (const name of Object.keys(files)) expect(statSync(join(backup, name)).mode & 0o777).toBe(0o600);
  });

  test('writes the same bytes again, in place of an earlier one', async () => {
    const earlier = filesIn(backup);
    appendFileSync(join(backup, 'articles.jsonl'), 'damage');
    const link = join(home.folder, 'link');
    symlinkSync(backup, link);
    const { code, stdout } = await exporting(link, '--json');
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toEqual([
      {
        folder: link,
        site: siteUrl,
        rows: expect.objectContaining({ articles: 73, assets: 1 }) as unknown,
        bytes: expect.any(Number) as number,
        ms: expect.any(Number) as number,
      },
    ]);
    expect(filesIn(backup)).toEqual(earlier);
    // Nothing is left beside it.
    expect(readdirSync(home.folder).sort()).toEqual(['backup', 'content', 'link', 'state']);
  });

  test('replaces nothing else', async () => {
    const folder = join(home.folder, 'others');
    const refusal = (why: string) => ({ code: 2, stdout: '', stderr: `edgefeed: ${why}\n` });
    writeFileSync(folder, '');
    expect(await exporting(folder)).toEqual(refusal(`${folder} is not a folder.`));
    rmSync(folder);
    cpSync(backup, folder, { recursive: true });
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    const remedy = 'Choose an empty folder, or one with an earlier export.';
    expect(await exporting(folder)).toEqual(refusal(`${folder} has other files (notes.txt). ${remedy}`));
    writeFileSync(join(folder, 'manifest.json'), '{"format":1}');
    expect(await exporting(folder)).toMatchObject(
      refusal(`${folder} has other files (addresses.jsonl). ${remedy}`),
    );
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    expect(await exporting(folder)).toMatchObject({ code: 0 });
    expect(filesIn(folder)).toEqual(filesIn(backup));
    rmSync(folder, { recursive: true });
    // The commands of these tests run here.
    const here = await exporting('.');
    expect(here).toEqual(refusal('. is the working directory; name a folder in it.'));
    const spare = ['export', 'a', 'b', '--state', home.state];
    expect(await home.run(spare)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('It takes one folder') as string,
    });
  });

  test('leaves the earlier one when the disk takes no more', async () => {
    const earlier = filesIn(backup);
    // The files of this process may have 16 KB: the system refuses the rest, as it does on a full disk.
    const { program, env } = home.command(['export', backup, '--state', home.state]);
    const limited = await home.finish('/bin/sh', ['-c', `trap '' XFSZ; ulimit -f 16; exec ${program}`], env);
    expect(limited).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^edgefeed: The backup can't be written to \S+ \(EFBIG\)\. What was there before is unchanged\.\n$/,
      ) as string,
    });
    expect(filesIn(backup)).toEqual(earlier);
    expect(readdirSync(home.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('begins anew when something is published meanwhile', async () => {
    let changes = 2;
    let requests = 0;
    await using between = await serveHttp(async (request, response, body) => {
      requests++;
      if (body.includes('"kind":"assets"') && changes-- > 0) {
        response.writeHead(412, { 'Content-Type': 'application/problem+json' });
        response.end('{"detail":"The catalog has changed."}');
        return;
      }
      const headers = { Authorization: request.headers.authorization!, 'Content-Type': 'application/json' };
      const answer = await fetch(served.url + request.url, { method: request.method!, headers, body });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    const folder = join(home.folder, 'again');
    const env = { EDGEFEED_TOKEN: served.token };
    const run = async () => home.run(['export', folder, '--to', between.url, '--json'], env);
    expect(await run()).toMatchObject({ code: 0 });
    expect(requests).toBeGreaterThan(2 * 4 + backupKinds.length);
    expect(filesIn(folder)).toEqual(filesIn(backup));
  });

  test('is of one state of the catalog while batch after batch is published', async () => {
    using busy = new Workspace();
    await using worker = await disposable(busy);
    for (let i = 0; i < 1_000; i++) busy.write(`${i % 40}/${i}.md`, article(`${i}`));
    const publishing = busy.run(['publish', '--content', busy.content, '--state', busy.state]);
    const folder = join(busy.folder, 'backup');
    for (;;) {
      const { code, stderr } = await busy.run(['export', folder, '--state', busy.state, '--json']);
      // On a busy machine, batches may go on for longer than the command is patient.
      expect([`0 `, `3 edgefeed: The catalog was changed 8 times`]).toContain(
        `${code} ${stderr.split(' while it')[0]}`,
      );
      if (code === 3) continue;
      const [files, articles, addresses] = ['files', 'articles', 'addresses'].map(
        (kind) => manifestIn(folder).files[`${kind}.jsonl`]!.rows,
      );
      expect({ files, addresses }).toEqual({ files: articles, addresses: articles });
      if (articles === 1_000) break;
    }
    expect(await publishing).toMatchObject({ code: 0 });
    expect((await statusOf(worker.served)).articles.live).toBe(1_000);
  }, 180_000);

  test('leaves nothing behind after Ctrl-C', async () => {
    let requests = 0;
    await using silent = await serveHttp(async () => {
      requests++;
      await new Promise(() => {});
    });
    const folder = join(home.folder, 'never');
    const child = home.spawn(['export', folder, '--to', silent.url, '--json']);
    const ended = finished(child);
    await vi.waitFor(() => expect(requests).toBe(1), soon);
    child.kill('SIGINT');
    expect(await ended).toEqual({
      code: 130,
      stdout: '',
      stderr: 'edgefeed: Interrupted. No backup was written.\n',
    });
    expect(readdirSync(home.folder).filter((name) => /never/.test(name))).toEqual([]);
  });

  test('tells of a worker that has no backups', async () => {
    await using old = await serveHttp((_, response) => {
      response.writeHead(404, { 'Content-Type': 'application/problem+json' });
      response.end('{"detail":"Nothing is here."}');
    });
    const folder = join(home.folder, 'old');
    expect(await home.run(['export', folder, '--to', old.url])).toMatchObject({
      code: 3,
      stderr: `edgefeed: ${old.url} runs a version of edgefeed without backups. Deploy this version first.\n`,
    });
  });
});

describe('`edgefeed restore`', () => {
  test('gives another worker the same site; then only files are sent', async () => {
    using other = new Workspace();
    await using restored = await disposable(other);
    const { code, stdout, stderr } = await other.run(['restore', backup, '--state', other.state]);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^73 articles and \d+ addresses restored \(.*\)\nKV is up to date\nThe next `edgefeed publish` sends the bytes of 1 file\.\n$/,
      ) as string,
      stderr: '',
    });
    await settled(restored.served);
    expect(await answersOf(restored.served)).toEqual(before);
    expect((await fetch(`${restored.served.url}/files/trip/a.png`)).status).toBe(503);

    const publish = async () =>
      jsonLines(
        (await home.run(['publish', '--content', home.content, '--state', other.state, '--json'])).stdout,
      );
    const [picture, first] = await publish();
    expect(picture).toMatchObject({ path: 'trip/a.png', status: 'unchanged', sent: png(40, 30).byteLength });
    expect(first).toMatchObject({ summary: { unchanged: 73, added: 0, changed: 0, moved: 0, deleted: 0 } });
    expect((await fetch(`${restored.served.url}/files/trip/a.png`)).status).toBe(200);
    expect(await publish()).toMatchObject([{ summary: { filesUnchanged: 1 } }]);
    await settled(restored.served);
    expect(await answersOf(restored.served)).toEqual(before);

    const again = join(other.folder, 'again');
    await other.run(['export', again, '--state', other.state]);
    expect(filesIn(again)).toEqual(filesIn(backup));

    expect(await other.run(['restore', backup, '--state', other.state])).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(
        /^edgefeed: \S+: The catalog holds articles or files already; restore a backup to a new site.*\n$/,
      ) as string,
    });
  });

  test('goes on where it was interrupted, and the site answers only then', async () => {
    using other = new Workspace();
    const restored = await start(other);
    let left = 3;
    {
      // Between both, a wire that is cut.
      await using between = await serveHttp(async (request, response, body) => {
        if (request.method === 'PUT' && left-- <= 0) {
          // Not what the client would try again.
          response.writeHead(403, { 'Content-Type': 'application/problem+json' });
          response.end('{"detail":"cut"}');
          return;
        }
        const headers = { Authorization: request.headers.authorization!, 'Content-Type': 'application/json' };
        const answer = await fetch(restored.url + request.url, { method: request.method!, headers, body });
        response.writeHead(answer.status, { 'Content-Type': 'application/json' });
        response.end(Buffer.from(await answer.arrayBuffer()));
      });
      const env = { EDGEFEED_TOKEN: restored.token };
      expect(await other.run(['restore', backup, '--to', between.url], env)).toMatchObject({
        code: 3,
        stdout: '',
      });
    }
    expect((await fetch(`${restored.url}/articles/0`)).status).toBe(503);
    const status = await other.run(['status', '--state', other.state]);
    expect(status.stdout).toMatch(/^restoring +\d+ of \d+ rows; run `edgefeed restore` again$/m);
    const publish = ['publish', '--content', home.content, '--state', other.state];
    expect(await other.run(publish)).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(
        /^edgefeed: \S+ answered HTTP 423: A backup is being restored, .*\n$/,
      ) as string,
    });
    await restored.stop();

    const again = await start(other);
    expect((await fetch(`${again.url}/articles/0`)).status).toBe(503);
    const run = await other.run(['restore', backup, '--state', other.state, '--json']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(jsonLines(run.stdout)).toMatchObject([{ rows: { articles: 73 }, site: siteUrl, failing: 0 }]);
    await settled(again);
    expect(await answersOf(again)).toEqual(before);
    await again.stop();
  });

  test('sends nothing of a backup that is damaged', async () => {
    let requests = 0;
    await using nobody = await serveHttp((_, response) => {
      requests++;
      response.end('{}');
    });
    const damaged = join(home.folder, 'damaged');
    const articles = readFileSync(join(backup, 'articles.jsonl'), 'utf8');
    const lines = articles.split('\n');
    const file = join(damaged, 'articles.jsonl');
    const cases: [change: () => void, why: string][] = [
      [() => rmSync(join(damaged, 'manifest.json')), `${damaged} has no backup: there is no manifest.json.`],
      [
        () => truncateSync(join(damaged, 'manifest.json'), 50),
        `${damaged}/manifest.json can't be read: it is not JSON.`,
      ],
      [() => rmSync(file), `${file} is missing.`],
      [() => truncateSync(file, 1_000), `${file} has 1,000 bytes instead of`],
      [
        () => writeFileSync(file, articles.replace('Moved', 'Mooed')),
        `${file} has other content than the manifest says.`,
      ],
      [
        () => rewrite(damaged, 'articles.jsonl', articles.replace('"live":true', '"live":1')),
        `${file}:1: live: `,
      ],
      [
        () => rewrite(damaged, 'articles.jsonl', `${lines[0]}\n${articles}`),
        `${file}:2: the line before has the same key.`,
      ],
      [
        () => rewrite(damaged, 'articles.jsonl', `${lines[0]}\n{"a":${'['.repeat(20_000)}\n`),
        `${file}:2: the line can't be read: it has more than 10000 objects and lists.`,
      ],
      [
        () => rewrite(damaged, 'articles.jsonl', 'x'.repeat(4_000_001)),
        `${file}:1: the line has more than 4,000,000 bytes.`,
      ],
      [
        () => rewrite(damaged, 'articles.jsonl', articles, { format: backupFormat + 1, edgefeed: '9.9.9' }),
        'it was made by edgefeed 9.9.9, and this is an earlier version;',
      ],
      [
        () => rewrite(damaged, 'articles.jsonl', articles, { files: {} }),
        'its manifest does not name settings.jsonl.',
      ],
      [() => copyFileSync(file, join(damaged, 'manifest.json')), `${damaged}/manifest.json can't be read: `],
    ];
    for (const [change, why] of cases) {
      rmSync(damaged, { recursive: true, force: true });
      cpSync(backup, damaged, { recursive: true });
      change();
      const { code, stdout, stderr } = await home.run(['restore', damaged, '--to', nobody.url]);
      expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 2, stdout: '', lines: 2 });
      expect(stderr).toContain(why);
    }
    expect(requests).toBe(0);
  }, 120_000);

  test('leaves an empty catalog when the worker refuses a line', async () => {
    using other = new Workspace();
    await using restored = await disposable(other);
    const clashing = join(other.folder, 'clashing');
    cpSync(backup, clashing, { recursive: true });
    // Two articles from one file: only the database notices.
    const lines = readFileSync(join(backup, 'articles.jsonl'), 'utf8').split('\n');
    const paths = lines
      .slice(0, 2)
      .map((line) => (JSON.parse(line) as { article: { path: string } }).article.path);
    lines[1] = lines[1]!.replace(`"path":"${paths[1]}"`, `"path":"${paths[0]}"`);
    rewrite(clashing, 'articles.jsonl', lines.join('\n'));
    expect(await other.run(['restore', clashing, '--state', other.state])).toEqual({
      code: 3,
      stdout: '',
      stderr: 'edgefeed: articles.jsonl:2: another article has the same path.\n',
    });
    expect(await statusOf(restored.served)).not.toHaveProperty('restore');
    expect((await fetch(`${restored.served.url}/articles/0`)).status).toBe(404);
    expect(await other.run(['restore', backup, '--state', other.state])).toMatchObject({ code: 0 });
  });

  test('says that a site of another address gets its articles again', async () => {
    using other = new Workspace();
    const url = 'https://staging.example';
    const staging = await serve({
      state: other.state,
      host: '127.0.0.1',
      port: 0,
      siteUrl: url,
      onLog: () => {},
    });
    const { stdout } = await other.run(['restore', ofFirstFormat(other.folder), '--state', other.state]);
    expect(stdout).toContain(
      `The backup is of ${siteUrl}, and SITE_URL is ${url}: the next \`edgefeed publish\` sends every article again.`,
    );
    const ids = async (from: string) =>
      (await (await fetch(`${from}/feed.json`)).json<{ items: { id: string }[] }>()).items.map(
        ({ id }) => id,
      );
    await home.run(['publish', '--content', home.content, '--state', other.state]);
    expect(await ids(staging.url)).toEqual(await ids(served.url));
    await staging.stop();
  });
});

/** The backup as edgefeed 0.2 would have written it: with the rows that it knew. */
function ofFirstFormat(within: string): string {
  const folder = join(within, 'first-format');
  cpSync(backup, folder, { recursive: true });
  const { files, ...manifest } = manifestIn(folder);
  for (const kind of backupKinds.filter((each) => !kindsOfFormat(1).includes(each))) {
    rmSync(join(folder, `${kind}.jsonl`));
    delete files[`${kind}.jsonl`];
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, format: 1, files }));
  return folder;
}

/** A worker that stops at the end of a test. */
async function disposable(work: Workspace): Promise<AsyncDisposable & { served: Served }> {
  const worker = await start(work);
  return { served: worker, [Symbol.asyncDispose]: async () => worker.stop() };
}
