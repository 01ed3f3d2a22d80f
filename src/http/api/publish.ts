/** `POST /api/publish`: publishes a batch of source files, and answers with the outcome of each. */

import type { ParsedPut } from '../../catalog/batch/parsed-batch.ts';
import type { Site } from '../../site/config.ts';
import { limits } from '../../limits.ts';
import { log, reasonOf } from '../../log.ts';
import { outdatedBy } from '../../publish/rules.ts';
import { parseFile, readAsset, refusal } from '../../publish/parse.ts';
import { isExhausted } from '../../publish/platform-limits.ts';
import { parsedBytes } from '../../publish/parsed-size.ts';
import type { Batch, BatchResult, FilePut, FileResult } from '../../publish/protocol.ts';
import { catalogOf, siteOf, type AppContext } from '../context.ts';
import { errorResponse, limitResponse, lockedResponse } from '../answer/errors.ts';
import { readBatch } from './batch.ts';
import { jsonIn } from './json.ts';
import { MemoryBudget } from './memory-budget.ts';

const budget = new MemoryBudget(limits.batchesBytes);

const exhausted = 'The worker ran out of CPU time or memory over this batch; send fewer files.';
const tooMuch = 'The articles of this batch take more memory than a worker has; send fewer files.';

/** Hands the batch to the object that parses, unread: reading 500 articles takes far more than the CPU of a request. */
export async function publish(c: AppContext): Promise<Response> {
  const { PARSER } = c.env;
  if (!PARSER) return publishHere(c);
  const parsed = await unlessExhausted(async () => PARSER.getByName('parser').fetch(c.req.raw));
  return parsed ?? errorResponse(c, 413, exhausted);
}

/** Parses the batch in this isolate. */
export async function publishHere(c: AppContext): Promise<Response> {
  // A chunked body has no length, and may be as large as a batch.
  const release = budget.reserve(Number(c.req.header('Content-Length') ?? limits.batchBytes), Date.now());
  if (!release) {
    const detail = 'The worker is busy with other batches; send this one again in a second.';
    return errorResponse(c, 503, detail, { 'Retry-After': '1' });
  }
  try {
    return await take(c);
  } finally {
    release();
  }
}

async function take(c: AppContext): Promise<Response> {
  const json = await jsonIn(c.req.raw);
  const read = json.status === 'ok' ? readBatch(json.value) : { ...json, why: `body: ${json.why}` };
  if (read.status === 'invalid') return errorResponse(c, 400, `The batch can't be read: ${read.why}.`);
  const { batch } = read;
  const { files: assets = [] } = batch;
  if (batch.put.length + assets.length + batch.delete.length > limits.batchFiles) {
    return errorResponse(c, 413, `A batch can have at most ${limits.batchFiles} files; split it.`);
  }
  const started = Date.now();
  const put = parseAll(batch.put, siteOf(c));
  if (!put) return errorResponse(c, 413, tooMuch);
  const { more = false, push } = batch;
  const { deleted, refused } = deletionsOf(batch);
  const changes = { put: [...put, ...assets.map(readAsset)], delete: deleted, more, ...(push && { push }) };
  const outcome = await unlessExhausted(async () => catalogOf(c).publish(changes));
  if (!outcome) return errorResponse(c, 413, exhausted);
  switch (outcome.status) {
    case 'limited':
      return limitResponse(c, outcome.limit);
    case 'outdated':
      return errorResponse(c, 409, outdatedBy(outcome.newest));
    case 'locked':
      return lockedResponse(c, outcome.why);
    case 'too-much':
      return errorResponse(c, 413, outcome.why);
    case 'published':
      break;
  }
  const files = [...outcome.files, ...refused];
  log('info', 'publish', {
    files: files.length,
    results: countByStatus(files),
    more,
    ms: Date.now() - started,
  });
  return c.json({ files } satisfies BatchResult);
}

/**
 * Calls a Durable Object with a batch. One that runs out of CPU time or memory has committed nothing, and may take half.
 * @returns undefined in that case
 */
async function unlessExhausted<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (!isExhausted(error)) throw error;
    log('error', 'limit', { limit: 'batch', error: reasonOf(error) });
    return undefined;
  }
}

/** @returns undefined if all articles together are too large; a single file never is, by its own limits */
function parseAll(files: readonly FilePut[], site: Site): ParsedPut[] | undefined {
  const put: ParsedPut[] = [];
  let bytes = 0;
  for (const file of files) {
    const { path, blob, movedFrom, order } = file;
    const parsed = parseFile(file, site);
    bytes += parsedBytes(parsed);
    if (bytes > limits.parsedBytes && files.length > 1) return undefined;
    put.push({ path, blob, ...(movedFrom !== undefined && { movedFrom }), ...(order && { order }), parsed });
  }
  return put;
}

/** Splits the deletions into those that are possible and those that are refused. */
function deletionsOf({ delete: paths }: Batch): { deleted: string[]; refused: FileResult[] } {
  const { fitting: deleted = [], long = [] } = Object.groupBy(paths, (path) =>
    path.length > limits.storedPathLength ? 'long' : 'fitting',
  );
  const problem = 'this path is too long for a published file';
  return { deleted, refused: long.map((path) => ({ path, ...refusal('path', problem) })) };
}

function countByStatus(files: readonly FileResult[]): Partial<Record<FileResult['status'], number>> {
  const counts: Partial<Record<FileResult['status'], number>> = {};
  for (const { status } of files) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
