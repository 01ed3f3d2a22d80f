import { once } from 'node:events';
import { statSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { blobId } from '../../src/publish/manifest.ts';
import type { Batch } from '../../src/publish/protocol.ts';
import type { RunningServer } from '../../src/cli/local/server.ts';
import { Running } from './running.ts';
import { article, itemsOf, titlesOf, Workspace } from './workspace.ts';
import { soon } from '../soon.ts';

describe('npm start', () => {
  test('serves the content folder, and prints the addresses of its feeds', async () => {
    using work = new Workspace();
    work.write('a.md', article('A', { categories: '[知乎热榜]' }));
    await using running = await Running.start(work);
    const { url, output } = running;
    expect(output).toMatch(/^.*content: 1 added\n/);
    for (const line of [`everything  ${url}/rss.xml`, `知乎热榜    ${url}/categories/知乎热榜/rss.xml`]) {
      expect(output).toContain(line);
    }
    const rss = await (await fetch(`${url}/categories/知乎热榜/rss.xml`)).text();
    expect(rss).toContain(`href="${url}/categories/${encodeURIComponent('知乎热榜')}/rss.xml"`);
  });

  test('says what is not as in the last run: another port, another content folder', async () => {
    using work = new Workspace();
    work.write('a.md', article('A'));
    work.write('d.md', article('D', { draft: 'true' }));
    work.write('readme.md', 'No article');
    await using first = await Running.start(work);
    expect(first.output).toMatch(/content: 1 added, 1 held back \(draft 1\), 1 without front matter\n/);
    const { url } = first;
    await first.end('SIGINT', 'group');

    await using moved = await Running.start(work);
    expect(moved.output).toMatch(/content: 1 sent again, 1 held back/);
    expect(moved.output).toContain(
      `The site was at ${url} before, so its files were sent again for ${moved.url}.`,
    );
    await moved.end('SIGINT', 'group');

    using other = new Workspace();
    other.write('b.md', article('B'));
    await using elsewhere = await Running.start(work, '--content', other.content);
    expect(elsewhere.output).toMatch(/content: 1 added\n/);
    expect(elsewhere.output).toMatch(/Before, \S+content was served here: its 3 files stay on disk/);
    expect(elsewhere.output).not.toMatch(/deleted/);
    expect(await titlesOf(elsewhere.url)).toEqual(['B']);
  });

  test('lists the categories of a site with an address of its own', async () => {
    using work = new Workspace();
    work.write('a.md', article('A', { categories: '[知乎热榜]' }));
    await using running = await Running.start(work, '--site', 'https://feeds.example');
    const { url, output } = running;
    expect(output).toContain(`知乎热榜    ${url}/categories/知乎热榜/rss.xml`);
    expect(await (await fetch(`${url}/rss.xml`)).text()).toContain('https://feeds.example/rss.xml');
  });

  test('names a missing content folder before it looks at the port', async () => {
    using work = new Workspace();
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = `${(taken.address() as AddressInfo).port}`;
    const args = ['start', '--port', port, '--content', '/nowhere', '--state', work.state];
    expect(await work.run(args)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'edgefeed: /nowhere: no such folder. Set --content to the folder of your articles.\n',
    });
    taken.close();
  });

  test('an invalid address of the site ends it with code 2 before it serves', async () => {
    using work = new Workspace();
    const args = ['start', '--port', '0', '--content', work.content, '--state', work.state];
    expect(await work.run([...args, '--site', 'feeds.lan'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('edgefeed: --site: SITE_URL is "feeds.lan"; set it to'),
    });
    expect(() => statSync(join(work.state, 'server.json'))).toThrow('ENOENT');
  });

  test('Ctrl-C ends it with code 0', async () => {
    using work = new Workspace();
    work.write('a.md', article('A'));
    await using running = await Running.start(work);
    const { url } = running;
    expect(await running.end('SIGINT', 'group')).toBe(0);
    await vi.waitFor(async () => expect(fetch(url)).rejects.toThrow('fetch failed'), soon);
    expect(() => statSync(join(work.state, 'server.json'))).toThrow('ENOENT');
  });

  test('SIGKILL of the whole group right after an answer loses nothing', async () => {
    using work = new Workspace();
    work.write('first.md', article('First'));
    await using killed = await Running.start(work);
    const { url, token } = JSON.parse(readFileSync(join(work.state, 'server.json'), 'utf8')) as RunningServer;
    const source = article('Second', { categories: 'Kept' });
    const put = { path: 'second.md', blob: blobId(Buffer.from(source)), source };
    const answer = await fetch(`${url}/api/publish`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ put: [put], delete: [] } satisfies Batch),
    });
    await killed.end('SIGKILL', 'group');
    expect(answer.status).toBe(200);

    // The worker has stored the article, so the next start has nothing to publish.
    work.write('second.md', source);
    await using again = await Running.start(work, '--port', new URL(url).port);
    expect(again.output).toContain('content: 2 unchanged');
    await vi.waitFor(
      async () => expect(await titlesOf(again.url, '/categories/Kept/feed.json')).toEqual(['Second']),
      soon,
    );
    expect(await titlesOf(again.url)).toEqual(['First', 'Second']);
  });

  test('after a kill of the process alone, the next start ends the orphaned worker', async () => {
    using work = new Workspace();
    work.write('a.md', article('A'));
    await using killed = await Running.start(work);
    const { url } = killed;
    await killed.end('SIGKILL', 'process');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await using again = await Running.start(work, '--port', new URL(url).port);
    expect(again.url).toBe(url);
    expect(await titlesOf(url)).toEqual(['A']);
  });

  test('a state folder or a port in use is an error', async () => {
    using work = new Workspace();
    await using running = await Running.start(work);
    const same = await work.run(['start', '--port', '0', '--content', work.content, '--state', work.state]);
    expect(same).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^edgefeed: The state folder \S+ is in use by process \d+, which serves (http\S+)\. /,
      ),
    });

    expect(same.stderr).toContain(running.url);

    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = `${(taken.address() as AddressInfo).port}`;
    const other = await work.run([
      'start',
      '--port',
      port,
      '--content',
      work.content,
      '--state',
      join(work.folder, 'other'),
    ]);
    taken.close();
    expect(other).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`Port ${port} is already in use`),
    });
  });
});

