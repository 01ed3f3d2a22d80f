/** `edgefeed compare`: an old feed on a server of its own, beside a worker that has its articles. */

import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serve } from '../../../src/cli/local/serve.ts';
import { serveHttp } from '../http-server.ts';
import { localWorker } from '../local-worker.ts';
import { article, jsonLines, Workspace, type Finished } from '../workspace.ts';
import { atomOf, jsonOf, numbered, rssOf, type OldItem } from './old-feeds.ts';

const { home, worker } = localWorker();

let work: Workspace;
beforeEach(() => {
  work = new Workspace();
  return () => work[Symbol.dispose]();
});

/** Publishes an article for each entry, as an import writes it. */
async function moved(
  items: readonly OldItem[],
  change: (item: OldItem, i: number) => OldItem = (item) => item,
): Promise<void> {
  for (const [i, item] of items.entries()) {
    const { id, link, title, date = '' } = change(item, i);
    const alias = link === undefined ? {} : { aliases: JSON.stringify([new URL(link).pathname]) };
    const fields = {
      ...(id !== undefined && { id: JSON.stringify(id), verbatim_id: 'true' }),
      date,
      ...alias,
    };
    work.write(`${title.replaceAll(/\W+/g, '-')}.md`, article(title, fields));
  }
  const { code, stdout, stderr } = await publish();
  expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
}

const publish = async (): Promise<Finished> =>
  work.run(['publish', '--content', work.content, '--state', home.state, '--force']);

const compare = async (old: string, ...options: string[]): Promise<Finished> =>
  work.run(['compare', old, '--allow-private', '--state', home.state, ...options]);

function saved(text: string, name = 'old.xml'): string {
  const file = join(work.folder, name);
  writeFileSync(file, text);
  return file;
}

const lastLine = ({ stdout }: Finished): string => stdout.trimEnd().split('\n').at(-1)!;

