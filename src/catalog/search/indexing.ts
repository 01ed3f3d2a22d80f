/** Keeping the search index in step with the articles, a little later than they change. */

import { searchFormat } from './search.ts';
import type { Tables } from '../tables.ts';

/** Articles that are indexed in one go: half a millisecond each, as a rule, and 2 MB at most. */
const chunk = 25;

/** Empties an index of another form. */
export function startOver({ settings, search, backlog }: Tables): void {
  if (settings.get('search_epoch') === String(searchFormat)) return;
  search.clear();
  settings.set('search_epoch', String(searchFormat));
  backlog.addAll();
}

/** Indexes the next articles; call inside a transaction. @returns whether there are more */
export function catchUp({ search, backlog, articles }: Tables): boolean {
  const ids = backlog.next(chunk);
  if (ids.length === 0) return false;
  search.replace(ids, [...articles.withIds(ids).values()]);
  backlog.done(ids);
  return ids.length === chunk;
}
