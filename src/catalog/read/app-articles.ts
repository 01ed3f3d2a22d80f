/** Articles for apps: those of a selection, the newest first, and single ones. */

import type { Article } from '../../article/article.ts';
import { limits } from '../../limits.ts';
import type { Position } from '../../site/cursor.ts';
import { positionOf } from '../../site/cursor.ts';
import type { Site } from '../../site/config.ts';
import type { Scope } from '../../site/scope.ts';
import { isOpen } from '../batch/article-changes.ts';
import type { CatalogEntry } from '../tables/entry.ts';
import type { Tables } from '../tables/tables.ts';
import { newestChange } from './entries.ts';
import { filling } from './facts.ts';

/** Which articles; each condition narrows the selection. */
export interface Selection {
  categories: readonly string[];
  tag?: string | undefined;
  author?: string | undefined;
  /** BCP 47; an article without a language has the site's. */
  language?: string | undefined;
  /** ms since 1970; articles published at this moment are not selected. */
  publishedAfter?: number | undefined;
  publishedBefore?: number | undefined;
}

export interface ArticlesPage {
  articles: Article[];
  /** The place behind which there are more; absent: these are the last. */
  next?: Position;
  /** ms since 1970 */
  lastModified: number;
}

/** Heads that are in memory together: one may have 128 KB. */
const atOnce = 100;

/**
 * @param after only articles behind this place
 * @param most articles at most; fewer if they have many bytes, or if few of many articles are selected: at most
 *   `limits.candidates` are looked at
 */
export function renderArticles(
  tables: Tables,
  site: Site,
  selection: Selection,
  after: Position | undefined,
  most: number,
): ArticlesPage {
  const scope = scopeOfSelection(selection);
  const fill = filling(tables, site);
  const articles: Article[] = [];
  const entries: CatalogEntry[] = [];
  let bytes = 0;
  let last = after ?? beginning(selection);
  const page = (next?: Position): ArticlesPage => ({
    articles,
    lastModified: newestChange(tables, entries),
    ...(next && { next }),
  });
  for (let scanned = 0; scanned < limits.candidates; scanned += atOnce) {
    const found = tables.listings.newestHeads(scope, atOnce, last);
    for (const entry of found.entries) {
      const { article } = entry;
      if (selection.publishedAfter !== undefined && article.published <= selection.publishedAfter)
        return page();
      if (isSelected(article, selection, site)) {
        if (articles.length === most || bytes >= limits.appBytes) return page(last);
        const stored = tables.articles.whole(article.id)!;
        bytes += stored.article.html.length;
        articles.push(fill(stored.article));
        entries.push(entry);
      }
      last = positionOf(article);
    }
    if (found.scannedUntil) last = found.scannedUntil;
    else if (found.entries.length < atOnce) return page();
  }
  return page(last);
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

/** The narrowest index that a selection has. */
function scopeOfSelection({ categories: [first, ...others], tag, author }: Selection): Scope {
  if (first !== undefined) return { kind: 'category', names: [first, ...others] };
  if (tag !== undefined) return { kind: 'tag', name: tag };
  return author === undefined ? { kind: 'all' } : { kind: 'author', name: author };
}

/** Above all articles of the selection. Places behind it are older. */
const beginning = ({ publishedBefore }: Selection): Position | undefined =>
  publishedBefore === undefined ? undefined : { published: publishedBefore, id: '' };

function isSelected(
  { tags, authors, language }: Pick<Article, 'tags' | 'authors' | 'language'>,
  { tag, author, language: wanted }: Selection,
  site: Site,
): boolean {
  return (
    (tag === undefined || tags.includes(tag)) &&
    (author === undefined || authors.some(({ name }) => name === author)) &&
    (wanted === undefined || isInLanguage(language ?? site.language, wanted))
  );
}

/** RFC 4647, 3.3.1: `zh` selects `zh-CN` too. */
function isInLanguage(language: string, range: string): boolean {
  const [tag, wanted] = [language.toLowerCase(), range.toLowerCase()];
  return tag === wanted || tag.startsWith(`${wanted}-`);
}
