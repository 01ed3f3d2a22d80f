/** Draining the outbox into KV: feeds first, each dirty one once, nothing lost whatever fails. */

import type { FeedFormat } from '../../feed/formats.ts';
import { feedFormats } from '../../feed/formats.ts';
import { limits } from '../../limits.ts';
import { parseScopeKey } from '../../site/scope.ts';
import type { FeedDocument } from '../../store/documents.ts';
import type { DocumentStore } from '../../store/store.ts';
import { feedKey, indexKey } from '../../store/keys.ts';
import type { CatalogContext } from '../context.ts';
import type { StoredDocument } from '../tables/documents.ts';
import { mostParts, partOf } from '../jobs/parts.ts';
import { backOff, type Work, type WorkKind } from '../tables/outbox.ts';
import { heldUntil, release } from './hold.ts';
import { notePause, pauseAt } from './pause.ts';
import { affordable, renderAddresses, renderFeed, renderIndex } from '../read/documents.ts';
import type { Tables } from '../tables/tables.ts';

/** Operations on KV in one alarm; the platform allows 1,000 an invocation. */
const operationsPerAlarm = 900;
/** KV takes one write a second and key. */
const writeInterval = 1000;

export interface FlushContext extends CatalogContext {
  store: DocumentStore;
}

/** What became of one piece of work: the documents that KV holds now, or the keys to forget. */
interface Written {
  operations: number;
  documents?: StoredDocument[];
  deleted?: string[];
}

/** How much is done at once; see parts.ts. */
export interface Pace {
  parts: number;
  /** Has what was written until now on disk. */
  sync: () => Promise<void>;
}
const atOnce: Pace = { parts: 1, sync: async () => {} };

/** Until this moment KV takes no further write of a key that the work needs. */
class TooSoon {
  readonly until: number;

  constructor(until: number) {
    this.until = until;
  }
}

type Outcome = PromiseSettledResult<Written | TooSoon>;

/** The kinds of work, in their order. */
const kinds: readonly {
  kind: WorkKind;
  /** Operations that a piece of work takes at most. */
  operations: number;
  /**
   * Pieces done side by side. An invocation has six connections, so many documents at once are no faster; what has been
   * rendered waits in memory, a quarter of a megabyte a feed as a rule.
   */
  wave: number;
  perform: (context: FlushContext, works: readonly Work[]) => Promise<Outcome[]>;
}[] = [
  { kind: 'feed', operations: 3, wave: 4, perform: writeFeeds },
  {
    kind: 'index',
    operations: 1,
    wave: 1,
    perform: async (c, works) => Promise.allSettled(works.map(async (work) => writeIndex(c, work))),
  },
  { kind: 'article', operations: 1, wave: 100, perform: writeAddresses },
];

/** Does the work that is due, up to what one alarm may do. Failed work stays in the outbox with a later moment. */
export async function flush(
  context: FlushContext,
  { parts, sync }: Pace = atOnce,
): Promise<{ written: number; failed: number }> {
  const { tables, now, transaction } = context;
  let budget = operationsPerAlarm;
  const sum = { written: 0, failed: 0 };
  if (heldUntil(tables.settings, now()) !== undefined) return sum;
  release(tables.settings);
  transaction(() => tables.outbox.recall(now()));
  const pause = pauseAt(tables.settings, now());
  if (pause && now() < pause.until) return sum;
  // While KV takes nothing, one piece of each kind shows whether it does again; a kind of which one always fails must
  // not keep the others waiting.
  let probing = pause !== undefined;
  for (const { kind, operations, wave, perform } of kinds) {
    for (;;) {
      const limit = Math.min(probing ? 1 : partOf(wave, parts), Math.floor(budget / operations));
      const works = limit > 0 ? tables.outbox.due(kind, now(), limit) : [];
      if (works.length === 0) break;
      if (parts === mostParts) {
        // Single pieces, and still alarms don't end: the one that is to blame must not come first again.
        for (const work of works) tables.outbox.failed(work, 'never ended', now() + backOff(work.tries));
        await sync();
      }
      const outcomes = await perform(context, works);
      const { written, failed, used } = transaction(() => settle(context, kind, works, outcomes));
      sum.written += written;
      sum.failed += failed;
      budget -= used;
      // Where KV is near, as on one's own machine, one wave follows the other without a pause: readers have to be let in.
      await scheduler.wait(0);
      if (written > 0) probing = false;
      else if (failed > 0) {
        probing = true;
        break;
      }
    }
  }
  transaction(() => notePause(tables.settings, sum, now()));
  return sum;
}

