/** The JSON that publisher and worker exchange over HTTP. Every shape here is part of the contract. */

import type { Problem } from '../article/problem.ts';
import type { AssetFacts } from '../asset/facts.ts';
import { limits } from '../limits.ts';
import type { OutboundStatus } from './outbound-status.ts';
import type { ImportStatus } from './import-status.ts';
import type { PlatformLimit } from './platform-limits.ts';

/** The digests of a set of files. */
export interface ManifestDigests {
  /** Digest of all buckets. Equal roots mean that nothing changed. */
  root: string;
  /** Bucket name → digest, without empty buckets (see manifest.ts). */
  buckets: Record<string, string>;
  /** SITE_URL of the worker; earlier workers leave it out. */
  site?: string;
}

/** `GET /api/manifest`: the digests of the files in the catalog whose text is published. */
export interface ManifestSummary extends ManifestDigests {
  /**
   * The digests of the files that are published as they are. Absent: the worker takes none. They stand apart, since
   * an earlier command line deletes all files of the others that it does not know.
   */
  files?: ManifestDigests;
}

/** A commit of the content. Pushes are ordered by its time. */
export interface Push {
  /** The commit's id, 40 or 64 hex digits. */
  commit: string;
  /** git's committer time, ms since 1970. */
  time: number;
}

/** `POST /api/manifest`: the names of the buckets to list. */
export interface ManifestQuery {
  buckets: string[];
  /** Names of buckets of the files that are published as they are. */
  files?: string[];
}

export interface ManifestFiles {
  /** Path → git blob id of the last accepted content; empty if it must be sent again. */
  files: Record<string, string>;
}

/** A file to publish. */
export interface FilePut {
  /** Relative to the content folder, with `/`. */
  path: string;
  /** Git blob id of `source` in UTF-8; the worker refuses the file if it differs. */
  blob: string;
  source: string;
  /** The former path of a moved file: the article keeps its id, and the old address redirects to the new one. */
  movedFrom?: string;
  /** Its place in the publish. Earlier commands leave it out. */
  order?: FileOrder;
}

/**
 * The place of a file among all that a publish sends. Batches may be committed in another order than the one in which they
 * were sent; articles of the same date are in the order of these places all the same.
 */
export interface FileOrder {
  /** A name of the publish, the same in all of its batches. */
  publish: string;
  /** The number of the file, from 0, in the order of paths. */
  file: number;
}

/** A file that is published as it is. Its bytes are stored before (`PUT /api/blobs/{blob}`). */
export interface AssetPut extends AssetFacts {
  /** Relative to the content folder, with `/`; with a slash in front: relative to the static folder. */
  path: string;
  /** Git blob id of its bytes. */
  blob: string;
  /** The former path of a moved file. */
  movedFrom?: string;
}

/** `POST /api/publish`: one batch, committed in one transaction. */
export interface Batch {
  put: FilePut[];
  /** Absent: none. They count among the files of a batch. */
  files?: AssetPut[];
  /** Paths, of both kinds, that left the content folder or the static folder. */
  delete: string[];
  /** Whether further batches follow at once: feeds then wait for them instead of being rendered each time. */
  more?: boolean;
  /**
   * The push that the batch belongs to, for content from git. The batch is refused with 409 if a newer push is already
   * published, unless it has `force`. A publish of a work tree has no push, and no place in the order.
   */
  push?: OrderedPush;
}

/** A push with its place in the order of pushes. */
export interface OrderedPush extends Push {
  /** Whether the push becomes the newest one regardless of its time. */
  force?: boolean;
  /**
   * Ids of ancestor commits, parents first; at most `limits.ancestors`. A push is newer than its ancestors, regardless
   * of committer times.
   */
  ancestors?: string[];
}

/** The result of one file. */
export interface FileResult {
  path: string;
  /** `unchanged`: the catalog already has this content. `error`: refused; the article published from the path stays. */
  status:
    | 'article'
    | 'scheduled'
    | 'expired'
    | 'draft'
    | 'skip'
    | 'redirects'
    | 'show'
    | 'file'
    | 'deleted'
    | 'unchanged'
    | 'error';
  /** The absolute URL of an article, or of a file that is published as it is. */
  url?: string;
  /** What keeps a draft back, as its author wrote it: `password`, `status: pending`, `_drafts/`. */
  heldBack?: string;
  /** The path of the file whose article has the id that a refused file names. */
  idIsOf?: string;
  problems: Problem[];
}

