/** Exports in zip files and in folders: which of their files are read, and which archives are refused. */

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportIn } from '../../../src/cli/import/archive/export.ts';
import type { Entry } from '../../../src/cli/import/entry.ts';
import { formatOf } from '../../../src/cli/import/readers/formats.ts';
import { limits } from '../../../src/limits.ts';
import { Workspace } from '../workspace.ts';
import { filesIn, fixture, importInto, sourceOf } from './importing.ts';
import { zipOf } from './zip-file.ts';

type Files = readonly (readonly [path: string, content: string])[];

const csv = `post_id,post_date,is_published,type,audience,title
1.hello,2024-01-02T10:00:00.000Z,true,newsletter,everyone,Hello
`;
const substack: Files = [
  ['posts.csv', csv],
  ['posts/1.hello.html', '<p>Hi</p>'],
  ['posts/1.hello.opens.csv', 'a'],
  ['email_list.csv', 'a'],
  ['__MACOSX/posts/._1.hello.html', 'a'],
];

const wxr = (items: string): string =>
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>T</title><link>https://wp.example</link><wp:wxr_version>1.2</wp:wxr_version>${items}</channel></rss>`;

const post = (id: number, more = ''): string =>
  `<item><title>Post ${id}</title><link>https://wp.example/${id}/</link><guid>https://wp.example/?p=${id}</guid><wp:post_id>${id}</wp:post_id><wp:post_date_gmt>2024-01-01 00:00:00</wp:post_date_gmt><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>${more}</item>`;

/** The entries of an archive; or why it is refused. */
async function entriesIn(archive: Buffer | string): Promise<Entry[] | string> {
  using work = new Workspace();
  const file = typeof archive === 'string' ? archive : join(work.folder, 'export.zip');
  if (typeof archive !== 'string') writeFileSync(file, archive);
  const unpacked = join(work.folder, 'unpacked');
  try {
    const source = await exportIn({ file, site: 'https://blog.example' }, unpacked);
    const { read } = await formatOf(source);
    if (read === 'list of feeds') return 'a list';
    const entries: Entry[] = [];
    const listener = { skipped() {}, leftOut() {}, warned() {}, site() {} };
    for await (const entry of read(source, listener)) entries.push(entry);
    return entries;
  } catch (error) {
    const beside = readdirSync(work.folder).filter(
      (name) => !/^(?:content|export\.zip|unpacked)$/.test(name),
    );
    if (beside.length > 0) throw new Error(`${beside.join()} lies beside the folder`, { cause: error });
    return (error as Error).message.replace(work.folder, '');
  }
}

describe('a zip file', () => {
  it('of Substack is imported as its folder is, and needs --site, too', async () => {
    using work = new Workspace();
    const file = join(work.folder, 'export.zip');
    writeFileSync(file, zipOf(substack));
    const refused = await importInto(work, file);
    expect(refused.stderr).toContain(
      `export.zip: posts.csv: Substack's export does not say where the blog is`,
    );
    const { code } = await importInto(work, file, '--site', 'https://n.example');
    expect([code, filesIn(work.content)]).toEqual([0, ['2024-01-02-hello.html']]);
    const source = sourceOf(work, '2024-01-02-hello.html');
    expect(source).toContain('id: "https://n.example/p/hello"\n---\n\n<p>Hi</p>\n');
  });

  it('of WordPress.com may be divided: pictures are found in another part', async () => {
    const thumbnail =
      '<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>';
    const picture =
      '<item><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://wp.example/p.jpg</wp:attachment_url></item>';
    const entries = await entriesIn(
      zipOf([
        ['site/blog.001.xml', wxr(post(1, thumbnail))],
        ['site/blog.002.xml', wxr(post(2) + picture)],
      ]),
    );
    expect(entries).toMatchObject([
      { id: 'https://wp.example/?p=1', image: 'https://wp.example/p.jpg' },
      { id: 'https://wp.example/?p=2' },
    ]);
  });

  it('of Takeout has its feed among other files', async () => {
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:blogger.com,1999:blog-1</id><entry><id>tag:blogger.com,1999:blog-1.post-2</id><title>A</title></entry></feed>`;
    const entries = await entriesIn(
      zipOf([
        ['Takeout/Blogger/Blogs/Peat/theme-layouts.xml', '<html></html>'],
        ['Takeout/Blogger/Blogs/Peat/feed.atom', feed],
        ['Takeout/archive_browser.html', '<html></html>'],
      ]),
    );
    expect(entries).toMatchObject([{ id: 'tag:blogger.com,1999:blog-1.post-2' }]);
  });

  const xml = wxr(post(1));
  it.each<[why: string, archive: Buffer, message: RegExp]>([
    ['leads out of its folder', zipOf([['../a.xml', xml]]), /invalid relative path: \.\.\/a\.xml/],
    ['has an absolute path', zipOf([['/etc/a.xml', xml]]), /absolute path/],
    ['has a path with backslashes', zipOf([['..\\a.xml', xml]]), /unpacked|no export/],
    ['has a path with control characters', zipOf([['a\0.xml', xml]]), /control characters/],
    [
      'has two files at one path',
      zipOf([
        ['a.xml', xml],
        ['a.xml', xml],
      ]),
      /two files at one path/,
    ],
    ['is longer than it says', zipOf([['a.xml', 'a'.repeat(9_999)]], { size: 9 }), /too many bytes/],
    [
      'is larger than the limit',
      zipOf(
        [
          ['a.xml', ''],
          ['b.xml', ''],
        ],
        { size: limits.importZipBytes / 2 + 1 },
      ),
      /2 GB are in the zip file, more than the 2 GB that are unpacked; unpack it, and import the folder/,
    ],
    ['is encrypted', zipOf([['a.xml', xml]], { isEncrypted: true }), /encrypted; unpack it/],
    ['is cut off', zipOf([['a.xml', xml]]).subarray(0, 60), /End of central directory/],
    ['has no export', zipOf([['a.txt', 'a']]), /no export of a blog is in it/],
    ['is empty', zipOf([]), /no export of a blog is in it/],
    [
      'has several blogs',
      zipOf([
        ['A/feed.atom', '<feed />'],
        ['B/feed.atom', '<feed />'],
      ]),
      /2 exports or feeds are in it \(A\/feed\.atom, B\/feed\.atom\)/,
    ],
  ])('that %s is refused', async (_, archive, message) => {
    const outcome = await entriesIn(archive);
    expect(outcome).toMatch(message);
    expect(outcome).toMatch(/^\/export\.zip: [^\n]+[^.]\.$/);
  });
});

describe('a folder', () => {
  it('is read as the archive that it was', async () => {
    using work = new Workspace();
    const folder = join(work.folder, 'takeout');
    mkdirSync(join(folder, 'blog'), { recursive: true });
    writeFileSync(join(folder, 'blog', 'a.xml'), wxr(post(1)));
    expect(await entriesIn(folder)).toMatchObject([{ id: 'https://wp.example/?p=1' }]);
    expect(await entriesIn(fixture('substack'))).toHaveLength(4);
  });
});
