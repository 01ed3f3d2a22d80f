/** Having documents written again that KV ought to hold. */

import { scopeKey, scopeOf } from '../../site/scope.ts';
import type { RebuildResult } from '../../publish/protocol.ts';
import type { Tables } from '../tables/tables.ts';

/** Puts everything into the outbox, should KV have lost it; call inside a transaction. @param now ms */
export function rebuild(
  { documents, settings, outbox, addresses, terms }: Tables,
  now: number,
): RebuildResult {
  documents.clear();
  const revision = settings.nextRevision();
  const counts = { feeds: 0, addresses: 0 };
  outbox.add(
    'feed',
    counted(feedKeys(terms), () => counts.feeds++),
    revision,
    now,
  );
  outbox.add('index', [''], revision, now);
  outbox.add(
    'article',
    counted(addresses.all(), () => counts.addresses++),
    revision,
    now,
  );
  return counts;
}

/** Of every feed that there is; that of everything is there without an article too. */
export function* feedKeys(terms: Tables['terms']): Generator<string> {
  yield scopeKey({ kind: 'all' });
  for (const term of terms.all()) if (term.kind !== 'all') yield scopeKey(scopeOf(term));
}

/** There may be a hundred thousand: they go by, and are counted. */
function* counted<T>(items: Iterable<T>, count: () => void): Generator<T> {
  for (const item of items) {
    count();
    yield item;
  }
}
