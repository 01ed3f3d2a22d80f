/** Brings the search index up to date with the articles, some time after they change. */

import type { Article } from '../../article/article.ts';
import { limits } from '../../limits.ts';
import type { Tables } from '../tables/tables.ts';

/** Articles indexed in one transaction; each takes about 0.5 ms. */
export const indexedAtOnce = 25;

/** Whether readers may find the article by searching. */
const isSearchable = ({ kind, unsearchable }: Article): boolean => kind !== 'unlisted' && !unsearchable;

/**
 * Indexes the next articles; call inside a transaction. When a new version of edgefeed has every article indexed again,
 * this also moves each body into its own column.
 * @param most articles at most
 * @returns whether more are waiting
 */
export function indexArticles({ search, backlog, articles }: Tables, most = indexedAtOnce): boolean {
  const ids = backlog.next(most);
  const done: string[] = [];
  let bytes = 0;
  for (const id of ids) {
    const stored = articles.whole(id);
    bytes += stored?.article.html.length ?? 0;
    if (bytes > limits.readBytes && done.length > 0) break;
    articles.splitBody(id);
    if (stored?.live && isSearchable(stored.article)) search.put(stored.article);
    else search.remove(id);
    done.push(id);
  }
  backlog.done(done);
  return backlog.next(1).length > 0;
}