test('an old feed whose entries kept their ids has none that looks new, in each format', async () => {
  const items = numbered(12);
  await moved(items);
  for (const text of [rssOf(items), atomOf(items), jsonOf(items)]) {
    const result = await compare(saved(text));
    expect(lastLine(result)).toMatch(/^0 of 12 entries will look new in RSS, Atom and JSON Feed \(/);
    expect(result.stdout).toContain(
      'note: 12 entries have another link; each old address leads to the article (301)',
    );
    expect(result.stdout).not.toMatch(/looks new:|missing:|date/);
    expect(result).toMatchObject({ code: 0, stderr: '' });
  }
  const spaced = items.map((item) => ({ ...item, id: `\n    ${item.id}\t` }));
  const padded = await compare(saved(rssOf(spaced)));
  expect(lastLine(padded)).toMatch(/^0 of 12 entries will look new/);
  expect(padded.stdout).toContain(
    'note: 12 ids of the old feed have white space at the ends, and ours has none',
  );
});

test('an entry whose id is another one looks new, and the report says in what the two differ', async () => {
  const items = numbered(7);
  const changes: [id: string | undefined, why: string][] = [
    ['http://old.example/?p=7', 'the ids differ in http and https only, and readers compare every character'],
    [
      'https://old.example/?p=6/',
      'the ids differ in a slash at the end only, and readers compare every character',
    ],
    [
      'https://old.example/?p=%35',
      'the ids differ in escaped characters only, and readers compare every character',
    ],
    ['http://www.old.example/?P=4', 'the ids differ in http and https and www. and capital letters only'],
    ['https://new.example/?p=3', 'the ids are addresses at different hosts'],
    ['urn:x:2', 'the entry with its title and date has another id'],
  ];
  await moved(items, (item, i) => ({ ...item, id: changes[i]?.[0] ?? item.id! }));
  const result = await compare(saved(rssOf(items)));
  for (const [i, [id, why]] of changes.entries())
    expect(result.stdout).toContain(
      `looks new: Post ${7 - i}\n  old id:   https://old.example/?p=${7 - i}\n  our id:   ${id}\n  ${why}`,
    );
  expect(lastLine(result)).toMatch(/^6 of 7 entries will look new in RSS /);
  expect(result.code).toBe(1);
});

test('an entry that no article has come from is missing', async () => {
  const items = numbered(3);
  await moved(items.slice(1));
  const result = await compare(saved(rssOf(items)));
  expect(result.stdout).toContain('missing: Post 3\n  old id:   https://old.example/?p=3\n');
  expect(lastLine(result)).toMatch(/^0 of 3 entries will look new in RSS, and 1 is missing /);
  expect(result.code).toBe(1);
});

test('an entry that is a page now is not missing, if its address leads to the page', async () => {
  const items = numbered(3);
  const about = { id: 'https://old.example/about/', link: 'https://old.example/about/', title: 'About' };
  const lost = { id: 'https://old.example/lost/', link: 'https://old.example/lost/', title: 'Lost' };
  await moved(items);
  work.write('about.md', article('About', { aliases: '[/about/]' }));
  work.write('_redirects', '/lost/ /search\n');
  await publish();
  // Hugo's date of a page.
  const zero = (feed: string): string =>
    feed.replace('About</title>', 'About</title><pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate>');
  const page = await compare(saved(zero(rssOf([...items, about]))));
  expect(page).toMatchObject({ code: 0, stderr: '' });
  expect(page.stdout).toMatch(/^old feed: .*2025-01-01 to 2025-01-01\)$/m);
  expect(page.stdout).toContain(
    'note: 1 entry of the old feed is in no feed here, and its address answers: About (/articles/about)',
  );
  expect(lastLine(page)).toMatch(/^0 of 4 entries will look new in RSS, Atom and JSON Feed \(/);
  // A rule that leads elsewhere keeps nothing.
  const result = await compare(saved(rssOf([...items, about, lost])), '--json');
  expect(result.code).toBe(1);
  const statuses = jsonLines(result.stdout).flatMap(({ status, entry, feed, leadsTo }) =>
    typeof status === 'string' &&
    /no-feed|missing/.test(status) &&
    feed !== '/atom.xml' &&
    feed !== '/feed.json'
      ? [{ status, entry, leadsTo }]
      : [],
  );
  expect(statuses).toEqual([
    { status: 'missing', entry: lost.id },
    { status: 'no-feed', entry: about.id, leadsTo: '/articles/about' },
  ]);
});

describe('ids that are no IRIs', () => {
  const items = numbered(4, (n) => `${n} & "a" #${n}`);

  test('are kept in RSS and JSON Feed, and the report says that Atom needs others', async () => {
    await moved(items);
    const result = await compare(saved(rssOf(items)));
    expect(lastLine(result)).toMatch(/^0 of 4 entries will look new in RSS \(/);
    expect(result.stdout).toMatch(
      /note: in Atom \(\/atom\.xml\), 4 entries would look new; 4 of their ids are no IRIs, which Atom needs: that concerns/,
    );
    expect(result.code).toBe(0);
  });

  test('are counted as one, if there is one', async () => {
    const one = numbered(1, () => 'a hash');
    await moved(one);
    const result = await compare(saved(rssOf(one)));
    expect(result.stdout).toContain('1 entry would look new; 1 of their ids is no IRI, which Atom needs:');
  });

  test('decide by the format that answers at the old address', async () => {
    await moved(items);
    // An old RSS feed at an address where this site answers with Atom.
    await using server = await serveHttp((_, response) => void response.end(rssOf(items)));
    const result = await compare(`${server.url}/feed.xml`);
    expect(result.stdout).toContain(
      'note: the old address /feed.xml leads to /atom.xml here, so the entries were compared in Atom',
    );
    expect(lastLine(result)).toMatch(/^4 of 4 entries will look new in Atom /);
    expect(result.code).toBe(1);
  });
});

describe('the notes', () => {
  const items = numbered(6);

  describe('about entries that kept their ids', () => {
    beforeAll(async () => {
      work = new Workspace();
      await moved(items);
      work[Symbol.dispose]();
    });

    test('name entries with another date', async () => {
      const dated = items.with(2, { ...items[2]!, date: '2025-01-01T12:09:00+01:00' });
      const result = await compare(saved(rssOf(dated)));
      expect(result.stdout).toContain(
        'note: 1 entry has another date, by which readers sort: Post 4 (2025-01-01T11:09:00Z, now 2025-01-01T12:04:00Z)',
      );
      expect(result.code).toBe(0);
    });

    test('name old addresses that lead nowhere', async () => {
      const lost = items.with(2, { ...items[2]!, link: 'https://old.example/lost/' });
      const result = await compare(saved(rssOf(lost)));
      expect(result.stdout).toContain(
        'note: 5 entries have another link; each old address leads to the article (301)',
      );
      expect(result.stdout).toContain(
        'note: 1 old address of articles does not lead to them here: /lost/ (404)',
      );
    });

    test('count entries that the old feed does not have', async () => {
      const result = await compare(saved(rssOf(items.slice(1, 3))));
      expect(result.stdout).toContain('note: 1 entry is newer than the old feed, and will look new');
      expect(result.stdout).toContain(
        'note: 3 entries are older, and not in the old feed; 3 are in the document that readers fetch, and will look new',
      );
      expect(result.code).toBe(0);
    });

    test('say that the old address does not answer here', async () => {
      await using server = await serveHttp((_, response) => void response.end(rssOf(items)));
      const { stdout, code } = await compare(`${server.url}/blog.xml?x=1`);
      expect(stdout).toContain(
        'note: the old address /blog.xml?x=1 is answered with 404 here: lead it to /rss.xml, or readers lose the feed',
      );
      expect(code).toBe(0);
    });

    test('name a document that is not well-formed', async () => {
      const { stdout, code } = await compare(saved(rssOf(items, '<image><title>A & B</title></image>')));
      expect(stdout).toMatch(/note: \S+old\.xml is not well-formed \(line \d+: .+\): some readers refuse it/);
      expect(code).toBe(0);
    });
  });

  test('say how readers know entries without an id, and several with one', async () => {
    const old = items.map((item, i) => {
      if (i === 0) return { title: item.title, date: item.date!, link: item.link! };
      if (i === 1) return { title: item.title, date: item.date! };
      return i === 3 ? { ...item, id: items[2]!.id! } : item;
    });
    // As an import does: the link in place of an id.
    await moved(items, (item, i) => (i === 0 ? { ...item, id: item.link! } : item));
    const result = await compare(saved(rssOf(old)));
    expect(result.stdout).toContain(
      'note: 1 entry of the old feed has no id: readers that take the link for it',
    );
    expect(result.stdout).toContain(
      'note: 1 entry of the old feed has neither id nor link: no reader finds it again',
    );
    expect(result.stdout).toContain('note: 1 id of the old feed stands at several entries');
    expect(result.stdout).toContain('the old feed gives it no id, so readers know it by its text');
    expect(lastLine(result)).toMatch(/^1 of 5 entries will look new in RSS /);
    expect(result.code).toBe(1);
  });
});

test('compares with a feed that is given, and with the feed of a category that the old address leads to', async () => {
  const items = numbered(3);
  await moved(items);
  work.write('Notes.md', article('Notes', { category: 'notes', id: 'urn:notes' }));
  await publish();
  const given = await compare(saved(rssOf(items)), '--with', `${worker.url}/atom.xml`);
  expect(lastLine(given)).toMatch(/^0 of 3 entries will look new in Atom \(/);
  const notes = [{ id: 'urn:notes', title: 'Notes', date: '2026-01-02T03:04:05Z' }];
  await using server = await serveHttp((_, response) => void response.end(rssOf(notes)));
  const category = await compare(`${server.url}/category/notes/feed/`);
  expect(category.stdout).toContain(`this site: ${worker.url}/categories/notes/rss.xml (RSS, 1 entry)`);
  expect(lastLine(category)).toMatch(/^0 of 1 entry will look new in RSS, Atom and JSON Feed/);
});

test('reads all pages of the site, and names each entry in JSON', async () => {
  const items = numbered(120);
  await moved(items, (item, i) => (i === 100 ? { ...item, id: 'urn:other' } : item));
  const { stdout, code } = await compare(saved(jsonOf(items), 'old.json'), '--json');
  const lines = jsonLines(stdout);
  expect(lines[0]).toMatchObject({ format: 'JSON Feed', documents: 1, entries: 120 });
  expect(lines.filter(({ status }) => status === 'new')).toMatchObject(
    ['/feed.json', '/rss.xml', '/atom.xml'].map((feed) => ({
      entry: 'https://old.example/?p=20',
      title: 'Post 20',
      feed,
      ourId: 'urn:other',
      trace: 'title',
    })),
  );
  expect(lines.filter(({ feed, kept }) => feed !== undefined && kept !== undefined)).toMatchObject([
    { feed: '/feed.json', documents: 3, entries: 120, kept: 119, new: 1, missing: 0, decides: true },
    { feed: '/rss.xml', documents: 3, entries: 120, kept: 119, decides: false },
    { feed: '/atom.xml', documents: 3, entries: 120, kept: 119, decides: false },
  ]);
  expect(code).toBe(1);
});

test('refuses to compare the site with itself', async () => {
  await moved(numbered(2));
  const { stderr, code } = await compare(`${worker.url}/rss.xml`);
  expect(stderr).toContain('a feed of this site already');
  expect(code).toBe(2);
});

test('says what to do if the worker does not run', async () => {
  const { stderr, code } = await compare(saved(rssOf(numbered(1))), '--to', 'http://127.0.0.1:9');
  expect(stderr).toMatch(
    /http:\/\/127\.0\.0\.1:9\/rss\.xml cannot be read: .+ Start the worker with `npm start`/,
  );
  expect(code).toBe(3);
});

describe('the fixtures of imports, imported and published', () => {
  const fixture = (name: string): string => join(import.meta.dirname, '../../fixtures/import', name);

  async function bring(name: string): Promise<void> {
    expect(await work.run(['import', fixture(name), '--to', work.content])).toMatchObject({ code: 0 });
    expect(await publish()).toMatchObject({ code: 0 });
  }

  test.each(['atom.xml', 'rdf.xml', 'feed.json'])(
    '%s has no entry that looks new, and none when the articles are edited and imported again',
    async (name) => {
      const kept = /^0 of \d+ entr(?:y|ies) will look new/;
      await bring(name);
      const once = await compare(fixture(name));
      expect(lastLine(once)).toMatch(kept);
      expect(once.stdout).not.toContain('another date');
      for (const file of readdirSync(work.content, { recursive: true, encoding: 'utf8' }))
        if (file.endsWith('.html')) appendFileSync(join(work.content, file), '<p>Edited.</p>\n');
      await bring(name);
      expect(await compare(fixture(name))).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/0 of \d+/),
      });
    },
  );

  test('of rss.xml the entries look new, or are missing, that no import can keep', async () => {
    await bring('rss.xml');
    const { stdout, code } = await compare(fixture('rss.xml'), '--json');
    const changes = jsonLines(stdout).filter(
      ({ status, feed }) => status !== undefined && feed === '/rss.xml',
    );
    expect(changes).toMatchObject([
      { status: 'new', entry: null, title: 'No id', trace: 'title' },
      { status: 'missing', entry: 'https://tides.example/posts/no-date/' },
    ]);
    expect(code).toBe(1);
  });
});

