/** What publishing answers: the manifest, batches, files, rebuilding and restoring. */

import * as v from 'valibot';
import { problemCodes, type ProblemCode } from '../../../article/problem.ts';
import type { RestoreProgress } from '../../../publish/backup/protocol.ts';
import { backupKinds, type BackupKind } from '../../../publish/backup/rows.ts';
import type {
  BatchResult,
  BlobResult,
  BlobsAnswer,
  ManifestFiles,
  ManifestSummary,
  RebuildResult,
} from '../../../publish/protocol.ts';
import { about, address, blob, count, text } from './schemas.ts';

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/));

const digests = {
  root: about(digest, 'Equal roots mean that nothing differs.'),
  buckets: about(v.record(text, digest), 'Digests by the name of a bucket, without empty ones.'),
};

export const manifestSummary = v.strictObject({
  ...digests,
  site: v.exactOptional(about(address, 'SITE_URL of the worker.')),
  files: v.exactOptional(about(v.strictObject(digests), 'The files that are published as they are.')),
}) satisfies v.GenericSchema<unknown, ManifestSummary>;

export const manifestFiles = v.strictObject({
  files: about(
    v.record(text, v.union([v.literal(''), blob])),
    'Git blob ids by path; an empty one: the file must be sent again.',
  ),
}) satisfies v.GenericSchema<unknown, ManifestFiles>;

const problemOfFile = v.strictObject({
  severity: v.picklist(['error', 'warning']),
  line: about(count, 'From 1.'),
  column: about(count, 'From 1, in UTF-16 code units.'),
  code: v.picklist(Object.keys(problemCodes) as ProblemCode[]),
  message: text,
});

const fileResult = v.strictObject({
  path: text,
  status: v.picklist([
    'article',
    'scheduled',
    'expired',
    'draft',
    'skip',
    'redirects',
    'show',
    'file',
    'deleted',
    'unchanged',
    'error',
  ]),
  url: v.exactOptional(about(address, 'Of an article, or of a file that is published as it is.')),
  heldBack: v.exactOptional(about(text, 'What keeps a draft back, as its author wrote it.')),
  idIsOf: v.exactOptional(
    about(text, 'The path of the file whose article has the id that a refused file names.'),
  ),
  problems: v.array(problemOfFile),
});

export const batchResult = v.strictObject({
  files: v.array(fileResult),
}) satisfies v.GenericSchema<unknown, BatchResult>;

export const blobsAnswer = v.strictObject({
  missing: about(v.array(blob), 'Files whose bytes have to be sent.'),
  parts: about(v.record(text, v.array(count)), 'The parts of missing files that are stored already.'),
  maxBytes: about(count, 'Bytes of the largest file.'),
  maxRequestBytes: about(count, 'Bytes of the largest file in one request.'),
  partBytes: v.exactOptional(about(count, 'Bytes of the parts of a larger file. Absent: there are none.')),
}) satisfies v.GenericSchema<unknown, BlobsAnswer>;

export const blobResult = v.strictObject({
  blob,
  status: v.picklist(['stored', 'part']),
}) satisfies v.GenericSchema<unknown, BlobResult>;

export const rebuildResult = v.strictObject({
  feeds: count,
  addresses: count,
}) satisfies v.GenericSchema<unknown, RebuildResult>;

const rowCounts = v.strictObject(
  Object.fromEntries(backupKinds.map((kind) => [kind, count])) as Record<BackupKind, typeof count>,
);

export const restoreProgress = v.strictObject({
  rows: about(rowCounts, 'The rows that the catalog has taken.'),
  site: address,
}) satisfies v.GenericSchema<unknown, RestoreProgress>;
