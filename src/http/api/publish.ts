/** `POST /api/publish`: a batch of source files → what became of each. */

import type { ParsedPut } from '../../catalog/commit/commit.ts';
import type { Site } from '../../site/config.ts';
import { limits } from '../../limits.ts';
import { log } from '../../log.ts';
import { outdatedBy } from '../../publish/rules.ts';
import { parseFile, refusal } from '../../publish/parse.ts';
import { parsedBytes } from '../../publish/parsed-size.ts';
import type { Batch, BatchResult, FilePut, FileResult } from '../../publish/protocol.ts';
import { catalogOf, siteOf, type AppContext } from '../context.ts';
import { failure } from '../answer/errors.ts';
import { readBatch } from './batch.ts';
import { jsonIn } from './json.ts';
import { Room } from './room.ts';

const room = new Room(limits.batchesBytes);

const tooMuch = 'The articles of this batch take more memory than a worker has; send fewer files.';

export async function publish(c: AppContext): Promise<Response> {
  // Without a length it is chunked, and may have as much as a batch may.
  const leave = room.enter(Number(c.req.header('Content-Length') ?? limits.batchBytes), Date.now());
  if (!leave) {
    const detail = 'Other batches are being published at this moment; send this one again.';
    return failure(c, 503, detail, { 'Retry-After': '1' });
  }
  try {
    return await take(c);
  } finally {
    leave();
  }
}

async function take(c: AppContext): Promise<Response> {
  const json = await jsonIn(c.req.raw);
  const read = 'problem' in json ? { problem: `body: ${json.problem}` } : readBatch(json.value);
  if ('problem' in read) return failure(c, 400, `The batch can't be read: ${read.problem}.`);
  const { batch } = read;
  if (batch.put.length + batch.delete.length > limits.batchFiles) {
    return failure(c, 413, `A batch holds ${limits.batchFiles} files; split it.`);
  }
  const started = Date.now();
  const put = parseAll(batch.put, siteOf(c));
  if (!put) return failure(c, 413, tooMuch);
  const { more = false, push } = batch;
  const { deleted, refused } = deletionsOf(batch);
  const committed = await catalogOf(c).commit({ put, delete: deleted, more, ...(push && { push }) });
  if ('outdatedBy' in committed) return failure(c, 409, outdatedBy(committed.outdatedBy));
  if ('locked' in committed) return failure(c, 409, committed.locked);
  if ('tooMuch' in committed) return failure(c, 413, committed.tooMuch);
  const files = [...committed.files, ...refused];
  log('info', 'publish', {
    files: files.length,
    results: countByStatus(files),
    more,
    ms: Date.now() - started,
  });
  return c.json({ files } satisfies BatchResult);
}

/** @returns nothing where the articles are too much at once; a single file has limits of its own, and is never that */
function parseAll(files: readonly FilePut[], site: Site): ParsedPut[] | undefined {
  const put: ParsedPut[] = [];
  let bytes = 0;
  for (const file of files) {
    const { path, blob, movedFrom } = file;
    const parsed = parseFile(file, site);
    bytes += parsedBytes(parsed);
    if (bytes > limits.parsedBytes && files.length > 1) return undefined;
    put.push({ path, blob, ...(movedFrom !== undefined && { movedFrom }), parsed });
  }
  return put;
}

/** What is to be deleted, and what cannot be. */
function deletionsOf({ delete: paths }: Batch): { deleted: string[]; refused: FileResult[] } {
  const { fitting: deleted = [], long = [] } = Object.groupBy(paths, (path) =>
    path.length > limits.storedPathLength ? 'long' : 'fitting',
  );
  const problem = 'no file was ever published under a path that long';
  return { deleted, refused: long.map((path) => ({ path, ...refusal('path', problem) })) };
}

function countByStatus(files: readonly FileResult[]): Partial<Record<FileResult['status'], number>> {
  const counts: Partial<Record<FileResult['status'], number>> = {};
  for (const { status } of files) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
