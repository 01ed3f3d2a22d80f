/** Articles for apps: those of a selection, the newest first, and single ones. */

import type { Article } from '../../article/article.ts';
import { limits } from '../../limits.ts';
import type { Site } from '../../site/config.ts';
import { positionOf, type Position } from '../../site/cursor.ts';
import { isOpen } from '../batch/article-changes.ts';
import type { StoredArticle } from '../tables/article-row.ts';
import type { CatalogEntry } from '../tables/entry.ts';
import type { Tables } from '../tables/tables.ts';
import { isSelected, type Selection } from './app-selection.ts';
import { headsFrom, wayBack, type PageStart } from './app-walk.ts';
import { articlesOf, newestChange } from './entries.ts';
import { filling } from './facts.ts';

export interface ArticlesPage {
  /** The newest first. */
  articles: Article[];
  /** The page of older articles; absent: there are none. */
  next?: PageStart;
  /** The page of newer articles; absent: these are the newest. */
  previous?: PageStart;
  /** ms since 1970 */
  lastModified: number;
}

/**
 * @param start absent: the newest articles
 * @param most articles at most; fewer if they have many bytes, or if few of many articles are selected: at most
 *   `limits.candidates` are looked at
 * @param bodies whether the articles have their bodies; without, those are empty
 */
export function renderArticles(
  tables: Tables,
  site: Site,
  selection: Selection,
  start: PageStart | undefined,
  most: number,
  bodies = true,
): ArticlesPage {
  const read = bodies ? wholeIn(tables) : withoutBody;
  const { entries, first, on } = select(tables, site, selection, start, most, read);
  const articles = articlesOf(entries).map(filling(tables, site));
  const lastModified = newestChange(tables, entries);
  const back = start && (first ? { ...wayBack(start), from: first } : wayBack(start));
  return start?.direction === 'newer'
    ? {
        articles: articles.reverse(),
        next: back!,
        ...(on && { previous: { direction: 'newer', from: on } }),
        lastModified,
      }
    : {
        articles,
        ...(on && { next: { direction: 'older', from: on } }),
        ...(back && { previous: back }),
        lastModified,
      };
}

/** An article of which the head is known. */
type Read = (entry: CatalogEntry) => StoredArticle;

const wholeIn =
  ({ articles }: Tables): Read =>
  ({ article }) =>
    articles.whole(article.id)!;

const withoutBody: Read = (entry) => ({ ...entry, article: { ...entry.article, html: '' } });

interface Selected {
  /** The nearest to the start first. */
  entries: StoredArticle[];
  /** The first place that was looked at; absent: there is nothing. */
  first?: Position;
  /** The place behind which there are more; absent: there are none. */
  on?: Position;
}

function select(
  tables: Tables,
  site: Site,
  selection: Selection,
  start: PageStart | undefined,
  most: number,
  read: Read,
): Selected {
  const { publishedAfter = -Infinity, publishedBefore = Infinity } = selection;
  const isPast = ({ published }: Pick<Article, 'published'>): boolean =>
    start?.direction === 'newer' ? published >= publishedBefore : published <= publishedAfter;
  const selected: StoredArticle[] = [];
  let bytes = 0;
  let first: Position | undefined;
  let last = start?.from;
  const done = (on?: Position): Selected => ({
    entries: selected,
    ...(first && { first }),
    ...(on && { on }),
  });
  for (const { entries, until } of headsFrom(tables, selection, start)) {
    for (const entry of entries) {
      const { article } = entry;
      if (isPast(article)) return done();
      if (isSelected(article, selection, site)) {
        if (selected.length === most || bytes >= limits.appBytes) return done(last);
        const stored = read(entry);
        bytes += stored.article.html.length + article.summary.length;
        selected.push(stored);
      }
      last = positionOf(article);
      first ??= last;
    }
    last = until;
  }
  return done(last);
}

/** An open article: one that readers see, unless it is unlisted; null: there is none with this id. */
export function renderArticle(
  tables: Tables,
  site: Site,
  id: string,
): { article: Article; lastModified: number } | null {
  const stored = tables.articles.whole(id);
  if (!isOpen(stored)) return null;
  return { article: filling(tables, site)(stored.article), lastModified: stored.changedAt };
}