/** A file that is not published, since it has an error. */
export interface Refusal {
  path: string;
  /** From 1. */
  line: number;
  /** As in `Problem`. */
  message: string;
  /** When it was last sent, ISO 8601 UTC. */
  sent: string;
}

export interface BatchResult {
  files: FileResult[];
}

/** `POST /api/blobs`: files that the publisher has, by git blob id; at most `limits.blobsAsked`. */
export interface BlobQuery {
  blobs: string[];
}

/** Those of the files whose bytes have to be sent. */
export interface MissingBlobs {
  missing: string[];
  /** Blob id → the numbers, from 1, of the parts that are stored already; without files that have none. */
  parts: Record<string, number[]>;
}

/** The answer to `POST /api/blobs`. */
export interface BlobsAnswer extends MissingBlobs {
  /** Bytes of the largest file that the store takes. */
  maxBytes: number;
  /** Bytes of the largest file in one request. */
  maxRequestBytes: number;
  /** Bytes of each part of a larger file, but of its last one. Absent: the store takes whole files only. */
  partBytes?: number;
}

/** The answer to `PUT /api/blobs/{blob}`. */
export interface BlobResult {
  blob: string;
  /** `part`: more parts are needed. */
  status: 'stored' | 'part';
}

/** Failed work of the outbox with one reason. */
export interface Failure {
  error: string;
  /** Pieces of work. */
  count: number;
  /** When the first of them is retried, ISO 8601 UTC. */
  nextTry: string;
}

/** `POST /api/rebuild`: the numbers of entries put into the outbox, to be rewritten to KV. */
export interface RebuildResult {
  feeds: number;
  addresses: number;
}

/** `GET /api/status` */
export interface Status {
  /** Files by result. */
  files: { article: number; draft: number; skip: number; redirects: number; show?: number };
  /** Articles by visibility. */
  articles: { live: number; scheduled: number; expired: number };
  /** Categories, tags and authors with a live article. */
  terms: { category: number; tag: number; author: number };
  /** Committed work that is not yet in KV, by kind. `failing` counts work that failed at least once. */
  outbox: { feed: number; article: number; index: number; failing: number };
  /** The reasons of failed work, the most frequent first; at most ten. */
  failures: Failure[];
  /** The limit of the plan that keeps the catalog or the outbox from writing. Absent: none. */
  limit?: PlatformLimit;
  /** The outbox waits until then, ISO 8601 UTC, because KV accepts no writes. */
  pausedUntil?: string;
  /** The outbox waits until then at most, ISO 8601 UTC, because a publisher announced more batches. */
  heldUntil?: string;
  /** Feeds that wait because KV accepts one write per second and key. Absent: none. */
  paced?: number;
  /** Articles whose newest text is not yet indexed for search; low priority. Absent: none. */
  unsearchable?: number;
  /** The backup that is being restored, in rows; the site answers when it is done. Absent: none. */
  restore?: { done: number; of: number };
  /** What goes out. Absent: nothing does, or the sender does not answer. */
  outbound?: OutboundStatus;
  /** Feeds name a hub, and the binding is missing with which it would be told of changes. */
  unsent?: true;
  /** Files that were refused when they were last sent, by path; at most `limits.refusals`. Absent: none. */
  refused?: Refusal[];
  /** The newest push; absent if nothing was published from git. */
  push?: Push;
  /** The last push announced by the GitHub webhook; absent if there was none. */
  github?: ImportStatus;
  /** ISO 8601 UTC; absent before the first publish. */
  lastPublish?: string;
  /** Why the catalog takes no changes: a later version of edgefeed has changed it. Absent: it does. */
  locked?: string;
}

/** Limits of a batch: the publisher splits larger ones, the worker refuses them. Bytes are of the JSON body. */
export const batchLimits = { files: limits.batchFiles, bytes: limits.batchBytes } as const;
