/** Every fixture of `import`, published, and compared with the feed that its blog had. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atomOf, rssOf, type OldItem } from '../compare/old-feeds.ts';
import { fixture } from '../import/importing.ts';
import { localWorker } from '../local-worker.ts';
import { jsonLines, Workspace } from '../workspace.ts';

/** What readers of a feed here find new, by its format. */
type New = Readonly<Record<'RSS' | 'Atom' | 'JSON Feed', number>>;

const none: New = { RSS: 0, Atom: 0, 'JSON Feed': 0 };

/**
 * Publishes what was imported from a fixture, and compares it.
 * @param old the feed that readers know; absent: the fixture itself
 */
async function moved(
  state: string,
  name: string,
  options: readonly string[],
  old?: string,
): Promise<{ code: number | null; found: Partial<New>; lines: Record<string, unknown>[] }> {
  using work = new Workspace();
  const steps = [
    ['import', fixture(name), ...options, '--to', work.content],
    ['publish', '--content', work.content, '--state', state, '--force'],
  ];
  for (const step of steps) expect(await work.run(step)).toMatchObject({ code: 0, stderr: '' });
  const feed = join(work.folder, 'old.xml');
  if (old !== undefined) writeFileSync(feed, old);
  const { code, stdout } = await work.run([
    'compare',
    old === undefined ? fixture(name) : feed,
    '--state',
    state,
    '--json',
  ]);
  const lines = jsonLines(stdout);
  const found = Object.fromEntries(
    lines.filter((line) => 'kept' in line).map((line) => [line['format'], line['new']]),
  ) as Partial<New>;
  return { code, found, lines };
}

describe.each<[name: string, found: New]>([
  ['atom.xml', none],
  ['rdf.xml', none],
  // One of its ids is a number. Atom needs IRIs (RFC 4287, 4.2.6).
  ['feed.json', { ...none, Atom: 1 }],
])('%s, imported and published', (name, found) => {
  const { home } = localWorker();

  it('has no new entry in any format that can keep its ids', async () => {
    expect(await moved(home.state, name, [])).toMatchObject({ code: 0, found });
  });
});

describe('rss.xml, imported and published', () => {
  const { home } = localWorker();

  it('has one new entry, which had neither guid nor link, and lacks one, which had no date', async () => {
    const { code, found, lines } = await moved(home.state, 'rss.xml', []);
    // Five ids are numbers, hashes and sentences, which are no IRIs.
    expect(found).toEqual({ RSS: 1, Atom: 6, 'JSON Feed': 1 });
    expect(lines.filter((line) => line['status'] === 'missing')).toContainEqual(
      expect.objectContaining({ entry: 'https://tides.example/posts/no-date/' }),
    );
    expect(code).toBe(1);
  });
});

const garden: OldItem[] = [
  {
    id: 'https://garden.example/?p=50',
    link: 'https://garden.example/2024/02/%e7%a7%8d%e5%ad%90/',
    title: 'Seeds',
    date: '2024-02-08T22:00:00Z',
  },
  {
    id: 'https://garden.example/?p=41',
    link: 'https://garden.example/2023/05/celadon-again/',
    title: 'Celadon, the second try',
    date: '2023-05-01T07:30:00Z',
  },
];

const letter = (name: string, title: string, date: string): OldItem => ({
  id: `https://letters.example/p/${name}`,
  link: `https://letters.example/p/${name}`,
  title,
  date,
});

const lichen: OldItem = {
  id: 'tag:blogger.com,1999:blog-111.post-222',
  link: 'https://lichen.blogspot.com/2012/07/on-old-wall.html',
  title: 'On the old wall',
  date: '2012-07-04T15:30:00.001Z',
};

const bread: OldItem = {
  id: '6441a2b3c4d5e6f708192a3b',
  link: 'https://bakery.example/bread-at-night/',
  title: 'Bread at night',
  date: '2023-04-21T05:30:15Z',
};

describe.each<[name: string, options: string[], old: string, found: New]>([
  ['wordpress.xml', [], rssOf(garden), none],
  // Ghost's guids are hashes without a scheme, and its feeds RSS alone.
  ['ghost.json', ['--site', 'https://bakery.example'], rssOf([bread]), { ...none, Atom: 1 }],
  [
    'substack',
    ['--site', 'https://letters.example'],
    rssOf([
      letter('spoken', 'Spoken', '2022-05-01T08:00:00Z'),
      letter('first-letter', 'First letter, at last', '2022-03-01T08:00:00Z'),
    ]),
    none,
  ],
  ['blogger.xml', [], atomOf([lichen]), none],
  ['takeout.atom', ['--site', 'https://lichen.blogspot.com'], atomOf([lichen]), none],
])('%s, imported and published', (name, options, old, found) => {
  const { home } = localWorker();

  it('has no entry that is new to the readers of the blog, with the dates and old links it had', async () => {
    const result = await moved(home.state, name, options, old);
    expect(result).toMatchObject({ code: 0, found });
    expect(
      result.lines
        .filter(({ status, redirect }) => status !== undefined && redirect !== 'led')
        .map((line) => line['status']),
    ).toEqual([
      ...(found.Atom > 0 ? ['new'] : []),
      // These sites have no FEED_ID.
      ...(old.includes('<feed') ? ['other-feed-id'] : []),
    ]);
  });
});