test('a worker that names itself by another address is read, and asked, where it is', async () => {
  const items = numbered(60);
  using state = new Workspace();
  const served = await serve({
    state: state.state,
    host: '127.0.0.1',
    port: 0,
    siteUrl: 'https://old.example',
    onLog: () => {},
  });
  try {
    for (const { id, title, link, date } of items)
      work.write(
        `${title}.md`,
        article(title, { id: id!, date: date!, aliases: `[${new URL(link!).pathname}]` }),
      );
    const there = ['--state', state.state];
    expect(await work.run(['publish', '--content', work.content, ...there])).toMatchObject({ code: 0 });
    // As before the address is switched: the old feed is at the address that the site will have.
    const self = '<atom:link rel="self" href="https://old.example/feed/"/>';
    const result = await work.run(['compare', saved(rssOf(items, self)), ...there]);
    expect(result.stdout).toContain('note: the old address /feed/ leads to /rss.xml here');
    expect(result.stdout).toContain(
      'note: 60 entries have another link; each old address leads to the article (301)',
    );
    expect(lastLine(result)).toMatch(/^0 of 60 entries will look new in RSS, Atom and JSON Feed/);
    expect(result.code).toBe(0);

    // A host that leads to it, as http leads to https.
    await using front = await serveHttp(({ url = '' }, response) => {
      response.writeHead(301, { Location: served.url + url }).end();
    });
    const led = await work.run(['compare', saved(rssOf(items, self)), '--to', front.url, ...there]);
    expect(led.stdout).toContain('each old address leads to the article (301)');
    expect(led.code).toBe(0);
  } finally {
    await served.stop();
  }
});
