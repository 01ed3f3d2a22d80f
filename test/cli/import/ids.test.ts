/** `edgefeed import --ids`: articles that are files here already get the ids that readers of the old feed know. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addId } from '../../../src/cli/import/ids/add-keys.ts';
import { atomOf, jsonOf, rssOf, type OldItem } from '../compare/old-feeds.ts';
import { jsonLines, Workspace, type Finished } from '../workspace.ts';
import { sourceOf } from './importing.ts';

const at = 'https://old.example';

class Blog extends Workspace {
  readonly old = join(this.folder, 'old.xml');

  /** @param vars settings of the site */
  constructor(vars: Record<string, string> = {}) {
    super();
    const all = { SITE_URL: 'https://feeds.example', TIMEZONE: 'UTC', ...vars };
    writeFileSync(join(this.folder, 'wrangler.json'), JSON.stringify({ vars: all }));
  }

  /** Runs the command in the folder of the site. */
  async keep(feed: string, ...args: string[]): Promise<Finished> {
    writeFileSync(this.old, feed);
    const { program, env } = this.command(['import', 'old.xml', '--ids', ...args]);
    return this.finish('sh', ['-c', program], env);
  }

  source(path: string): string {
    return sourceOf(this, path);
  }
}

const hello: OldItem = {
  id: `${at}/2024/01/02/hello/`,
  link: `${at}/2024/01/02/hello/`,
  title: 'Hello',
  date: '2024-01-02T03:04:05Z',
};

const dated = (title: string, more = ''): string =>
  `---\ntitle: ${title}\ndate: 2024-01-02T03:04:05Z\n${more}---\nText\n`;

describe('an article is found', () => {
  it.each([
    ['by a pattern of OLD_ADDRESSES', 'hello.md', dated('Another title')],
    [
      'by an alias',
      'a.md',
      dated('Another title', 'aliases: [/2024/01/02/hello/]\n').replace('2024', '2020'),
    ],
    ['by its title and its date', 'a.md', dated('Hello')],
    [
      'by a title that no other has',
      'a.md',
      dated('Hello').replace('03:04', '22:04').replace('-02T', '-01T'),
    ],
    ['as a draft', 'a.md', dated('Hello', 'draft: true\n')],
  ])('%s', async (_, path, source) => {
    using blog = new Blog({ OLD_ADDRESSES: 'hexo:default' });
    blog.write(path, source);
    const { code, stdout } = await blog.keep(atomOf([hello]));
    expect(stdout).toContain('1 entry: 1 article got its id');
    expect(code).toBe(0);
    const aliased = path === 'a.md' && !/alias|draft/.test(source) ? 'aliases: "/2024/01/02/hello/"\n' : '';
    expect(blog.source(path)).toBe(source.replace('---\nText', `id: "${hello.id}"\n${aliased}---\nText`));
  });

  it('in RSS and JSON Feed, and whatever its id is', async () => {
    const items = ['4711', `${at}/ü`, 'tag:old.example,2024:x y'].map((id, i) => ({
      ...hello,
      id,
      title: `T${i}`,
      link: `${at}/t${i}`,
    }));
    for (const feed of [rssOf(items), jsonOf(items)]) {
      using blog = new Blog();
      for (const { title } of items) blog.write(`${title}.md`, dated(title));
      const { stdout } = await blog.keep(feed);
      expect(stdout).toContain('3 entries: 3 articles got their ids');
      expect(blog.source('T0.md')).toContain('\nid: "4711"\nverbatim_id: true\n');
      expect(blog.source('T1.md')).toContain(`\nid: "${at}/ü"\nverbatim_id: true\n`);
      expect((await blog.keep(feed)).stdout).toContain('3 entries: 3 had them');
    }
  });
});

describe('a second run', () => {
  it('changes nothing', async () => {
    using blog = new Blog({ OLD_ADDRESSES: 'hexo:default' });
    blog.write('hello.md', dated('Hello'));
    await blog.keep(atomOf([hello]));
    const before = blog.source('hello.md');
    const { code, stdout } = await blog.keep(atomOf([hello]));
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('1 entry: 1 had it') });
    expect(blog.source('hello.md')).toBe(before);
  });

  it('leaves alone the articles that have their ids, and finds them under another title and address', async () => {
    using blog = new Blog();
    blog.write('moved.md', dated('Renamed', `id: ${hello.id}\n`));
    blog.write('new.md', dated('Hello'));
    const { code, stdout } = await blog.keep(atomOf([hello]));
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('1 had it') });
    expect(blog.source('new.md')).toBe(dated('Hello'));
  });
});

