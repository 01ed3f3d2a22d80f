/** The state of the last release, opened by this version. `make.ts` says how the fixture is made. */

import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connect } from '../../../src/cli/client/client.ts';
import { untilLive } from '../../../src/cli/client/wait.ts';
import { startOnPort } from '../../../src/cli/local/port.ts';
import { serve, type Served } from '../../../src/cli/local/serve.ts';
import { follow, type Session } from '../../../src/cli/local/session.ts';
import { runWorker } from '../../../src/cli/local/worker.ts';
import type { Line } from '../../../src/cli/output/line.ts';
import { silent } from '../../../src/cli/output/progress.ts';
import { siteFolders } from '../../../src/cli/source/site-folders.ts';
import { itemsOf, Workspace, type FeedItem } from '../workspace.ts';
import { ask, documents, feeds, files, siteUrl, type Answer, type Release } from './addresses.ts';
import { restoreState } from './state-text.ts';
import { soon } from '../../soon.ts';

const fixture = join(import.meta.dirname, '../../fixtures/state');
const kept = join(fixture, 'release');
const release = JSON.parse(readFileSync(join(kept, 'release.json'), 'utf8')) as Release;

/** What this version answers differently on purpose. CHANGELOG.md says each of them. */
const changed: Record<string, Answer> = { '/files/plan/plan.png': { status: 404 } };

const isJsonFeed = (path: string): boolean => path.endsWith('/feed.json');

/** JSON feeds have got `_edgefeed`, and nothing else: a document without it. */
function asReleased(path: string, body: Uint8Array): string {
  const text = Buffer.from(body).toString();
  if (!isJsonFeed(path)) return text;
  expect(text).toContain('"_edgefeed":{"kind":');
  return JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === '_edgefeed' ? undefined : value));
}

/** So they have other validators. */
const comparable = (answers: Record<string, Answer>): Record<string, Answer> =>
  Object.fromEntries(
    Object.entries(answers).map(([path, answer]) => [
      path,
      isJsonFeed(path) ? { status: answer.status } : answer,
    ]),
  );

const toSay = `If it is meant to differ from ${release.version}, say so in CHANGELOG.md, and then here.`;

/**
 * An empty HUB_URL has named the site's own hub since then, in every feed, if there is a sender. Without one, as in the
 * configuration of the release, feeds stay as they were.
 */
const vars = { ...release.vars, HUB_URL: 'off' };

function restored(): Workspace {
  const work = new Workspace();
  cpSync(join(fixture, 'site'), work.folder, { recursive: true });
  restoreState(join(kept, 'state'), work.state);
  return work;
}

describe(`the state folder of ${release.version}`, () => {
  const work = restored();
  const lines: string[] = [];
  let served: Served;
  let session: Session;
  const print = (line: Line): void => void lines.push(typeof line === 'string' ? line : JSON.stringify(line));

  // As `edgefeed start` does, with the settings of the release instead of those of this checkout.
  beforeAll(async () => {
    const { state, content } = work;
    served = await serve({
      state,
      host: '127.0.0.1',
      port: 0,
      siteUrl,
      vars,
      onLog: (line) => lines.push(line),
    });
    const settings = { staticFolder: 'static', ignored: [], maxBytes: 1_000_000 };
    session = await follow(siteFolders({ content }, settings), served, silent, print);
  });

  afterAll(async () => {
    await session.stop();
    await served.stop();
    work[Symbol.dispose]();
  });

  // The parser reads more since then (`nav`, old addresses), so the articles are sent once more, and come out the same.
  test('is opened, and gets the articles once more', () => {
    expect(lines.at(-1), toSay).toBe(
      `${work.content}: 12 sent again, 2 held back (draft 2), 5 files unchanged`,
    );
  });

  test('answers at every address as before', async () => {
    // The alarm works through what an update changes.
    await vi.waitFor(async () => {
      const answers: Record<string, Answer> = {};
      for (const path of Object.keys(release.answers)) answers[path] = (await ask(served.url, path)).answer;
      expect(comparable(answers), toSay).toEqual(comparable({ ...release.answers, ...changed }));
    }, soon);
  });

  test('has the bytes of every feed and file, and readers that know them get 304', async () => {
    const bodies = [
      ...documents.map((path) => [path, join(kept, 'served', path)] as const),
      ...Object.entries(files).map(([path, file]) => [path, join(fixture, 'site', file)] as const),
    ];
    for (const [path, file] of bodies) {
      const { body } = await ask(served.url, path);
      const before = readFileSync(file);
      const same = isJsonFeed(path)
        ? asReleased(path, body) === before.toString()
        : before.equals(Buffer.from(body));
      expect(same, `${path}. ${toSay}`).toBe(true);
      const validator = { 'If-None-Match': release.answers[path]!.etag! };
      const again = await fetch(served.url + encodeURI(path), { headers: validator });
      expect({ path, status: again.status }, toSay).toEqual({ path, status: isJsonFeed(path) ? 200 : 304 });
    }
  });

  test('renders the same feeds from the catalog', async () => {
    const client = connect({ url: served.url, token: served.token, local: true });
    const { feeds: scopes } = await client.rebuild();
    expect(scopes * 3).toBe(feeds.length);
    await untilLive(client);
    for (const path of feeds) {
      const { answer, body } = await ask(served.url, path);
      const text = readFileSync(join(kept, 'served', path), 'utf8');
      const etagOf = (its: Answer) => (isJsonFeed(path) ? 'another one' : its.etag);
      expect({ path, etag: etagOf(answer), text: asReleased(path, body) }, toSay).toEqual({
        path,
        etag: etagOf(release.answers[path]!),
        text,
      });
    }
  });

  test('takes an edit, which leaves the other feeds as they are', async () => {
    const hello = async (): Promise<FeedItem> =>
      (await itemsOf(served.url)).find(({ title }) => title === 'Hello')!;
    const { id, url } = await hello();
    const other = '/categories/Podcast/feed.json';
    const before = await ask(served.url, other);
    appendFileSync(join(work.content, 'hello.md'), '\nA word more.\n');
    await vi.waitFor(async () => expect((await hello()).content_html).toContain('A word more.'), soon);
    expect(await hello()).toMatchObject({ id, url });
    expect((await ask(served.url, other)).answer.etag).toBe(before.answer.etag);
    expect(JSON.parse(readFileSync(join(work.state, 'last-run.json'), 'utf8'))).toHaveProperty('version');
  });
});

