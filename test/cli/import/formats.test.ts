/** What each format of a source becomes, as `edgefeed check` reads it. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonLines, Workspace } from '../workspace.ts';
import { articlesOf, filesIn, fixture, importInto, sourceOf } from './importing.ts';

describe("WordPress's export", () => {
  it('keeps guid, zone, terms, author, excerpt, picture, enclosure and both old addresses', async () => {
    using work = new Workspace();
    const { stdout, code } = await importInto(work, fixture('wordpress.xml'));
    expect(code).toBe(0);
    expect((await articlesOf(work)).get('2023-05-01-celadon-again.html')).toMatchObject({
      status: 'article',
      title: 'Celadon, the second try',
      published: '2023-05-01T07:30:00.000Z',
      updated: '2023-05-03T19:00:01.000Z',
      categories: ['Glazes & Firing'],
      tags: ['celadon'],
      authors: [{ name: 'Mo Adeyemi' }],
      problems: [],
    });
    const source = sourceOf(work, '2023-05-01-celadon-again.html');
    expect(source).toContain('date: 2023-05-01T08:30:00+01:00\n');
    expect(source).toContain('summary: "It ran again, but less."');
    expect(source).toContain('image: "https://garden.example/wp-content/uploads/2023/05/bowl.jpg"');
    expect(source).toContain('    length: 123456\n');
    expect(source).toContain('aliases:\n  - "/2023/05/celadon-again/"\n  - "/?p=41"\n');
    // What is nobody else's business.
    expect(source + stdout).not.toContain('mo@garden.example\n');
    expect(sourceOf(work, '2024-02-08-种子.html')).toContain('  - "/2024/02/种子/"');
  });

  it('holds back what was no public post, counts what is none, and says so', async () => {
    using work = new Workspace();
    const { stdout } = await importInto(work, fixture('wordpress.xml'));
    const kinds = [...(await articlesOf(work))].map(([path, { status, article }]) => [path, status, article]);
    expect(kinds.map(([path, status]) => `${String(path)} ${String(status)}`)).toEqual([
      '2023-01-01-about.html article',
      '2023-05-01-celadon-again.html article',
      '2023-07-01-family.html draft',
      '2023-07-02-accounts.html draft',
      '2024-02-08-种子.html article',
      '2024-09-01-An-idea.html draft',
    ]);
    expect(sourceOf(work, '2023-01-01-about.html')).toContain('type: page\n');
    expect(sourceOf(work, '2023-07-01-family.html')).toContain('draft: true # protected by a password\n');
    expect(sourceOf(work, '2023-07-02-accounts.html')).toContain('draft: true # private\n');
    expect(sourceOf(work, '2024-09-01-An-idea.html')).toContain('date: 2024-09-01T09:00:00\n');
    expect(stdout).toContain(
      'Not taken over: 2 × attachment, 1 × comment, 1 × trashed post, 1 × nav_menu_item',
    );
    expect(stdout).toContain('SITE_TITLE = "Garden & Kiln"');
    expect(stdout).toContain('Celadon, the second try: the shortcodes [contact-form] are not known');
  });

  it('makes paragraphs, players and pictures of what WordPress makes them of', async () => {
    using work = new Workspace();
    await importInto(work, fixture('wordpress.xml'));
    const body = sourceOf(work, '2023-05-01-celadon-again.html');
    expect(body).toContain('<p>The first one ran off the shelf.</p>\n<figure><a href=');
    expect(body).toContain(
      '<figcaption>What is left of the shelf</figcaption></figure>\n<!-- more -->\n<p>Recipe:</p>',
    );
    expect(body).toContain('<pre>cone 10\n\nreduction</pre>');
    expect(body).toContain(
      '<audio controls src="https://garden.example/wp-content/uploads/2023/05/kiln.mp3"></audio>',
    );
    const seeds = sourceOf(work, '2024-02-08-种子.html');
    expect(seeds).not.toContain('wp:');
    expect(seeds).toContain('src="https://garden.example/wp-content/uploads/2023/05/shelf-1024x683.jpg"');
    expect(seeds).toContain('<code>&#123;% include seeds.html %} [gallery]</code>');
  });
});

describe('RSS', () => {
  it('keeps a guid that is a number, a hash, a sentence or not in ASCII, and takes the link where there is none', async () => {
    using work = new Workspace();
    await importInto(work, fixture('rss.xml'));
    const idIn = (path: string): string[] =>
      /^id: .*(?:\nverbatim_id: true)?/m.exec(sourceOf(work, path))?.[0].split('\n') ?? [];
    expect(idIn('2024-05-17-low-and-high.html')).toEqual(['id: "20240517"', 'verbatim_id: true']);
    expect(idIn('2024-05-15-hash.html')).toEqual([
      'id: "9F86D081884C7D659A2FEAA0C55AD015"',
      'verbatim_id: true',
    ]);
    expect(idIn('2024-05-14-spaces.html')).toEqual(['id: "Tides, no. 4 of 2024"', 'verbatim_id: true']);
    expect(idIn('2024-05-13-潮汐.html')).toEqual([
      'id: "https://tides.example/posts/潮汐/"',
      'verbatim_id: true',
    ]);
    expect(idIn('2024-05-16-without-guid.html')).toEqual([
      'id: "https://tides.example/posts/without-guid/?lang=en"',
    ]);
  });

  it('has categories apart from tags, its content apart from its summary, and all of an enclosure', async () => {
    using work = new Workspace();
    await importInto(work, fixture('rss.xml'));
    expect((await articlesOf(work)).get('2024-05-17-low-and-high.html')).toMatchObject({
      title: 'Low & high water',
      categories: ['Harbour'],
      tags: ['moon'],
      authors: [{ name: 'Yara Costa' }],
    });
    const source = sourceOf(work, '2024-05-17-low-and-high.html');
    expect(source).toContain('date: 2024-05-17T09:15:00-04:00');
    expect(source).toContain('summary: "The short of it."');
    expect(source).toContain('    type: "audio/mpeg"\n    length: 8123456\n    duration: 754\n');
    expect(source).toContain('<a href="https://tides.example/posts/older/">');
    expect(sourceOf(work, '2024-05-16-without-guid.html')).toContain('date: 2024-05-16T12:00:00-05:00');
  });

  it('loses nothing of entries without a date, an id or a title, and of two with one guid', async () => {
    using work = new Workspace();
    const { stdout } = await importInto(work, fixture('rss.xml'));
    expect(stdout).toContain('No date: it has no date that can be read, so it was written as a draft;');
    expect(sourceOf(work, 'no-date.html')).toContain('draft: true # the source has no date\n');
    expect(stdout).toContain('No id: it has neither an id nor a link, so edgefeed gives it an id');
    expect(sourceOf(work, '2024-05-12-No-id.html')).not.toContain('\nid:');
    expect(stdout).toContain(
      'One guid, second: another entry has its id twice, so this one was written without an id',
    );
    expect(sourceOf(work, '2024-05-10-two.html')).toContain('The second.');
    expect(sourceOf(work, '2024-05-09-1.html')).toContain(
      'title: "A note without a title, seen from the mole in the rain."',
    );
    expect(sourceOf(work, '2024-05-08-Elsewhere.html')).toContain(
      'external_url: "https://elsewhere.example/a"\naliases:\n  - "/links/9"\n',
    );
    // Relative to the blog, and not to where the entry leads.
    expect(sourceOf(work, '2024-05-08-Elsewhere.html')).toContain(
      '<a href="https://tides.example/posts/one/">',
    );
  });

  it('is not read as front matter, Markdown or a template, whatever a text says', async () => {
    using work = new Workspace();
    await importInto(work, fixture('rss.xml'));
    const { problems, title } = (await articlesOf(work)).get('2024-05-07-jekyll.html') as {
      problems: unknown[];
      title: string;
    };
    expect([problems, title]).toEqual([[], 'About Jekyll']);
    const { stdout } = await work.run(['check', '--content', work.content]);
    expect(stdout).not.toContain('{{');
  });
});

describe('Atom', () => {
  it('has names, summaries and addresses as its types and bases say', async () => {
    using work = new Workspace();
    const { stdout } = await importInto(work, fixture('atom.xml'));
    const articles = await articlesOf(work);
    expect(articles.get('2024-03-01-zinken.html')).toMatchObject({
      title: 'Zinken & Zapfen',
      categories: ['Holz'],
      tags: ['verbindung'],
      authors: [{ name: 'Jutta Brandt', url: 'https://werk.example/jutta' }],
    });
    const source = sourceOf(work, '2024-03-01-zinken.html');
    expect(source).toContain('summary: "Kurz &lt;gesagt>."');
    expect(source).toContain('url: "https://werk.example/ton/zinken.ogg"');
    expect(source).toContain('<a href="https://werk.example/anderes.html">dann</a>');
    expect(articles.get('2024-02-01-glue.html')).toMatchObject({ title: 'Glue: 1 < 2' });
    const glue = sourceOf(work, '2024-02-01-glue.html');
    expect(glue).toContain('lang: "en"\n');
    expect(glue).toContain('<p>First line.<br>\nSecond line.</p>\n<p>New paragraph with a &lt; b.</p>');
    expect(stdout).toContain('  FEED_ID = "tag:werk.example,2010:feed"');
  });
});

describe('other formats', () => {
  it('Ghost: the id of the post is its guid, tags stay in order, and internal ones are left out', async () => {
    using work = new Workspace();
    const { stdout } = await importInto(work, fixture('ghost.json'), '--site', 'https://bakery.example/');
    expect((await articlesOf(work)).get('2023-04-21-bread-at-night.html')).toMatchObject({
      tags: ['Bread', 'Sourdough, mostly'],
      categories: [],
      authors: [{ name: 'Anouk Visser', url: 'https://anouk.example/' }],
    });
    const source = sourceOf(work, '2023-04-21-bread-at-night.html');
    expect(source).toContain('id: "6441a2b3c4d5e6f708192a3b"\nverbatim_id: true\n');
    expect(source).toContain('src="https://bakery.example/content/images/2023/04/loaf.jpg"');
    expect(sourceOf(work, '2023-05-20-for-members.html')).toContain('draft: true # for subscribers only');
    expect(stdout).toContain('4 entries: 4 new (among them 2 drafts, 1 page)');
    expect(filesIn(work.content).join()).not.toContain('undefined');
  });

  it('Substack: asks for the address of the blog, which its guids have', async () => {
    using work = new Workspace();
    const { code, stderr } = await importInto(work, fixture('substack'));
    expect(code).toBe(2);
    expect(stderr).toContain('Add --site, like --site https://name.substack.com. Nothing was imported.');
    const { stdout } = await importInto(work, fixture('substack'), '--site', 'https://letters.example');
    expect(stdout).toContain('4 entries: 4 new (among them 2 drafts)');
    expect(sourceOf(work, '2022-03-01-first-letter.html')).toContain('summary: "On \\"starting\\""');
    expect(sourceOf(work, '2022-05-01-spoken.html')).toContain('https://api.letters.example/audio/1003.mp3');
  });

  it('Blogger: posts and pages of both exports, with their ids and paths, and no comments', async () => {
    using work = new Workspace();
    const { stdout } = await importInto(work, fixture('blogger.xml'));
    expect(stdout).toContain('Not taken over: 1 × settings, 1 × comment');
    expect(stdout).toContain('  FEED_ID = "tag:blogger.com,1999:blog-111"\n');
    expect(sourceOf(work, '2012-07-04-on-old-wall.html')).toContain(
      'aliases:\n  - "/2012/07/on-old-wall.html"\n',
    );
    expect(sourceOf(work, '2012-07-06-Half-a-thought.html')).toContain('draft: true\n');
    using other = new Workspace();
    await importInto(other, fixture('takeout.atom'), '--site', 'https://lichen.blogspot.com');
    expect(sourceOf(other, '2012-07-04-on-old-wall.html')).toContain('"/2012/07/on-old-wall.html"');
    expect(sourceOf(other, '2012-07-06-Half-a-thought.html')).toContain('draft: true\n');
  });

  it('JSON Feed: text is no HTML, and an id that is a number is the same in text', async () => {
    using work = new Workspace();
    await importInto(work, fixture('feed.json'));
    expect(sourceOf(work, '2024-06-01-77.html')).toContain('id: "77"\nverbatim_id: true\n');
    expect(sourceOf(work, '2024-05-01-76.html')).toContain('<p>Read it &amp; weep &lt;soon&gt;.</p>');
  });

  it('RDF: in the encoding that it declares', async () => {
    using work = new Workspace();
    await importInto(work, fixture('rdf.xml'));
    expect(sourceOf(work, '2003-06-21-000123.html')).toContain('title: "L\'été commence"');
  });
});

describe('a source that is none', () => {
  const refused = async (text: string, name = 'a.xml'): Promise<string> => {
    using work = new Workspace();
    const file = join(work.folder, name);
    writeFileSync(file, text);
    const { code, stderr } = await importInto(work, file);
    expect(code).toBe(2);
    expect(filesIn(work.content)).toEqual([]);
    return stderr.replaceAll(file, name);
  };

  it('is refused in one sentence with its line, and nothing of it is written', async () => {
    expect(
      await refused('<rss version="2.0">\n<channel>\n<item><title>A</title></item>\n<item><title>B</item>'),
    ).toBe('edgefeed: a.xml: line 4: not well-formed XML (unexpected close tag). Nothing was imported.\n');
    expect(await refused('<rss><channel>')).toContain(
      'a.xml: line 1: not well-formed XML (unclosed tag: channel)',
    );
    expect(await refused('{"version": "https://jsonfeed.org/version/1.1",\n\n "items": [}')).toBe(
      'edgefeed: a.xml: line 3: not well-formed JSON. Nothing was imported.\n',
    );
    expect(await refused('{"db": [{"data": {}}]}')).toContain(
      'line 1: neither a JSON Feed nor an export of Ghost',
    );
    expect(await refused('words')).toContain(
      'line 1: no feed, and no export of a blog. docs/moving.md lists',
    );
    expect(
      await refused('<html><link rel="alternate" type="application/rss+xml" href="/feed.xml"></html>'),
    ).toContain('a web page, which names its feed: import /feed.xml');
    expect(await refused('<opml version="2.0"><body><outline text="a"/></body></opml>')).toContain(
      'the OPML names no feed',
    );
    expect(await refused('<?xml version="1.0" encoding="martian"?><rss/>')).toContain(
      'its encoding martian is not known',
    );
  });

  it('may say nothing of itself, and little of its entries', async () => {
    using work = new Workspace();
    const file = join(work.folder, 'a.xml');
    const written = async (source: string, exitCode = 0): Promise<string> => {
      writeFileSync(file, source);
      const { code, stderr } = await importInto(work, file);
      expect([code, stderr]).toEqual([exitCode, expect.stringMatching(/^(?:reading.*\n)?$/)]);
      return filesIn(work.content).join(' ');
    };
    expect(
      await written(
        '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>A</title><wp:post_date>2017-08-13 21:17:16</wp:post_date></item><item><wp:status>publish</wp:status></item></channel></rss>',
        1,
      ),
    ).toBe('2017-08-13-A.html');
    expect(await written('<rss><channel><item><guid>b</guid></item></channel></rss>')).toContain(
      'article.html',
    );
    expect(
      await written(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>c</id><title>C</title></entry></feed>',
      ),
    ).toContain('C.html');
    expect(await written('<rss><channel><title>T</title></channel></rss>')).toContain('C.html');
  });

  it('may have names that are no text, of which no line of _redirects is made wrong', async () => {
    using work = new Workspace();
    const file = join(work.folder, 'a.json');
    const post = { id: '1', title: 'A', slug: 'a', html: '<p>A</p>', status: 'published' };
    const data = {
      posts: [post],
      posts_tags: [{ post_id: '1', tag_id: '2' }],
      tags: [{ id: '2', name: 'A\ud800', slug: 'b\ud800' }],
    };
    writeFileSync(file, JSON.stringify({ db: [{ data }] }));
    const { code, stdout } = await importInto(work, file, '--site', 'https://a.example');
    expect([code, stdout]).toEqual([0, expect.stringContaining('  /tags/b%EF%BF%BD/ /tags/A%EF%BF%BD/\n')]);
  });

  it.each([
    ['<rss><channel><item></item><item><guid>a</guid><title>A</title></item></channel></rss>'],
    [
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry></entry><entry><id>a</id><title>A</title></entry></feed>',
    ],
    [
      '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item></item><item><guid>a</guid><title>A</title></item></channel></rss>',
    ],
  ])('may have an entry that is none, of which a script learns by the exit code: %s', async (source) => {
    using work = new Workspace();
    const file = join(work.folder, 'a.xml');
    writeFileSync(file, source);
    const { code, stdout } = await importInto(work, file);
    expect([code, filesIn(work.content)]).toEqual([1, ['A.html']]);
    expect(stdout).toMatch(/^an entry: it (?:is empty|cannot be read), so it was left out$/m);
    expect(stdout).toContain('Left out, since they cannot be read: 1 entry');
    const again = await importInto(work, file, '--json');
    expect([again.code, jsonLines(again.stdout).at(-1)]).toEqual([
      1,
      expect.objectContaining({ leftOut: 1 }),
    ]);
  });

  it('may have control characters of a database, which no XML parser takes', async () => {
    using work = new Workspace();
    const file = join(work.folder, 'a.xml');
    writeFileSync(
      file,
      '<rss version="2.0"><channel><title>T</title><item><title>A\u0003B</title><guid>1</guid><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate><description><![CDATA[x\u0010y &nbsp;]]></description></item></channel></rss>',
    );
    expect(await importInto(work, file)).toMatchObject({ code: 0 });
    expect(filesIn(work.content)).toEqual(['2024-01-01-A-B.html']);
  });
});
