/** Indexing what was published before there was an index, or before it had its present form: some with each alarm. */

import { searchFormat } from './search.ts';
import type { Tables } from './tables.ts';

/** Articles that one alarm indexes, about half a millisecond each. */
const chunk = 200;

/** Empties an index of another form. */
export function startOver({ settings, search, articles }: Tables): void {
  if (settings.get('search_epoch') === String(searchFormat)) return;
  search.clear();
  settings.set('search_epoch', String(searchFormat));
  if (articles.byId('', 1).length > 0) settings.set('search_backlog', '');
}

/** Whether there is more to index. */
export function backlogged({ settings }: Tables): boolean {
  return settings.get('search_backlog') !== undefined;
}

/** Indexes the next articles; call inside a transaction. */
export function catchUp({ settings, search, articles }: Tables): void {
  const after = settings.get('search_backlog');
  if (after === undefined) return;
  const entries = articles.byId(after, chunk);
  const known = search.among(entries.map(({ article }) => article.id));
  search.replace(
    [],
    entries.filter(({ article }) => !known.has(article.id)),
  );
  const last = entries.at(-1);
  if (last && entries.length === chunk) settings.set('search_backlog', last.article.id);
  else settings.remove('search_backlog');
}