describe('an old address that no pattern gives to its article', () => {
  const slugged: OldItem = {
    ...hello,
    id: `${at}/ni-hao/`,
    link: `${at}/ni-hao/?utm_source=feed`,
    title: '你好',
  };

  it.each([
    ['', 'aliases'],
    ['eleventy:default', 'aliases'],
    // Hugo and Zola make a page at each of `aliases`, which would take the place of the article's own.
    ['hugo:default', 'redirect_from'],
    ['zola:default', 'redirect_from'],
  ])('becomes an alias; with OLD_ADDRESSES = "%s" below %s', async (patterns, key) => {
    using blog = new Blog({ OLD_ADDRESSES: patterns });
    blog.write('你好.md', dated('你好'));
    const { code, stdout } = await blog.keep(atomOf([slugged]));
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 entry: 1 article got its id, 1 got its old address, too'),
    });
    const kept = dated('你好', `id: "${slugged.id}"\n${key}: "/ni-hao/"\n`);
    expect(blog.source('你好.md')).toBe(kept);
    expect((await blog.keep(atomOf([slugged]))).stdout).toMatch(/\n1 entry: 1 had it \(/);
    expect(blog.source('你好.md')).toBe(kept);
  });

  it('goes beside the aliases that the article has, and is named where it has both keys', async () => {
    using blog = new Blog();
    blog.write('a.md', dated('你好', 'aliases: [/x]\n'));
    expect((await blog.keep(atomOf([slugged]))).stdout).toContain('1 got its old address');
    expect(blog.source('a.md')).toContain(
      'aliases: [/x]\nid: "https://old.example/ni-hao/"\nredirect_from: "/ni-hao/"\n---',
    );
    blog.write('a.md', dated('你好', 'aliases: [/x]\nredirect_from: /y\n'));
    const { code, stdout } = await blog.keep(atomOf([slugged]));
    expect(stdout).toContain(
      '你好: a.md: write "/ni-hao/" into its aliases: the old address leads nowhere else\n',
    );
    expect(code).toBe(0);
  });
});

describe('what cannot be matched', () => {
  it('is named with the remedy, and ends with 1', async () => {
    using blog = new Blog({ OLD_ADDRESSES: 'hexo:default' });
    const items = [
      hello,
      { ...hello, id: 'b', link: `${at}/b`, title: 'Gone' },
      { ...hello, id: 'c', link: `${at}/2024/01/02/own/`, title: 'Own' },
      { ...hello, id: 'd', link: `${at}/d`, title: 'Twice' },
    ];
    blog.write('hello.md', dated('Hello'));
    blog.write('own.md', dated('Own', 'id: 12\n'));
    blog.write('x/twice.md', dated('Twice'));
    blog.write('y/twice.md', dated('Twice'));
    const { code, stdout } = await blog.keep(rssOf(items));
    expect(code).toBe(1);
    expect(stdout).toContain(
      'Gone: no article has its address "/b", or its title and date; write id: "b" into the right one\n',
    );
    expect(stdout).toContain('Own: own.md has an id already; write "c" in its place\n');
    expect(stdout).toContain('Twice: it may be x/twice.md or y/twice.md; write id: "d" into the right one\n');
    expect(stdout).toContain('4 entries: 1 article got its id, 3 without an article that keeps the id');
    expect(stdout).toContain('2 articles are not in the feed');
    expect(blog.source('own.md')).toBe(dated('Own', 'id: 12\n'));
    expect(blog.source('x/twice.md')).toBe(dated('Twice'));
  });

  it('gives the id of one entry to no other article', async () => {
    using blog = new Blog({ OLD_ADDRESSES: 'hexo:default' });
    blog.write('hello.md', dated('Hello'));
    const twin = { ...hello, id: 'twin' };
    const { code, stdout } = await blog.keep(rssOf([hello, twin]));
    expect(code).toBe(1);
    expect(stdout).toContain('Hello: hello.md has the id of another entry, "Hello"');
    expect(blog.source('hello.md')).toContain(hello.id);
  });

  it('is a front matter that cannot be changed safely, or an id that is part of an old address', async () => {
    using blog = new Blog({ OLD_ADDRESSES: 'hexo:/p/:id/' });
    blog.write('hello.md', dated('Hello', 'id:\n'));
    blog.write('three.md', dated('Three'));
    const three = { ...hello, id: `${at}/three`, link: `${at}/three`, title: 'Three' };
    const { stdout } = await blog.keep(atomOf([hello, three]));
    // An `id` would also be the address `/p/…` of the article, so the other key of ids is taken.
    expect(stdout).toContain('2 articles got their ids');
    expect(blog.source('hello.md')).toBe(
      dated('Hello', `id:\nguid: "${hello.id}"\naliases: "/2024/01/02/hello/"\n`),
    );
    expect(blog.source('three.md')).toBe(dated('Three', `guid: "${three.id}"\n`));
    const flow = '---\n{ title: &a Two, date: 2024-01-02T03:04:05Z, id: "", guid: "" }\n---\nText\n';
    blog.write('two.md', flow);
    const two = { ...hello, id: `${at}/two`, link: `${at}/two`, title: 'Two' };
    const second = await blog.keep(atomOf([hello, three, two]));
    expect(second.stdout).toContain(
      `Two: two.md: its front matter cannot be changed safely; write id: "${at}/two" into its front matter`,
    );
    expect(second.code).toBe(1);
    expect(blog.source('two.md')).toBe(flow);
  });
});

