/** The promise of a move: readers who know the old feed find no entry of ours new. */

import { parseFeed as parseWithRowan } from '@rowanmanning/feed-parser';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import RssParser from 'rss-parser';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/article/article.ts';
import { parseArticle } from '../../../src/article/parse.ts';
import { formats } from '../../../src/feed/formats.ts';
import { feedOf } from '../../feed/sample.ts';
import { Workspace } from '../workspace.ts';
import { filesIn, fixture, importInto, sourceOf } from './importing.ts';

const options = { siteUrl: 'https://feeds.example', timezone: 'UTC' };

/** The articles of the folder that are published, as the catalog would hold them. */
function published(work: Workspace): Article[] {
  return filesIn(work.content)
    .filter((path) => path.endsWith('.html'))
    .flatMap((path) => {
      const result = parseArticle({ path, source: sourceOf(work, path) }, options);
      if (result.status !== 'article' || result.article.kind === 'page') return [];
      const { article } = result;
      const id = article.id ?? `urn:minted:${path}`;
      return [
        { ...article, id, published: article.published!, updated: article.updated ?? article.published! },
      ];
    });
}

interface Known {
  id: string;
  published: number;
}

const sorted = (known: Known[]): Known[] => known.toSorted((a, b) => (a.id < b.id ? -1 : 1));

const ofRowan = (document: string): Known[] =>
  sorted(
    parseWithRowan(document).items.map(({ id, url, published, updated }) => ({
      id: id ?? url!,
      published: (published ?? updated)?.getTime() ?? 0,
    })),
  );

async function rssOf(document: string): Promise<Known[]> {
  const { items } = await new RssParser().parseString(document);
  return sorted(
    items.map(({ guid, link, isoDate }) => ({
      id: (guid ?? link)!,
      published: new Date(isoDate ?? 0).getTime(),
    })),
  );
}

const jsonOf = (document: string): Known[] =>
  sorted(
    (JSON.parse(document) as { items: { id: string | number; date_published: string }[] }).items.map(
      ({ id, date_published }) => ({
        id: `${id}`,
        published: Date.parse(date_published),
      }),
    ),
  );

/** What no feed can keep: entries without a date, without an id, and the second one of an id. */
const beyondKeeping = new Set(['https://tides.example/posts/no-date/']);

describe.each(['rss.xml', 'atom.xml', 'rdf.xml', 'feed.json'])('%s, imported and published', (name) => {
  it('has the ids and dates that the old feed had', async () => {
    using work = new Workspace();
    expect(await importInto(work, fixture(name))).toMatchObject({ code: 0, stderr: expect.any(String) });
    const articles = published(work);
    const feed = feedOf(articles);
    const bytes = readFileSync(fixture(name));
    const old = new TextDecoder(name === 'rdf.xml' ? 'latin1' : 'utf-8').decode(bytes);
    const was = (name === 'feed.json' ? jsonOf(old) : name === 'atom.xml' ? ofRowan(old) : await rssOf(old))
      .filter(({ id }) => id !== undefined && !beyondKeeping.has(id))
      .filter(({ id }, i, all) => all.findIndex((other) => other.id === id) === i);
    const rss = await rssOf(formats.rss.render(feed));
    const missing = (ours: Known[]): Known[] =>
      was.filter(
        ({ id, published }) =>
          // The dates of RSS have whole seconds.
          !ours.some((our) => our.id === id && Math.abs(our.published - published) < 1000),
      );
    expect(missing(rss)).toEqual([]);
    expect(missing(jsonOf(formats.json.render(feed)))).toEqual([]);
    // Atom needs IRIs: those that the old feed has stay, and others are made, always the same.
    const iris = ofRowan(formats.atom.render(feed));
    expect(missing(iris).filter(({ id }) => /^[a-z][a-z0-9+.-]*:[!-~]+$/.test(id))).toEqual([]);
    expect(iris).toHaveLength(articles.length);
  });
});

describe('exports, imported and published', () => {
  it.each([
    ['wordpress.xml', [], ['https://garden.example/?p=41', 'https://garden.example/?p=50']],
    ['ghost.json', ['--site', 'https://bakery.example/'], ['6441a2b3c4d5e6f708192a3b']],
    [
      'substack',
      ['--site', 'https://letters.example'],
      ['https://letters.example/p/first-letter', 'https://letters.example/p/spoken'],
    ],
    ['blogger.xml', [], ['tag:blogger.com,1999:blog-111.post-222']],
    ['takeout.atom', ['--site', 'https://lichen.blogspot.com'], ['tag:blogger.com,1999:blog-111.post-222']],
  ])('%s has the guids that the blog has in its feed', async (name, more, guids) => {
    using work = new Workspace();
    expect(await importInto(work, fixture(name), ...more)).toMatchObject({ code: 0 });
    const feed = feedOf(published(work));
    expect((await rssOf(formats.rss.render(feed))).map(({ id }) => id)).toEqual(guids);
    expect(jsonOf(formats.json.render(feed)).map(({ id }) => id)).toEqual(guids);
  });

  it('twice, gives the same bytes in another folder', async () => {
    using one = new Workspace();
    using two = new Workspace();
    await importInto(one, fixture('wordpress.xml'));
    await importInto(two, fixture('wordpress.xml'));
    const all = (work: Workspace): string[] =>
      filesIn(work.content).map((path) => path + sourceOf(work, path));
    expect(all(one)).toEqual(all(two));
    expect(join(one.content)).not.toBe(two.content);
  });
});
