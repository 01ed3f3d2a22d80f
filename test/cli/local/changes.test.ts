import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ChangeStream } from '../../../src/cli/local/changes.ts';
import { serve, type Served } from '../../../src/cli/local/serve.ts';
import { follow, type Session } from '../../../src/cli/local/session.ts';
import { progressOn } from '../../../src/cli/output/progress.ts';
import { changesPath } from '../../../src/pages/reload-script.ts';
import { article, Workspace } from '../workspace.ts';
import { soon } from '../../soon.ts';

const work = new Workspace();
const changes = new ChangeStream();
let served: Served;
let session: Session;

const options = { host: '127.0.0.1', port: 0, onLog: () => {} };

beforeAll(async () => {
  work.write('a.md', article('A'));
  work.write('知.md', article('B'));
  served = await serve({ ...options, state: work.state, changes });
  session = await follow(work.folders, served, await progressOn(), () => {}, changes);
});
afterAll(async () => {
  await session.stop();
  await served.stop();
  work[Symbol.dispose]();
});

interface Event {
  id: string;
  data: string[];
}

/** Listens as a browser does. */
async function listen(
  query = '',
): Promise<{ next: () => Promise<Event>; stop: () => void; ended: Promise<void> }> {
  const controller = new AbortController();
  const response = await fetch(served.url + changesPath + query, { signal: controller.signal });
  expect(response.headers.get('Content-Type')).toBe('text/event-stream');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const ended = Promise.withResolvers<void>();
  const next = async (): Promise<Event> => {
    for (;;) {
      const event = /id: (?<id>\d+)\ndata: (?<data>.*)\n\n/.exec(text);
      if (event) {
        text = text.slice(event.index + event[0].length);
        return { id: event.groups!['id']!, data: JSON.parse(event.groups!['data']!) as string[] };
      }
      const { done, value } = await reader.read();
      if (done) {
        ended.resolve();
        throw new Error('the stream has ended');
      }
      text += value;
    }
  };
  return { next, stop: () => controller.abort(), ended: ended.promise };
}

test('every public answer that may be cached is checked for changes, and has a date', async () => {
  const paths = ['/', '/articles/a', '/rss.xml', '/feed.json', '/feeds.opml', '/sitemap.xml', '/status'];
  for (const path of [
    ...paths,
    '/status.json',
    '/robots.txt',
    '/favicon.svg',
    '/thumbnails/a',
    '/search?q=A',
  ]) {
    // HTTP dates have whole seconds.
    const asked = Math.floor(Date.now() / 1000) * 1000;
    const response = await fetch(served.url + path);
    expect([path, response.headers.get('Cache-Control')]).toEqual([path, 'no-cache']);
    const date = Date.parse(response.headers.get('Date') ?? '');
    expect([path, date >= asked, date <= Date.now()]).toEqual([path, true, true]);
    const etag = response.headers.get('ETag');
    expect(etag).not.toBeNull();
    const again = await fetch(served.url + path, { headers: { 'If-None-Match': etag! }, cache: 'no-store' });
    expect([path, again.status, again.headers.get('Cache-Control')]).toEqual([path, 304, 'no-cache']);
  }
  expect((await fetch(`${served.url}/articles/none`)).headers.get('Cache-Control')).toBe('no-store');
});

test('a stream tells of each change: an article by its page, anything else for all pages', async () => {
  const { next, stop } = await listen();
  const hello = await next();
  expect(hello.data).toEqual([]);
  work.write('知.md', article('B, edited'));
  const edited = await next();
  expect(edited.data).toEqual(['/articles/知']);
  expect(Number(edited.id)).toBeGreaterThan(Number(hello.id));
  work.move('知.md', 'moved.md');
  expect((await next()).data).toEqual(['*']);
  work.write('bad.md', '---\ntitle: "bad\n---\n');
  work.write('new.md', article('New'));
  expect((await next()).data).toEqual(['/articles/new']);
  stop();

  // A page that comes back hears what it missed, and one from before the start reloads in any case.
  const later = await listen(`?since=${hello.id}`);
  expect((await later.next()).data).toEqual(['/articles/知', '*', '/articles/new']);
  later.stop();
  const old = await listen('?since=1');
  expect((await old.next()).data).toEqual(['*']);
  old.stop();
});

test('streams leave nothing behind, and only some are open at once', async () => {
  await vi.waitFor(() => expect(changes.size).toBe(0), soon);
  const streams = await Promise.all(Array.from({ length: 50 }, async () => listen()));
  await Promise.all(streams.map(async ({ next }) => next()));
  expect(changes.size).toBe(50);
  const last = await listen();
  await last.next();
  await vi.waitFor(() => expect(changes.size).toBe(50), soon);
  for (const { stop } of [...streams, last]) stop();
  await vi.waitFor(() => expect(changes.size).toBe(0), soon);
});

test('without the stream, as in a deployment, there is no such address, script or header', async () => {
  const plain = await serve({ ...options, state: join(work.folder, 'plain') });
  try {
    expect((await fetch(plain.url + changesPath)).status).toBe(404);
    const home = await fetch(plain.url);
    expect(await home.text()).not.toContain(changesPath);
    expect(home.headers.get('Cache-Control')).toContain('max-age=300');
    const [, scripts] = /script-src ([^;]*)/.exec(home.headers.get('Content-Security-Policy')!)!;
    expect(scripts!.match(/sha256-/g)).toHaveLength(1);
  } finally {
    await plain.stop();
  }
});

test('the end of the server ends the streams', async () => {
  const stream = await listen();
  await stream.next();
  const stopped = served.stop();
  await expect(stream.next()).rejects.toThrow(/ended|terminated|closed|aborted/);
  await stopped;
  expect(changes.size).toBe(0);
  served = await serve({ ...options, state: work.state, changes });
});
