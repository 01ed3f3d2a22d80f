/** Has articles written again that have not changed themselves, since a file has that they name. Call inside a transaction. */

import { scopeKey, scopeOf } from '../../../site/scope.ts';
import { termsOf } from '../../tables/entry.ts';
import type { Tables } from '../../tables/tables.ts';
import { isOpen } from '../article-changes.ts';

/** Articles whose heads are in memory together: one may have 128 KB. */
const atOnce = 100;

/**
 * Has articles written wherever they stand.
 * @param ids of articles @param now ms
 * @returns the paths of the articles, by their ids
 */
export function rewriteArticles(ids: readonly string[], tables: Tables, now: number): Map<string, string> {
  const paths = new Map<string, string>();
  if (ids.length === 0) return paths;
  tables.articles.touch(ids, now);
  const revision = tables.settings.nextRevision();
  for (let i = 0; i < ids.length; i += atOnce) {
    const entries = [...tables.articles.withIds(ids.slice(i, i + atOnce)).values()];
    for (const { article } of entries) paths.set(article.id, article.path);
    tables.outbox.add(
      'article',
      entries.map(({ article }) => article.address),
      revision,
      now,
    );
    // Items have the sizes of the files that they name.
    const updated = entries.filter(isOpen).map(({ article: { id } }) => ({ id, change: 'updated' }) as const);
    tables.changes.note(updated, revision, now);
    const live = entries.flatMap(({ article, live }) => (live ? termsOf(article) : []));
    tables.outbox.add('feed', new Set(live.map((term) => scopeKey(scopeOf(term)))), revision, now);
  }
  return paths;
}

/** Has the pages of articles written, for what they alone show. @param ids of articles @param now ms */
export function rewritePages(
  ids: readonly string[],
  { articles, outbox, settings }: Tables,
  now: number,
): void {
  if (ids.length === 0) return;
  articles.touch(ids, now);
  outbox.add('article', articles.addressesOf(ids), settings.nextRevision(), now);
}
