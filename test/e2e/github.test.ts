import { expect, test, vi } from 'vitest';
import type { ImportStatus } from '../../src/publish/import-status.ts';
import { png } from '../cli/pictures.ts';
import { article, itemsOf, titlesOf } from '../cli/workspace.ts';
import { GitHubServer, type Commit } from './github-server.ts';
import { TestSite } from './site.ts';
import { soon } from '../soon.ts';

/** Waits until an import has ended and everything is at the edge. */
async function imported(site: TestSite, { commit }: Commit): Promise<ImportStatus> {
  return vi.waitFor(async () => {
    const { github, outbox } = await site.client.status();
    expect(github).toMatchObject({ commit, finishedAt: expect.any(String) });
    expect(outbox).toEqual({ feed: 0, article: 0, index: 0, failing: 0 });
    return github!;
  }, soon);
}

/** Pushes, and waits until it is imported. */
async function push(site: TestSite, github: GitHubServer, commit: Commit): Promise<ImportStatus> {
  const response = await github.deliver(site.url, github.payload(commit));
  expect(response.status).toBe(202);
  return imported(site, commit);
}

const many = (count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`content/${i % 10}/${i}.md`, article(`Article ${i}`)]),
  );

test('a push adds, edits, moves and deletes articles, as the commit has them and not as the payload says', async () => {
  await using github = await GitHubServer.start();
  await using site = await TestSite.start(github.vars);
  const first = await push(
    site,
    github,
    github.commit({
      'README.md': article('No article'),
      'content/a.md': article('A'),
      'content/b.md': article('B'),
      'content/文章/c.md': article('C', { categories: '知乎' }),
      'content/bad.md': '---\ntitle: "unclosed\n---\n',
      'content/_layouts/d.md': article('Template'),
    }),
  );
  expect(first).toMatchObject({ state: 'done', files: { added: 4, left: 0, refused: 1 } });
  expect(first.problems).toEqual([expect.stringMatching(/^bad\.md:\d+:\d+: /)]);
  expect(site.log.join('\n')).toContain('bad.md');
  expect(await titlesOf(site.url)).toEqual(['A', 'B', 'C']);
  expect(await titlesOf(site.url, '/categories/知乎/feed.json')).toEqual(['C']);
  const ids = new Map((await itemsOf(site.url)).map(({ title, id }) => [title, id]));

  github.requests.length = 0;
  github.git('mv', 'content/b.md', 'content/文章/moved.md');
  const second = await push(
    site,
    github,
    github.commit({
      'content/a.md': article('A, edited'),
      'content/文章/c.md': null,
      'content/e.md': article('E'),
    }),
  );
  expect(second).toMatchObject({
    state: 'done',
    // The bad file counts as added: nothing was published from it before.
    files: { added: 2, changed: 1, moved: 1, deleted: 1, refused: 1, left: 0 },
  });
  // The tree of the commit, that of the folder, and of the files those that differ; the bad one still does.
  expect(github.requests.filter((path) => path.includes('/trees/'))).toHaveLength(2);
  expect(github.requests.filter((path) => path.includes('/blobs/'))).toHaveLength(4);
  const items = await itemsOf(site.url);
  expect(items.map(({ title }) => title).sort()).toEqual(['A, edited', 'B', 'E']);
  const moved = items.find(({ title }) => title === 'B');
  expect(moved).toMatchObject({ id: ids.get('B'), url: `${site.url}/articles/${encodeURI('文章')}/moved` });
  expect(items.find(({ title }) => title === 'A, edited')?.id).toBe(ids.get('A'));
  expect((await fetch(`${site.url}/articles/文章/c`)).status).toBe(410);
});

test('a large push comes in slices, whatever GitHub refuses on the way', { timeout: 120_000 }, async () => {
  await using github = await GitHubServer.start();
  await using site = await TestSite.start(github.vars);
  const limited = { status: 429, headers: { 'Retry-After': '0' }, body: { message: 'too many requests' } };
  const broken = { status: 502, body: { message: 'Bad Gateway' } };
  github.interfere = (_path, count) => (count % 7 === 0 ? (count % 2 === 0 ? limited : broken) : undefined);
  const { files } = await push(site, github, github.commit(many(1000)));
  expect(files).toMatchObject({ added: 1000, left: 0, refused: 0 });
  expect((await site.client.status()).articles.live).toBe(1000);
  // Nothing was fetched twice that was answered: 1,002 answers, and a sixth of that many refusals.
  expect(github.requests.length).toBeLessThan(1200);
});

