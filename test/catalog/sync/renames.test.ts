import { reset } from 'cloudflare:test';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { similarity } from '../../../src/catalog/sync/similarity.ts';
import { catalog } from '../batches.ts';
import { quiet } from '../quiet.ts';
import { abandonSlice, answersOf, importAll, importSlice, push, type Setting } from './repository.ts';

beforeEach(async () => reset());
afterAll(quiet);

const words = (topic: string, count = 60): string =>
  Array.from({ length: count }, (_, i) => `${topic} ${i}, and ${topic} again.`).join('\n');

const essay = (title: string, body: string, head = ''): string =>
  `---\ntitle: ${title}\ndate: 2024-01-01\n${head}---\n${body}\n`;

const imported = async (files: Record<string, string>, setting: Partial<Setting> = {}) => {
  await push();
  return importAll({ fetch: answersOf(files), pruneAny: false, ...setting });
};

/** The id of the article at an address, and what is there. */
const at = async (address: string) => {
  const found = await catalog().address(address);
  return { ...found, id: found && 'article' in found ? found.article.id : undefined };
};

const idsOf = async (addresses: readonly string[]): Promise<(string | undefined)[]> =>
  Promise.all(addresses.map(async (address) => (await at(address)).id));

describe('a file that is renamed and edited in one push', () => {
  it.each<[string, string, string]>([
    ['edited', essay('Sea', `${words('sea')}\nOne more line.`), 'other/name'],
    ['with another title', essay('The sea', words('sea')), 'other/name'],
    ['with another date', essay('Sea', words('sea')).replace('2024-01-01', '2025-05-05'), 'other/name'],
    ['with a text that is all new', essay('Sea', words('mountain')), 'other/name'],
    ['in Chinese', essay('海', '海浪一次又一次，打在岸上。'.repeat(20) + '还有别的。'), '文章/海'],
  ])('keeps its id, and its former address leads to it: %s', async (_name, edited, name) => {
    const before = name.startsWith('文')
      ? essay('海', '海浪一次又一次，打在岸上。'.repeat(20))
      : essay('Sea', words('sea'));
    await imported({ 'content/sea.md': before, 'content/hill.md': essay('Hill', words('hill')) });
    const { id } = await at('sea');
    expect(id).toBeDefined();
    const status = await imported({
      [`content/${name}.md`]: edited,
      'content/hill.md': essay('Hill', words('hill')),
      'content/new.md': essay('New', words('river')),
    });
    expect(status).toMatchObject({
      state: 'done',
      files: { added: 1, changed: 0, moved: 1, deleted: 0, left: 0, refused: 0 },
    });
    expect((await at(name)).id).toBe(id);
    expect(await at('sea')).toMatchObject({ state: 'moved', to: name });
  });

  it('goes on by its id in the place of another article, though files are deleted last', async () => {
    const others = (text: string): Record<string, string> =>
      Object.fromEntries(
        Array.from({ length: 45 }, (_, i) => [`content/m/${i}.md`, essay(`M${i}`, `${text} ${i}`)]),
      );
    const page = (name: string, text: string): string => `---\ntitle: ${name}\nid: x:${name}\n---\n${text}\n`;
    await imported({ 'content/z.md': page('sea', 'Waves') });
    const publishedAt = async (address: string): Promise<number | undefined> => {
      const found = await catalog().address(address);
      return found && 'article' in found ? found.article.published : undefined;
    };
    const before = await publishedAt('z');
    expect(before).toBeDefined();
    await imported({
      'content/z.md': page('sea', 'Waves'),
      'content/a.md': page('hill', 'Stones'),
      ...others('Before'),
    });
    const status = await imported({ 'content/a.md': page('sea', 'All is new'), ...others('After') });
    expect(status).toMatchObject({
      state: 'done',
      files: { added: 0, changed: 45, moved: 1, deleted: 0, left: 0, refused: 0 },
    });
    expect(await at('a')).toMatchObject({ state: 'article', id: 'x:sea' });
    expect(await publishedAt('a')).toBe(before);
    expect(await at('z')).toMatchObject({ state: 'moved', to: 'a' });
  });

  it('is no other article, though its name, its title or its date is the same', async () => {
    await imported({ 'content/2023/links.md': essay('Links', words('sea')) });
    const status = await imported({
      'content/2024/links.md': essay('Links', words('mountain')).replace('2024-01-01', '2024-02-01'),
      'content/sea.md': essay('Hills', words('hill')),
    });
    expect(status).toMatchObject({ files: { added: 2, moved: 0, deleted: 1 } });
    expect(await at('2023/links')).toMatchObject({ state: 'gone' });
  });

  it('is no other article of the same date with a few words', async () => {
    await imported({ 'content/a.md': essay('A', 'The text of A.'), 'content/b.md': essay('B', 'Text') });
    const status = await imported({
      'content/c.md': essay('C', 'The text of C.'),
      'content/b.md': essay('B', 'Text'),
    });
    expect(status).toMatchObject({ files: { added: 1, moved: 0, deleted: 1 } });
  });

  it('keeps its article where it was if it is in error now', async () => {
    await imported({
      'content/sea.md': essay('Sea', words('sea')),
      'content/hill.md': essay('Hill', 'Hill'),
    });
    const { id } = await at('sea');
    const status = await imported({
      'content/x/sea.md': '---\ntitle: "Sea\n---\n',
      'content/hill.md': essay('Hill', 'Hill'),
    });
    expect(status).toMatchObject({ state: 'done', files: { refused: 1, left: 0 } });
    expect((await at('sea')).id).toBe(id);
    await imported({
      'content/x/sea.md': essay('Sea', `${words('sea')}\nMended.`),
      'content/hill.md': essay('Hill', 'Hill'),
    });
    expect((await at('x/sea')).id).toBe(id);
  });

  it('keeps its id if it is a draft now, and when the draft is renamed, edited and published', async () => {
    const hill = { 'content/hill.md': essay('Hill', words('hill')) };
    const draft = (body: string): string => essay('Sea', body, 'draft: true\n');
    await imported({ ...hill, 'content/sea.md': essay('Sea', words('sea')) });
    const { id } = await at('sea');
    await imported({ ...hill, 'content/_drafts/sea.md': draft(words('mountain')) });
    expect(await at('sea')).toMatchObject({ state: 'gone' });
    await imported({ ...hill, 'content/later/sea.md': draft(words('river')) });
    await imported({ ...hill, 'content/posts/2025-01-01-sea.md': essay('The sea', words('sea')) });
    expect((await at('posts/sea')).id).toBe(id);
    expect(await at('sea')).toMatchObject({ state: 'moved', to: 'posts/sea' });
  });

  it('is no other article where two drafts have its name', async () => {
    const drafts = (head: string) => ({
      'content/a/sea.md': essay('Sea', words('sea'), head),
      'content/b/sea.md': essay('Sea', words('hill'), head),
    });
    await imported(drafts(''));
    const ids = await idsOf(['a/sea', 'b/sea']);
    await imported(drafts('draft: true\n'));
    await imported({ 'content/c/sea.md': essay('Sea', words('sea')) });
    expect(ids).not.toContain((await at('c/sea')).id);
  });

  it('comes from the one that it is most like', async () => {
    const names = ['one', 'two', 'three'];
    const text = (name: string): string => `${words('sea')}\n${words(name, 30)}`;
    const of = (folder: string, end = ''): Record<string, string> =>
      Object.fromEntries(
        names.map((name) => [`content/${folder}${name}/index.md`, essay('Same', text(name) + end)]),
      );
    await imported(of(''));
    const ids = await idsOf(names);
    await imported(of('new-', '\nEdited.'));
    expect(await idsOf(names.map((name) => `new-${name}`))).toEqual(ids);
  });
});