describe('the state folder of a later version', () => {
  const digests = (folder: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]),
    );

  /** @param more statements, on the database of the catalog */
  function later(more = ''): Workspace {
    const work = restored();
    const folder = join(work.state, 'do/edgefeed-Catalog');
    const name = readdirSync(folder).find((each) => /^[0-9a-f]{64}\.sqlite$/.test(each))!;
    const database = new DatabaseSync(join(folder, name));
    database.exec(`INSERT INTO migrations (step) VALUES (1000); ${more}`);
    database.close();
    return work;
  }

  test.each(['', 'DROP TABLE tallies; DROP TABLE assets'])(
    'is refused, and stays as it is, with whatever tables (%s)',
    async (more) => {
      using work = later(more);
      const before = digests(work.state);
      const { code, stdout, stderr } = await work.run([
        'start',
        '--port',
        '0',
        '--content',
        work.content,
        '--state',
        work.state,
      ]);
      const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
      expect({ code, stdout, stderr }).toEqual({
        code: 2,
        stdout: '',
        stderr: `edgefeed: The state folder ${work.state} was used by a later version of edgefeed (this is ${version}), and stays as it is. Update edgefeed, or choose another folder with --state.\n`,
      });
      // SQLite makes empty files beside a database that is read.
      expect(digests(work.state)).toMatchObject(before);
    },
  );

  test('makes a worker that serves, and names the reason to publish, status and rebuild', async () => {
    using work = later();
    const { state } = work;
    const { worker, url } = await startOnPort({ host: '127.0.0.1', port: 0 }, async (port) => {
      const settings = { host: '127.0.0.1', port, siteUrl, token: 'secret', vars, onLog() {} };
      return { worker: await runWorker({ ...settings, state }), url: `http://127.0.0.1:${port}` };
    });
    const run = async (...args: string[]) =>
      work.run([...args, '--to', url, '--state', join(work.folder, 'none')], { EDGEFEED_TOKEN: 'secret' });
    try {
      const why =
        'The catalog was changed by a later version of edgefeed, so this one only reads it; deploy that version again.';
      work.write('new.md', '---\ntitle: New\ndate: 2026-06-01\n---\n\nNew.\n');
      for (const args of [['publish', '--content', work.content], ['rebuild']]) {
        const { code, stderr } = await run(...args);
        expect({ code, stderr }).toEqual({ code: 3, stderr: `edgefeed: ${url}: ${why}\n` });
      }
      expect((await run('status')).stdout).toContain(why);
      expect(JSON.parse((await run('status', '--json')).stdout)).toMatchObject({ locked: why });
      expect((await ask(url, '/rss.xml')).answer).toEqual(release.answers['/rss.xml']);
    } finally {
      await worker.stop();
    }
  });
});