test('a file that ends the worker is refused, and the others go in', { timeout: 120_000 }, async () => {
  await using github = await GitHubServer.start();
  await using site = await TestSite.start(github.vars);
  const bad = github.blobOf(article('Bad'));
  let restarts: Promise<void> = Promise.resolve();
  github.interfere = async (path) => {
    if (!path.includes(bad)) return undefined;
    // Other requests of the same worker may be on their way: it ends once.
    restarts = restarts.then(async () => site.killAndRestart());
    await restarts;
    return undefined;
  };
  const commit = github.commit({ ...many(9), 'content/5/bad.md': article('Bad') });
  expect((await github.deliver(site.url, github.payload(commit))).status).toBe(202);
  const status = await imported(site, commit);
  expect(status).toMatchObject({ state: 'done', files: { added: 10, left: 0, refused: 1 } });
  expect(status.problems).toEqual([
    expect.stringMatching(/^5\/bad\.md:1:1: the worker fails over this file/),
  ]);
  expect((await site.client.status()).articles.live).toBe(9);
});

test(
  'a worker that is killed in the middle of a push goes on where it was',
  { timeout: 120_000 },
  async () => {
    await using github = await GitHubServer.start();
    await using site = await TestSite.start(github.vars);
    const halfway = Promise.withResolvers<void>();
    const restarted = Promise.withResolvers<void>();
    github.interfere = async (_path, count) => {
      if (count === 100) halfway.resolve();
      if (count >= 100) await restarted.promise;
      return undefined;
    };
    const commit = github.commit(many(200));
    expect((await github.deliver(site.url, github.payload(commit))).status).toBe(202);
    await halfway.promise;
    await site.killAndRestart();
    restarted.resolve();
    const { files } = await imported(site, commit);
    expect(files).toMatchObject({ added: 200, left: 0 });
    expect((await site.client.status()).articles.live).toBe(200);
    // Slices of 40 files: what was published before the kill is not fetched again.
    expect(github.requests.length).toBeLessThan(2 + 200 + 40 + 40);
  },
);

test('articles that were renamed and edited at once keep the id of their front matter, however many', async () => {
  await using github = await GitHubServer.start();
  await using site = await TestSite.start(github.vars);
  const files = (folder: string, text: string): [string, string][] =>
    Array.from({ length: 60 }, (_, i) => [
      `content/${folder}/${i}.md`,
      article(`Article ${i}`, { id: `urn:test:${i}` }, text),
    ]);
  await push(site, github, github.commit(Object.fromEntries(files('old', 'before'))));
  const renamed = github.commit({ 'content/old': null, ...Object.fromEntries(files('new', 'after')) });
  expect(await push(site, github, renamed)).toMatchObject({
    state: 'done',
    files: { added: 0, moved: 60, deleted: 0, refused: 0, left: 0 },
  });
  const items = await itemsOf(site.url, '/feed.json?limit=100');
  expect(items.map(({ id }) => id).sort()).toEqual(
    files('', '')
      .map((_, i) => `urn:test:${i}`)
      .sort(),
  );
  expect(items.every(({ url, content_html: html }) => url.includes('/new/') && html.includes('after'))).toBe(
    true,
  );
});

test('trees that GitHub lists in part are read folder by folder', async () => {
  await using github = await GitHubServer.start();
  await using site = await TestSite.start({ ...github.vars, GITHUB_CONTENT: '/blog/posts/' });
  github.longestTree = 4;
  const names = ['a.md', 'b/c.md', 'b/d/e.md', 'b/d/f.md', 'b/d/g.md', 'node_modules/h.md'];
  await push(
    site,
    github,
    github.commit(Object.fromEntries(names.map((name) => [`blog/posts/${name}`, article(name)]))),
  );
  expect(await titlesOf(site.url)).toEqual(['a.md', 'b/c.md', 'b/d/e.md', 'b/d/f.md', 'b/d/g.md']);
  // Folders that vanish and files that move between folders are noticed folder by folder too.
  github.git('mv', 'blog/posts/b/d/e.md', 'blog/posts/e.md');
  const { files } = await push(
    site,
    github,
    github.commit({ 'blog/posts/b/d': null, 'blog/posts/b/c.md': article('c') }),
  );
  expect(files).toMatchObject({ added: 0, changed: 1, moved: 1, deleted: 2 });
  expect(await titlesOf(site.url)).toEqual(['a.md', 'b/d/e.md', 'c']);
});

test('a delivery is heard once, an older push changes nothing, and a branch may be set back', async () => {
  await using github = await GitHubServer.start();
  await using site = await TestSite.start(github.vars);
  const first = github.commit({ 'content/a.md': article('First') });
  const second = github.commit({ 'content/a.md': article('Second') });
  await push(site, github, second);
  // Late, and in one second or in another: its successor came before it.
  const late = await github.deliver(site.url, github.payload(first));
  expect({ status: late.status, text: await late.text() }).toEqual({
    status: 200,
    text: 'ignored: a newer push came before it\n',
  });

  const back = github.setHead(first.commit);
  const once = { 'X-GitHub-Delivery': 'the-same' };
  expect((await github.deliver(site.url, github.payload(back), once)).status).toBe(202);
  await imported(site, back);
  const asked = github.requests.length;
  expect((await github.deliver(site.url, github.payload(back), once)).status).toBe(200);
  expect(await titlesOf(site.url)).toEqual(['First']);
  expect(github.requests.length).toBe(asked);
});

