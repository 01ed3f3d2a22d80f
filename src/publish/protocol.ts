/** What the publisher and the worker tell each other, as JSON over HTTP. Every shape here is part of the contract. */

import type { Problem } from '../article/problem.ts';
import { limits } from '../limits.ts';
import type { ImportStatus } from './import-status.ts';

/** `GET /api/manifest`: digests of what the catalog holds. */
export interface ManifestSummary {
  /** Digest over all buckets: equal roots mean nothing to do. */
  root: string;
  /** Digest of each bucket that is not empty, by bucket name (see manifest.ts). */
  buckets: Record<string, string>;
}

/** A state of the content that git knows: the commit, and when it was made. Pushes are ordered by it. */
export interface Push {
  /** The commit's id, 40 or 64 hex digits. */
  commit: string;
  /** When the commit was made (git's committer time), ms. */
  time: number;
}

/** `POST /api/manifest` with the names of buckets: the files of those buckets. */
export interface ManifestQuery {
  buckets: string[];
}

export interface ManifestFiles {
  /** Path → git blob id of the content that was last accepted; empty where it must be sent again. */
  files: Record<string, string>;
}

/** A file to publish. */
export interface FilePut {
  /** Relative to the content folder, with `/`. */
  path: string;
  /** Git blob id of `source` in UTF-8; the worker refuses the file when it disagrees. */
  blob: string;
  source: string;
  /** The path that the file had before, when it was moved: the article keeps its id, the old address leads to the new one. */
  movedFrom?: string;
}

/** `POST /api/publish`: one batch, committed in one transaction. */
export interface Batch {
  put: FilePut[];
  /** Paths that are no longer in the content folder. */
  delete: string[];
  /** True when further batches follow at once: feeds then wait a little for them instead of being rendered each time. */
  more?: boolean;
  /**
   * Of what comes out of git: the push that the batch is a part of. The batch is refused with 409 when a newer one was
   * there already, unless it says `force`. Who publishes a work tree sends none and takes no part in the order.
   */
  push?: OrderedPush;
}

/** A push that takes its place in the order of pushes. */
export interface OrderedPush extends Push {
  /** It is the newest from now on, whatever its time says. */
  force?: boolean;
  /**
   * Ids of commits that it descends from, its parents first; at most `limits.ancestors`. A push is newer than its
   * ancestors whatever the clocks said that the commits were made by.
   */
  ancestors?: string[];
}

/** What became of one file. */
export interface FileResult {
  path: string;
  /** `unchanged`: the catalog held just that already. `error`: refused; what was published from that path before stays. */
  status: 'article' | 'scheduled' | 'expired' | 'draft' | 'skip' | 'deleted' | 'unchanged' | 'error';
  /** Where the article is read, absolute; for articles. */
  url?: string;
  problems: Problem[];
}

export interface BatchResult {
  files: FileResult[];
}

/** Work of the outbox that failed for one reason. */
export interface Failure {
  error: string;
  /** Pieces of work. */
  count: number;
  /** When the first of them is tried again, ISO 8601 UTC. */
  nextTry: string;
}

/** `POST /api/rebuild`: what was put into the outbox, to be written to KV anew. */
export interface RebuildResult {
  feeds: number;
  addresses: number;
}

/** `GET /api/status` */
export interface Status {
  /** Files by what became of them. */
  files: { article: number; draft: number; skip: number };
  /** Articles by whether readers see them now. */
  articles: { live: number; scheduled: number; expired: number };
  /** Categories, tags and authors that have a live article. */
  terms: { category: number; tag: number; author: number };
  /** What is committed but not yet in KV, by kind; `failing` have been tried in vain at least once. */
  outbox: { feed: number; article: number; index: number; failing: number };
  /** Why work fails, the most frequent first; at most ten. */
  failures: Failure[];
  /** While KV takes nothing at all the whole outbox waits: until then, ISO 8601 UTC. */
  pausedUntil?: string;
  /** While a publisher announces more batches the whole outbox waits for them: until then at most, ISO 8601 UTC. */
  heldUntil?: string;
  /** Feeds that changed again within a second: KV takes one write a second and key. Absent: none. */
  paced?: number;
  /** Articles of which the search doesn't know the newest text yet: it follows when nothing else waits. Absent: none. */
  unsearchable?: number;
  /** The newest push; absent where nothing was published out of git. */
  push?: Push;
  /** The last push that the GitHub webhook told of; absent where it never did. */
  github?: ImportStatus;
  /** ISO 8601 UTC; absent before the first publish. */
  lastPublish?: string;
}

/** Limits of a batch; the publisher splits, the worker refuses more. Bytes are of the JSON body. */
export const batchLimits = { files: limits.batchFiles, bytes: limits.batchBytes } as const;