/** Records what became of pieces of work. */
function settle(
  { tables, now }: FlushContext,
  kind: WorkKind,
  works: readonly Work[],
  outcomes: readonly Outcome[],
) {
  const sum = { written: 0, failed: 0, used: 0 };
  const done: Work[] = [];
  for (const [i, outcome] of outcomes.entries()) {
    const work = works[i]!;
    if (outcome.status === 'rejected') {
      tables.outbox.failed(work, String(outcome.reason), now() + backOff(work.tries));
      sum.failed++;
      sum.used++;
    } else if (outcome.value instanceof TooSoon) {
      tables.outbox.postpone(work, outcome.value.until);
    } else {
      const { operations, documents = [], deleted = [] } = outcome.value;
      for (const row of documents) tables.documents.set(row);
      for (const key of deleted) tables.documents.delete(key);
      done.push(work);
      sum.written += operations;
      sum.used += operations;
    }
  }
  if (done.length > 0) tables.outbox.done(kind, done);
  return sum;
}

/** @param note told how many bytes were rendered, at once */
async function writeFeed(
  { tables, store, site, now }: FlushContext,
  work: Work,
  note: (bytes: number) => void,
): Promise<Written | TooSoon> {
  const rendered = renderFeed(tables, site, parseScopeKey(work.key), feedFormats, {
    changedAt: work.changedAt,
  });
  for (const document of Object.values(rendered ?? {})) note(document.body.byteLength);
  const all = feedFormats.map((format) => ({
    format,
    key: feedKey(work.key, format),
    document: rendered?.[format],
  }));
  const changed = all.filter(({ key, document }) => tables.documents.get(key)?.etag !== document?.etag);
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
    deleted: changed.filter(({ document }) => !document).map(({ key }) => key),
  };
}

/** Renders feeds one after the other; large ones are in KV before the next one is rendered. */
async function writeFeeds(context: FlushContext, works: readonly Work[]): Promise<Outcome[]> {
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
  const lastModified = laterThan(tables.documents.get(key), document.lastModified);
  await store.putFeed(scope, format, { ...document, lastModified });
  return { key, etag: document.etag, lastModified };
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

async function writeAddresses({ tables, store }: FlushContext, works: readonly Work[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const group of affordable(tables, works)) {
    const documents = renderAddresses(
      tables,
      group.map(({ key }) => key),
    );
    const puts = group.map(async ({ key }) => {
      const document = documents.get(key);
      await (document ? store.putAddress(key, document) : store.deleteAddress(key));
      return { operations: 1 };
    });
    outcomes.push(...(await Promise.allSettled(puts)));
  }
  return outcomes;
}

/** When KV takes the next write of all these keys, ms. */
function nextWrite(tables: Tables, keys: readonly string[], now: number): number {
  const moments = keys.map((key) => tables.documents.get(key)?.writtenAt ?? 0);
  // A write of the future is one that a clock noted which was ahead.
  return Math.max(0, ...moments.map((writtenAt) => (writtenAt > now ? 0 : writtenAt + writeInterval)));
}

/**
 * The Last-Modified of a new version. HTTP dates have whole seconds, so a version that comes within the second of
 * the one before counts as a second younger; writes being a second apart, that is never in the future.
 */
function laterThan(before: StoredDocument | undefined, changedAt: number): number {
  return before ? Math.max(changedAt, before.lastModified + 1000) : changedAt;
}
