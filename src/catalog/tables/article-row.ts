/** A row of the table `articles`, and the article that it holds. */

import type { Article, ArticleHead } from '../../article/article.ts';
import { limits } from '../../limits.ts';
import type { CatalogEntry } from './entry.ts';

/**
 * The head of the article `a` as JSON. Until edgefeed 0.2 the JSON included the body, and `html` was null. The column
 * `html` is the last one of its row, so SQLite can read the others without reading through it.
 */
export const head = "iif(a.html IS NULL, json_remove(a.json, '$.html'), a.json)";
export const body = "coalesce(a.html, a.json ->> '$.html')";

/** The columns of an `EntryRow`; the table is called `a`. */
export const entryColumns = `a.live, a.wake_at, a.changed_at, ${head} AS head`;
/** The columns of an `ArticleRow` whose body is cut: as much of it as a card needs. */
export const beginningColumns = `${entryColumns}, substr(${body}, 1, ${limits.leadLength}) AS html`;
/** The columns of an `ArticleRow`. */
export const articleColumns = `${entryColumns}, ${body} AS html`;

export interface EntryRow {
  /** 2: live, but search engines should not index it. */
  live: 0 | 1 | 2;
  wake_at: number | null;
  changed_at: number;
  /** JSON of an `ArticleHead`. */
  head: string;
}

export interface ArticleRow extends EntryRow {
  html: string;
}

export const toEntry = ({ live, wake_at, changed_at, head }: EntryRow): CatalogEntry => ({
  article: JSON.parse(head) as ArticleHead,
  live: live !== 0,
  wakeAt: wake_at,
  changedAt: changed_at,
});

/** An entry with its whole article. */
export type StoredArticle = CatalogEntry & { article: Article };

export const toArticle = (row: ArticleRow): StoredArticle => {
  const entry = toEntry(row);
  return { ...entry, article: { ...entry.article, html: row.html } };
};
