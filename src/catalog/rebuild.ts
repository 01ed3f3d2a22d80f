/** Having documents written again that KV ought to hold. */

import { scopeKey, scopeOf } from '../feed/scope.ts';
import type { RebuildResult } from '../publish/protocol.ts';
import type { Tables } from './tables.ts';

/** Addresses that one statement puts into the outbox: SQLite takes 2 MB a value, and an address may be long. */
const chunk = 1000;

/** Puts everything into the outbox, should KV have lost it; call inside a transaction. @param now ms */
export function rebuild(
  { documents, settings, outbox, addresses, listings }: Tables,
  now: number,
): RebuildResult {
  documents.clear();
  const revision = settings.nextRevision();
  const feeds = feedKeys(listings);
  outbox.add('feed', feeds, revision, now);
  outbox.add('index', [''], revision, now);
  const all = [...addresses.all()];
  for (let i = 0; i < all.length; i += chunk) outbox.add('article', all.slice(i, i + chunk), revision, now);
  return { feeds: feeds.size, addresses: all.length };
}

/** Of every feed that there is; that of everything is there without an article too. */
export function feedKeys(listings: Tables['listings']): Set<string> {
  const keys = listings.terms().map((term) => scopeKey(scopeOf(term)));
  return new Set([scopeKey({ kind: 'all' }), ...keys]);
}
