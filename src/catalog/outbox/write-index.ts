/** Work of the kind `index`: the document of the home page and the lists of feeds. */

import type { FlushContext } from '../context.ts';
import { indexKey } from '../../store/keys.ts';
import { renderIndex } from '../read/feed-index.ts';
import type { Work } from '../tables/outbox.ts';
import { laterThan, nextWrite } from './pace.ts';
import { TooSoon, type Outcome, type Written } from './outcome.ts';

/** The outbox has one such row at most. */
export async function writeIndexes(context: FlushContext, works: readonly Work[]): Promise<Outcome[]> {
  return Promise.allSettled(works.map(async (work) => writeIndex(context, work)));
}

async function writeIndex({ tables, store, now }: FlushContext, work: Work): Promise<Written | TooSoon> {
  const before = tables.documents.get(indexKey);
  const { index, validators } = renderIndex(tables, work.changedAt);
  if (before?.etag === validators.etag) return { operations: 0 };
  const until = nextWrite(tables, [indexKey], now());
  if (until > now()) return new TooSoon(until);
  const lastModified = laterThan(before, validators.lastModified);
  await store.putIndex(index, { ...validators, lastModified });
  return {
    operations: 1,
    documents: [{ key: indexKey, etag: validators.etag, lastModified, writtenAt: now() }],
  };
}