describe('the command', () => {
  it('writes nothing with --dry-run, and names what it would change', async () => {
    using blog = new Blog();
    blog.write('hello.md', dated('Hello'));
    const { code, stdout } = await blog.keep(atomOf([hello]), '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('M  content/hello.md\n');
    expect(stdout).toContain('Nothing was written (--dry-run).');
    expect(blog.source('hello.md')).toBe(dated('Hello'));
  });

  it('prints a line of JSON for each entry, and last the totals', async () => {
    using blog = new Blog();
    blog.write('hello.md', dated('Hello'));
    blog.write('other.md', dated('Other'));
    const { stdout } = await blog.keep(atomOf([hello]), '--json');
    expect(jsonLines(stdout)).toEqual([
      {
        entry: 'hello.md',
        status: 'added',
        id: hello.id,
        link: hello.link,
        title: 'Hello',
        published: '2024-01-02T03:04:05.000Z',
        message: null,
      },
      {
        totals: { added: 1, unchanged: 0, lost: 0 },
        nameless: 0,
        aliased: 1,
        leftOut: 0,
        others: ['other.md'],
      },
    ]);
  });

  it('says the setting that keeps the id of an Atom feed', async () => {
    using blog = new Blog();
    blog.write('hello.md', dated('Hello'));
    expect((await blog.keep(atomOf([hello]))).stdout).toContain('  FEED_ID = "urn:old"\n');
  });

  it.each(['--files', '--markdown'])('refuses %s, which goes with new articles', async (option) => {
    using blog = new Blog();
    const { code, stderr } = await blog.keep(atomOf([hello]), option);
    expect(code).toBe(2);
    expect(stderr).toContain(
      `${option} goes with new articles, and --ids writes none; leave one of them out.`,
    );
  });

  it('writes nothing where the feed or the folder cannot be read', async () => {
    using blog = new Blog();
    blog.write('hello.md', dated('Hello'));
    expect(await blog.keep(atomOf([hello]).replace('</feed>', ''))).toMatchObject({ code: 2 });
    expect(await blog.keep('no feed')).toMatchObject({ code: 2 });
    expect(await blog.keep(atomOf([hello]), '--to', 'nowhere')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nowhere: no such folder'),
    });
    expect(blog.source('hello.md')).toBe(dated('Hello'));
  });
});

const id = 'https://old.example/"a"\\b/';

describe('the front matter of every language takes an id', () => {
  const front = (...lines: string[]): string => lines.join('\n');
  it.each<[string, string, string]>([
    ['YAML', front('---', 'title: a', '---', 'B'), front('---', 'title: a', 'id: ID', '---', 'B')],
    [
      'YAML with a text at its end',
      front('---', 'title: |', '  a', '', '---', 'B'),
      front('---', 'title: |', '  a', '', 'id: ID', '---', 'B'),
    ],
    [
      'YAML with indented keys',
      front('---', '  title: a', '---', ''),
      front('---', '  title: a', '  id: ID', '---', ''),
    ],
    ['Hexo’s, without a fence', front('title: a', '---', 'B'), front('title: a', 'id: ID', '---', 'B')],
    [
      'TOML with tables',
      front('+++', "title = 'a'", '[params]', 'x = 1', '+++', 'B'),
      front('+++', 'id = ID', "title = 'a'", '[params]', 'x = 1', '+++', 'B'),
    ],
    ['JSON', front('{', '  "title": "a"', '}', 'B'), front('{', '  "id": ID,', '  "title": "a"', '}', 'B')],
    [
      'JSON between fences',
      front('---json', '{', '  "title": "a"', '}', '---', 'B'),
      front('---json', '{', '  "id": ID,', '  "title": "a"', '}', '---', 'B'),
    ],
    [
      'Hexo’s JSON',
      front(';;;', '"title": "a"', ';;;', 'B'),
      front(';;;', '"id": ID,', '"title": "a"', ';;;', 'B'),
    ],
    [
      'YAML in one line',
      front('---', '{title: a}', '---', ''),
      front('---', '{', '  "id": ID,title: a}', '---', ''),
    ],
  ])('%s', (_, before, after) => {
    for (const lineBreak of ['\n', '\r\n']) {
      const written = (text: string): string => text.replaceAll('\n', lineBreak);
      const plain = 'https://old.example/a/';
      expect(addId(written(before), plain, 'id')).toBe(written(after.replace('ID', `"${plain}"`)));
      // Neither an IRI nor simple: quotes and a backslash.
      expect(addId(written(before), id, 'id')).toContain(JSON.stringify(id));
    }
  });

  it('the header of Pelican, where nothing is quoted', () => {
    const before = 'Title: a\nDate: 2024-01-02\n\nB';
    expect(addId(before, 'https://old.example/a/', 'id')).toBe(
      'Title: a\nDate: 2024-01-02\nid: https://old.example/a/\n\nB',
    );
  });

  it('no file without front matter, and none that has the key', () => {
    expect(addId('Text', id, 'id')).toBeUndefined();
    expect(addId('---\nID: x\n---\n', id, 'id')).toBeUndefined();
  });
});
