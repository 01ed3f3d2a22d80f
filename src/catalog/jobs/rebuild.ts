/** Writing every document to KV again. */

import { scopeKey, scopeOf } from '../../site/scope.ts';
import { navigationKey, redirectsKey } from '../../store/keys.ts';
import type { RebuildResult } from '../../publish/protocol.ts';
import type { Tables } from '../tables/tables.ts';

/** Has every document written again, in case KV has lost some; call inside a transaction. @param now ms */
export function rebuild(tables: Tables, now: number): RebuildResult {
  tables.documents.clear();
  return writeEverything(tables, now);
}

/** Puts every document into the outbox. Call inside a transaction. @param changedAt ms */
export function writeEverything(tables: Tables, changedAt: number): RebuildResult {
  const { settings, outbox, addresses, queryForms } = tables;
  const revision = settings.nextRevision();
  const counts = { feeds: 0, addresses: 0 };
  outbox.add(
    'feed',
    counted(feedKeys(tables), () => counts.feeds++),
    revision,
    changedAt,
  );
  outbox.add('index', ['', redirectsKey, navigationKey], revision, changedAt);
  outbox.add('article', queryForms.paths(), revision, changedAt);
  outbox.add(
    'article',
    counted(addresses.all(), () => counts.addresses++),
    revision,
    changedAt,
  );
  return counts;
}

/** The scopes of all feeds. The feed of everything exists even without an article, and so does that of a show. */
export function* feedKeys({ terms, shows }: Pick<Tables, 'terms' | 'shows'>): Generator<string> {
  for (const category of shows.categories())
    if (category !== '' && terms.count('category', category) === 0)
      yield scopeKey({ kind: 'category', names: [category] });
  yield scopeKey({ kind: 'all' });
  for (const term of terms.all()) if (term.kind !== 'all') yield scopeKey(scopeOf(term));
}

/** Counts items as they pass: a list of a hundred thousand would take too much memory. */
function* counted<T>(items: Iterable<T>, count: () => void): Generator<T> {
  for (const item of items) {
    count();
    yield item;
  }
}
