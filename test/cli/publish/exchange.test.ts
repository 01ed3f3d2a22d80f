/** Files that exchange something in one publish, and lie in different batches of it. */

import { expect, test } from 'vitest';
import { showFile } from '../../show/show-file.ts';
import { localWorker } from '../local-worker.ts';
import { article, Workspace } from '../workspace.ts';

const { home, worker } = localWorker();

const publish = async (work: Workspace) =>
  work.run(['publish', '--content', work.content, '--state', home.state, '--force']);
const read = async (path: string): Promise<string> => (await fetch(`${worker.url}${path}`)).text();
const guidAt = async (path: string): Promise<string | undefined> =>
  /<podcast:guid>(.*?)<\/podcast:guid>/.exec(await read(`/categories/${path}/podcast.xml`))?.[1];

/** Articles between the others, in the order of paths: more than the first batches hold. */
function fill(work: Workspace, text: string): void {
  for (let i = 0; i < 45; i++) work.write(`m/${i}.md`, article(`M${i}`, { summary: text }));
}

test('shows and articles that swap and pass on are published, however far apart their files are', async () => {
  using work = new Workspace();
  const write = (shows: Record<string, string>, slugs: Record<string, string>): void => {
    for (const [folder, category] of Object.entries(shows))
      work.write(`${folder}/_show.md`, showFile(`title: ${folder}\ncategory: ${category}\n`));
    for (const [path, slug] of Object.entries(slugs)) work.write(`${path}.md`, article(path, { slug }));
  };
  write({ a: 'A', b: 'B', z: 'Z' }, { 'a/1': 'one', 'z/2': 'two' });
  fill(work, 'Before');
  expect((await publish(work)).stdout).toMatch(/^50 added \(/);
  const [a, b, z] = await Promise.all(['A', 'B', 'Z'].map(guidAt));
  write({ a: 'Z', b: 'A', z: 'B' }, { 'a/1': 'two', 'z/2': 'one' });
  fill(work, 'After');
  const { code, stdout } = await publish(work);
  expect(stdout).toMatch(/^50 changed \(/);
  expect(code).toBe(0);
  expect(await Promise.all(['Z', 'A', 'B'].map(guidAt))).toEqual([a, b, z]);
  expect(await read('/articles/one')).toMatch(/<h1[^>]*>z\/2/);
  expect(await read('/articles/two')).toMatch(/<h1[^>]*>a\/1/);
});

test('of two files that want one thing in different batches, the second is refused, and reported once', async () => {
  using work = new Workspace();
  work.write('a/_show.md', showFile('category: Both\n'));
  work.write('z/_show.md', showFile('category: Both\n'));
  fill(work, 'Third');
  const { code, stdout } = await publish(work);
  expect(code).toBe(1);
  expect(
    stdout.match(/z\/_show\.md:1:1: error: a\/_show\.md is the show of the category "Both" already/g),
  ).toHaveLength(1);
});

test('an article whose file is moved and edited keeps its id, its first moment and its links in a publish of many batches', async () => {
  using work = new Workspace();
  const moved = (text: string): string => `---\ntitle: Moved\nid: x:moved\n---\n${text}\n`;
  const found = async () => {
    const answer = JSON.parse(await read('/v1/articles/x:moved')) as { article: Record<string, string> };
    return answer.article;
  };
  work.write('a/old.md', moved('A text.'));
  fill(work, 'Fourth');
  await publish(work);
  const before = await found();
  work.remove('a/old.md');
  work.write('z/new.md', moved('Quite another one.'));
  fill(work, 'Fifth');
  const { code, stdout } = await publish(work);
  expect(stdout).toMatch(/\n45 changed, 1 moved \(/);
  expect(code).toBe(0);
  const after = await found();
  expect(after['url']).toMatch(/\/articles\/z\/new$/);
  expect(after['date_published']).toBeDefined();
  expect(after['date_published']).toBe(before['date_published']);
  const response = await fetch(`${worker.url}/articles/a/old`, { redirect: 'manual' });
  expect(response.headers.get('location')).toMatch(/\/articles\/z\/new$/);
});
