/** Work of the kind `feed`: a feed's documents in all formats. */

import type { FlushContext } from '../context.ts';
import { changeKeys } from '../../feed/change-key.ts';
import { allFormats, type FeedFormat } from '../../feed/formats.ts';
import { limits } from '../../limits.ts';
import { parseScopeKey } from '../../site/scope.ts';
import type { FeedDocument } from '../../store/documents.ts';
import type { DocumentStore } from '../../store/store.ts';
import { feedKey } from '../../store/keys.ts';
import { renderFeed } from '../read/feeds.ts';
import type { StoredDocument } from '../tables/documents.ts';
import type { Work } from '../tables/outbox.ts';
import type { Tables } from '../tables/tables.ts';
import { hasVersion, lastModifiedOf, nextWrite } from './pace.ts';
import { TooSoon, type Outcome, type Written } from './outcome.ts';

/** @param note called with the bytes of each document as soon as it is rendered */
async function writeFeed(
  { tables, store, site, now }: FlushContext,
  work: Work,
  note: (bytes: number) => void,
): Promise<Written | TooSoon> {
  const rendered = renderFeed(tables, site, parseScopeKey(work.key), allFormats, {
    changedAt: work.changedAt,
  });
  for (const document of Object.values(rendered ?? {})) note(document.body.byteLength);
  const all = allFormats.map((format) => ({
    format,
    key: feedKey(work.key, format),
    document: rendered?.[format],
  }));
  const changed = all.filter(({ key, document }) => !hasVersion(tables.documents.get(key), document?.etag));
  const news = changed.filter(({ key, document }) => tables.documents.get(key)?.etag !== document?.etag);
  const until = nextWrite(
    tables,
    changed.map(({ key }) => key),
    now(),
  );
  if (until > now()) return new TooSoon(until);
  const written = await Promise.all(
    changed.map(async ({ format, key, document }) => putFeed(tables, store, work.key, format, key, document)),
  );
  const documents = written.filter((row) => row !== null).map((row) => ({ ...row, writtenAt: now() }));
  return {
    operations: changed.length,
    documents,
    news: changeKeys(
      work.key,
      news.map(({ format }) => format),
    ),
    deleted: changed.filter(({ document }) => !document).map(({ key }) => key),
  };
}

/** Renders feeds one after another. After `limits.readBytes` it waits until they are in KV, to free their memory. */
export async function writeFeeds(context: FlushContext, works: readonly Work[]): Promise<Outcome[]> {
  const outcomes: Promise<Outcome[]>[] = [];
  let bytes = 0;
  for (const work of works) {
    if (bytes > limits.readBytes) {
      await Promise.all(outcomes);
      bytes = 0;
    }
    outcomes.push(
      Promise.allSettled([
        writeFeed(context, work, (size) => {
          bytes += size;
        }),
      ]),
    );
  }
  return (await Promise.all(outcomes)).flat();
}

async function putFeed(
  tables: Tables,
  store: DocumentStore,
  scope: string,
  format: FeedFormat,
  key: string,
  document: FeedDocument | undefined,
): Promise<Omit<StoredDocument, 'writtenAt'> | null> {
  if (!document) {
    await store.deleteFeed(scope, format);
    return null;
  }
  const lastModified = lastModifiedOf(tables.documents.get(key), document.etag, document.lastModified);
  await store.putFeed(scope, format, { ...document, lastModified });
  return { key, etag: document.etag, lastModified };
}