test('a newer push takes the place of one that is not finished', async () => {
  await using github = await GitHubServer.start();
  await using site = await TestSite.start(github.vars);
  const begun = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  github.interfere = async (path) => {
    if (!path.includes('/blobs/')) return undefined;
    begun.resolve();
    await go.promise;
    return undefined;
  };
  const older = github.commit({ ...many(50), 'content/a.md': article('Older') });
  await github.deliver(site.url, github.payload(older));
  await begun.promise;
  const newer = github.commit({ content: null, 'content/a.md': article('Newer') });
  await github.deliver(site.url, github.payload(newer));
  go.resolve();
  await imported(site, newer);
  expect(await titlesOf(site.url)).toEqual(['Newer']);
});

test('a push that deletes more than a fifth of the articles waits until somebody says that it is meant', async () => {
  await using github = await GitHubServer.start();
  await using site = await TestSite.start(github.vars);
  await push(site, github, github.commit(many(20)));
  const fewer = github.commit({
    'content/0': null,
    'content/1': null,
    'content/2': null,
    'content/a.md': article('A'),
  });
  const delivery = { 'X-GitHub-Delivery': 'fewer' };
  await github.deliver(site.url, github.payload(fewer), delivery);
  expect(await imported(site, fewer)).toMatchObject({
    state: 'refused',
    error: expect.stringContaining('delete 6 of 20 articles'),
  });
  expect((await itemsOf(site.url)).length).toBe(20);
  await site.killAndRestart({ ...github.vars, GITHUB_PRUNE: 'any' });
  expect((await github.deliver(site.url, github.payload(fewer), delivery)).status).toBe(202);
  expect(await imported(site, fewer)).toMatchObject({ state: 'done', files: { deleted: 6, added: 1 } });
  expect((await itemsOf(site.url)).length).toBe(15);
});

test('a private repository is read with the token, and what lacks is said', async () => {
  await using github = await GitHubServer.start();
  github.token = 'token-of-the-owner';
  await using site = await TestSite.start({ ...github.vars, GITHUB_TOKEN: 'token-of-the-owner' });
  await push(site, github, github.commit({ 'content/a.md': article('A') }));
  expect(await titlesOf(site.url)).toEqual(['A']);

  await site.killAndRestart(github.vars);
  const without = github.commit({ 'content/b.md': article('B') });
  await github.deliver(site.url, github.payload(without));
  const status = await vi.waitFor(async () => {
    const { github: last } = await site.client.status();
    expect(last).toMatchObject({ commit: without.commit, error: expect.any(String) });
    return last;
  }, soon);
  expect(status).toMatchObject({ error: expect.stringContaining('a private repository needs GITHUB_TOKEN') });
  expect(status?.nextTry).toMatch(/^20/);
});

test(
  'a push brings the files beside articles, and goes on with them after the worker was killed',
  { timeout: 120_000 },
  async () => {
    await using github = await GitHubServer.start();
    await using site = await TestSite.start(github.vars);
    const picture = png(300, 200, 'large', 5_000_000);
    let restarts = 0;
    const answered: string[] = [];
    github.interfere = async (path) => {
      if (!path.includes('/blobs/')) return undefined;
      answered.push(path);
      if (answered.length === 10 && restarts++ === 0) await site.killAndRestart();
      return undefined;
    };
    const cover = '---\ntitle: A\ndate: 2024-01-01\ncover: x.png\n---\n![x](x.png)\n';
    const small = Array.from({ length: 50 }, (_, i) => [`static/img/${i}.png`, png(1, i + 1)] as const);
    const commit = github.commit({
      ...Object.fromEntries(small),
      'content/a/index.md': cover,
      'content/a/x.png': picture,
      'content/a/bad.png': '<!doctype html>',
    });
    expect((await github.deliver(site.url, github.payload(commit))).status).toBe(202);
    const status = await imported(site, commit);
    expect(status).toMatchObject({ state: 'done', files: { added: 53, left: 0, refused: 1 } });
    expect(status.problems).toEqual([expect.stringMatching(/^a\/bad\.png:1:1: the file is named \.png/)]);
    expect(restarts).toBe(1);
    // What was under way when the worker ended is fetched again, and nothing else.
    expect(answered.length).toBeLessThanOrEqual(53 + 20);
    const answer = await fetch(`${site.url}/files/a/x.png`);
    expect(answer.headers.get('Content-Type')).toBe('image/png');
    expect(Buffer.from(await answer.arrayBuffer()).equals(picture)).toBe(true);
    expect((await fetch(`${site.url}/img/49.png`)).status).toBe(200);
    const feed = await (await fetch(`${site.url}/atom.xml`)).text();
    expect(feed).toContain(`length="${picture.byteLength}"`);
  },
);