describe('a folder that is watched', () => {
  const work = new Workspace();
  let running: Running;
  beforeAll(async () => {
    work.write('a.md', article('A'));
    running = await Running.start(work);
  });
  afterAll(async () => {
    await running[Symbol.asyncDispose]();
    work[Symbol.dispose]();
  });

  test('is found by other commands, and only its owner can read the token', async () => {
    const { code, stdout } = await work.run(['publish', '--content', work.content, '--state', work.state]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(`live at ${running.url}`) });
    expect(statSync(join(work.state, 'server.json')).mode & 0o777).toBe(0o600);
  });

  test('publishes an edit, a move and a deletion, and reports an error', async () => {
    const id = (await itemsOf(running.url))[0]!.id;

    work.write('a.md', article('A, edited'));
    await vi.waitFor(async () => expect(await titlesOf(running.url)).toEqual(['A, edited']), soon);
    await running.says('live a.md');

    work.move('a.md', 'folder/b.md');
    await running.says('live a.md → folder/b.md');
    expect(await itemsOf(running.url)).toMatchObject([{ id, url: `${running.url}/articles/folder/b` }]);

    work.write('folder/b.md', '---\ntitle: Bad\ndate: 2021-13-01\n---\n');
    await running.says('folder/b.md:3:7: error: ');
    expect(await titlesOf(running.url)).toEqual(['A, edited']);

    work.remove('folder');
    await running.says('deleted folder/b.md');
    expect(await titlesOf(running.url)).toEqual([]);
  });

  test('keeps the ids of articles whose folder is renamed', async () => {
    const names = ['a', 'b', 'c'];
    for (const name of names) work.write(`old/${name}.md`, article(name));
    for (const name of names) await running.says(`live old/${name}.md`);
    const ids = new Map((await itemsOf(running.url)).map(({ title, id }) => [title, id]));
    expect([...ids.keys()].sort()).toEqual(names);
    work.move('old', 'new');
    for (const name of names) await running.says(`old/${name}.md → new/${name}.md`);
    const items = await itemsOf(running.url);
    expect(new Map(items.map(({ title, id }) => [title, id]))).toEqual(ids);
    expect(items.every(({ url }) => url.includes('/articles/new/'))).toBe(true);
  });
});
