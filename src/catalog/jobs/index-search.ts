/** Keeping the search index in step with the articles, a little later than they change. */

import { limits } from '../../limits.ts';
import type { Tables } from '../tables/tables.ts';

/** Articles that are indexed in one go: half a millisecond each, as a rule. */
export const indexedAtOnce = 25;

/**
 * Indexes the next articles; call inside a transaction. Here every article comes by after an update that indexes anew,
 * so that its body gets its own column on the way.
 * @param most how many articles at most
 * @returns whether there are more
 */
export function catchUp({ search, backlog, articles }: Tables, most = indexedAtOnce): boolean {
  const ids = backlog.next(most);
  const done: string[] = [];
  let bytes = 0;
  for (const id of ids) {
    const stored = articles.whole(id);
    bytes += stored?.article.html.length ?? 0;
    if (bytes > limits.readBytes && done.length > 0) break;
    articles.divide(id);
    if (stored?.live) search.put(stored.article);
    else search.remove(id);
    done.push(id);
  }
  backlog.done(done);
  return backlog.next(1).length > 0;
}
