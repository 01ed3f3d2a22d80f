/** Articles for apps: those of a selection, the newest first, and single ones. */

import type { Article } from '../../article/article.ts';
import type { AppField } from '../../feed/app-article.ts';
import { limits } from '../../limits.ts';
import type { Site } from '../../site/config.ts';
import { positionOf, type Position } from '../../site/cursor.ts';
import { isOpen } from '../batch/article-changes.ts';
import type { StoredArticle } from '../tables/article-row.ts';
import type { CatalogEntry } from '../tables/entry.ts';
import type { Tables } from '../tables/tables.ts';
import { isSelected, type Selection } from './app-selection.ts';
import { headsFrom, wayBack, type PageStart } from './app-walk.ts';
import { appJson, arrayOf } from './app-json.ts';
import { articlesOf, newestChange } from './entries.ts';
import { filling } from './facts.ts';

export interface ArticlesPage {
  /** JSON: an array with the newest first. */
  articles: string;
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
 * @param fields of articles; absent: all
 */
export function renderArticles(
  tables: Tables,
  site: Site,
  selection: Selection,
  start: PageStart | undefined,
  most: number,
  fields?: readonly AppField[],
): ArticlesPage {
  const { bodies, write } = appJson(tables, site, fields);
  const { entries, first, on } = select(tables, site, selection, start, most, bodies);
  const texts = articlesOf(entries).map(write);
  const lastModified = newestChange(tables, entries);
  const back = start && (first ? { ...wayBack(start), from: first } : wayBack(start));
  return start?.direction === 'newer'
    ? {
        articles: arrayOf(texts.reverse()),
        next: back!,
        ...(on && { previous: { direction: 'newer', from: on } }),
        lastModified,
      }
    : {
        articles: arrayOf(texts),
        ...(on && { next: { direction: 'older', from: on } }),
        ...(back && { previous: back }),
        lastModified,
      };
}

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
  bodies: boolean,
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
  for (const { entries, until } of headsFrom(tables, selection, start, most + 1)) {
    const past = entries.findIndex(({ article }) => isPast(article));
    const looked = past === -1 ? entries : entries.slice(0, past);
    const fitting = new Set(looked.filter(({ article }) => isSelected(article, selection, site)));
    const read = readerOf(tables, [...fitting].slice(0, most - selected.length), bodies);
    for (const entry of looked) {
      const { article } = entry;
      if (fitting.has(entry)) {
        if (selected.length === most || bytes >= limits.appBytes) return done(last);
        const stored = read(entry);
        bytes += stored.article.html.length + article.summary.length;
        selected.push(stored);
      }
      last = positionOf(article);
      first ??= last;
    }
    if (past !== -1) return done();
    last = until;
  }
  return done(last);
}

/** Reads these articles in this order, each when it is asked for. */
function readerOf(
  { articles }: Tables,
  entries: readonly CatalogEntry[],
  bodies: boolean,
): (entry: CatalogEntry) => StoredArticle {
  if (!bodies) return (entry) => ({ ...entry, article: { ...entry.article, html: '' } });
  const rows = articles.bodies(entries.map(({ article }) => article.id));
  return (entry) => ({ ...entry, article: { ...entry.article, html: rows.next().value!.html } });
}

/** An open article as JSON: one that readers see, unless it is unlisted; null: there is none with this id. */
export function renderArticle(
  tables: Tables,
  site: Site,
  id: string,
  fields?: readonly AppField[],
): { article: string; lastModified: number } | null {
  const { bodies, write } = appJson(tables, site, fields);
  const { value: stored } = tables.articles.inOrder([id], bodies).next();
  return stored && isOpen(stored) ? { article: write(stored.article), lastModified: stored.changedAt } : null;
}

/** The same as a record, for the sender; null likewise. */
export function openArticle(tables: Tables, site: Site, id: string): Article | null {
  const stored = tables.articles.whole(id);
  return isOpen(stored) ? filling(tables, site)(stored.article) : null;
}
