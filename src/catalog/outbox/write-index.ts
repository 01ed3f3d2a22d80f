/** Work of the kind `index`: the documents of which a site has one. The key names it; empty: the home page's. */

import type { FlushContext } from '../context.ts';
import { indexKey, redirectsKey } from '../../store/keys.ts';
import { etagOf } from '../../store/etag.ts';
import { renderIndex } from '../read/feed-index.ts';
import type { Work } from '../tables/outbox.ts';
import { hasVersion, lastModifiedOf, nextWrite } from './pace.ts';
import { TooSoon, type Outcome, type Written } from './outcome.ts';

export async function writeIndexes(context: FlushContext, works: readonly Work[]): Promise<Outcome[]> {
  return Promise.allSettled(works.map(async (work) => writeIndex(context, work)));
}

async function writeIndex(context: FlushContext, work: Work): Promise<Written | TooSoon> {
  if (work.key === redirectsKey) return writeRedirects(context, work);
  const { tables, store, now } = context;
  const before = tables.documents.get(indexKey);
  const { index, validators } = renderIndex(tables, work.changedAt);
  if (hasVersion(before, validators.etag)) return { operations: 0 };
  const until = nextWrite(tables, [indexKey], now());
  if (until > now()) return new TooSoon(until);
  const lastModified = lastModifiedOf(before, validators.etag, validators.lastModified);
  await store.putIndex(index, { ...validators, lastModified });
  return {
    operations: 1,
    documents: [{ key: indexKey, etag: validators.etag, lastModified, writtenAt: now() }],
  };
}

async function writeRedirects({ tables, store, now }: FlushContext, work: Work): Promise<Written | TooSoon> {
  const rules = tables.redirects.rules();
  const before = tables.documents.get(redirectsKey);
  const etag = rules.length > 0 ? etagOf(JSON.stringify(rules)) : undefined;
  if (hasVersion(before, etag)) return { operations: 0 };
  const until = nextWrite(tables, [redirectsKey], now());
  if (until > now()) return new TooSoon(until);
  if (etag === undefined) {
    await store.deleteRedirects();
    return { operations: 1, deleted: [redirectsKey] };
  }
  await store.putRedirects(rules);
  const lastModified = lastModifiedOf(before, etag, work.changedAt);
  return { operations: 1, documents: [{ key: redirectsKey, etag, lastModified, writtenAt: now() }] };
}