describe('hundreds of files that are renamed and edited in one push', () => {
  const count = 300;
  const names = Array.from({ length: count }, (_, i) => `${i}`);
  const of = (folder: string, end = '', head = (_name: string): string => ''): Record<string, string> =>
    Object.fromEntries(
      names.map((name) => [
        `content/${folder}/${name}.md`,
        essay(`Article ${name}`, words(`w${name}`, 10) + end, head(name)),
      ]),
    );

  it.each<[string, (name: string) => string]>([
    ['without ids of their own', () => ''],
    ['with ids of their own', (name) => `id: urn:test:${name}\n`],
  ])('keep their ids, and are no deletions: %s', async (_name, head) => {
    await imported(of('old', '', head));
    const ids = await idsOf(names.map((name) => `old/${name}`));
    expect(new Set(ids).size).toBe(count);
    const status = await imported(of('new', '\nEdited.', head));
    expect(status).toMatchObject({ state: 'done', files: { added: 0, moved: count, deleted: 0, left: 0 } });
    expect(await idsOf(names.map((name) => `new/${name}`))).toEqual(ids);
  });

  it('keep their ids if the worker ends in the middle of each slice', async () => {
    await imported(of('old'));
    const ids = await idsOf(names.map((name) => `old/${name}`));
    await push();
    const setting = { fetch: answersOf(of('new', '\nEdited.')), pruneAny: false };
    await importSlice(setting);
    let status = await importSlice(setting);
    for (let deaths = 0; status.finishedAt === undefined; deaths++) {
      if (deaths < 6) {
        await abandonSlice(setting);
        await importSlice(setting);
      }
      status = await importSlice(setting);
    }
    expect(status).toMatchObject({
      state: 'done',
      files: { added: 0, moved: count, deleted: 0, refused: 0 },
    });
    expect(await idsOf(names.map((name) => `new/${name}`))).toEqual(ids);
  });

  it('are deletions where only the names are the same: these wait until someone says they are meant', async () => {
    await imported(of('old'));
    const others = Object.fromEntries(
      names.map((name) => [
        `content/new/${name}.md`,
        essay(`Other ${name}`, words(`mountains${name}`, 10)).replace('2024-01-01', '2020-01-01'),
      ]),
    );
    const status = await imported(others);
    expect(status).toMatchObject({
      state: 'refused',
      error: expect.stringMatching(/delete 300 of \d+ articles/) as string,
    });
    expect((await at('old/7')).id).toBeDefined();
  });
});

describe('the likeness of two bodies', () => {
  it.each<[string, string, number]>([
    ['<p>The sea is wide.</p>', '<p>The sea is wide.</p>', 1],
    ['', '', 1],
    ['', '<p>The sea</p>', 0],
    ['<p>海很大。</p>', '<p>山很高。</p>', 0],
    ['<p>a b c d</p>', '<div>a b</div>', 0.5],
    ['<p>a a a a</p>', '<p>a</p>', 0.25],
  ])('%s and %s: %d', (one, other, share) => {
    expect(similarity(one, other)).toBe(share);
    expect(similarity(other, one)).toBe(share);
  });
});
