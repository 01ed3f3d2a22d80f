/** Work of the kind `index`: the documents of which a site has one. The key names it; empty: the home page's. */

import type { FlushContext } from '../context.ts';
import { indexKey, navigationKey, redirectsKey } from '../../store/keys.ts';
import { etagOf } from '../../store/etag.ts';
import { navigationLinks, renderIndex } from '../read/feed-index.ts';
import type { Work } from '../tables/outbox.ts';
import { hasVersion, lastModifiedOf, nextWrite } from './pace.ts';
import { TooSoon, type Outcome, type Written } from './outcome.ts';

export async function writeIndexes(context: FlushContext, works: readonly Work[]): Promise<Outcome[]> {
  return Promise.allSettled(works.map(async (work) => writeIndex(context, work)));
}

async function writeIndex(context: FlushContext, work: Work): Promise<Written | TooSoon> {
  if (work.key === redirectsKey) return writeRedirects(context, work);
  if (work.key === navigationKey) return writeNavigation(context, work);
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

/** A document that is deleted when there is nothing in it. */
interface Small<Content> {
  key: string;
  content: Content;
  isEmpty: boolean;
  put: (content: Content, lastModified: number) => Promise<void>;
  delete: () => Promise<void>;
}

async function writeRedirects(context: FlushContext, work: Work): Promise<Written | TooSoon> {
  const { tables, store } = context;
  const content = tables.redirects.rules();
  return writeSmall(context, work, {
    key: redirectsKey,
    content,
    isEmpty: content.length === 0,
    put: async (rules) => store.putRedirects(rules),
    delete: async () => store.deleteRedirects(),
  });
}

async function writeNavigation(context: FlushContext, work: Work): Promise<Written | TooSoon> {
  const { tables, store } = context;
  const content = navigationLinks(tables);
  return writeSmall(context, work, {
    key: navigationKey,
    content,
    // Kept when it is empty: its date tells readers of pages by date alone that these have changed.
    isEmpty: content.length === 0 && tables.documents.get(navigationKey) === undefined,
    put: async (links, changedAt) => store.putNavigation({ links, changedAt }),
    delete: async () => store.deleteNavigation(),
  });
}

async function writeSmall<Content>(
  { tables, now }: FlushContext,
  work: Work,
  { key, content, isEmpty, ...store }: Small<Content>,
): Promise<Written | TooSoon> {
  const before = tables.documents.get(key);
  const etag = isEmpty ? undefined : etagOf(JSON.stringify(content));
  if (hasVersion(before, etag)) return { operations: 0 };
  const until = nextWrite(tables, [key], now());
  if (until > now()) return new TooSoon(until);
  if (etag === undefined) {
    await store.delete();
    return { operations: 1, deleted: [key] };
  }
  const lastModified = lastModifiedOf(before, etag, work.changedAt);
  await store.put(content, lastModified);
  return { operations: 1, documents: [{ key, etag, lastModified, writtenAt: now() }] };
}
