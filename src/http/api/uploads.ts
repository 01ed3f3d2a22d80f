/** Stores an uploaded file, once its bytes are known to be those of its blob id. */

import { limits } from '../../limits.ts';
import type { BlobResult } from '../../publish/protocol.ts';
import type { Blobs, PartedUploads } from '../../store/blobs/blobs.ts';
import { storeFile, storePart, verify, WrongBytes } from '../../store/blobs/checked.ts';
import { errorResponse, lockedResponse } from '../answer/errors.ts';
import { blobsFor, catalogOf, type AppContext } from '../context.ts';
import { MemoryBudget } from './memory-budget.ts';
import { partsOf, readUpload, type UploadRequest } from './upload-request.ts';

/** For a store that gets files in one piece. */
const budget = new MemoryBudget(limits.uploadsBytes);

/** R2 has forgotten an upload: it was completed, or its seven days are over. */
class UploadLost extends Error {
  override name = 'UploadLost';
}

/** A later version of edgefeed has changed the catalog. */
class Locked extends Error {
  override name = 'Locked';
}

/** `PUT /api/blobs/{blob}`, whose token the worker has checked. */
export async function takeUpload(c: AppContext): Promise<Response> {
  const store = blobsFor(c);
  const upload = readUpload(c.req.param('blob') ?? '', c.req.raw.headers, store);
  if ('why' in upload) return errorResponse(c, upload.status, upload.why);
  const { blob } = upload;
  const release = budget.reserve(store.takesStreams ? 0 : upload.length, Date.now());
  if (!release) {
    const detail = 'The worker is busy with other files; send this one again in a second.';
    return errorResponse(c, 503, detail, { 'Retry-After': '1' });
  }
  try {
    const status =
      upload.part === undefined || !store.parted
        ? await takeWhole(c, store, upload)
        : await takePart(c, store, store.parted, { ...upload, part: upload.part });
    return c.json({ blob, status } satisfies BlobResult, status === 'part' ? 202 : 200);
  } catch (error) {
    if (error instanceof UploadLost) return errorResponse(c, 409, error.message);
    if (error instanceof Locked) return lockedResponse(c, error.message);
    if (!(error instanceof WrongBytes)) throw error;
    if (error.reason === 'length')
      return errorResponse(c, 400, `The upload is incomplete: ${error.message}.`);
    const detail = `The file was not stored: ${error.message}, not ${blob}. It may have changed while it was read; send it again.`;
    return errorResponse(c, 422, detail);
  } finally {
    release();
  }
}

async function takeWhole(c: AppContext, store: Blobs, upload: UploadRequest): Promise<BlobResult['status']> {
  const { blob } = upload;
  const { body } = c.req.raw;
  if (await isStored(c, store, blob)) {
    await body?.cancel();
    return 'stored';
  }
  await storeFile(store, body, upload);
  await note(c, store, upload);
  return 'stored';
}

async function takePart(
  c: AppContext,
  store: Blobs,
  parted: PartedUploads,
  request: UploadRequest & { part: number },
): Promise<BlobResult['status']> {
  const { blob, bytes, part, type, length } = request;
  const { body } = c.req.raw;
  const { stored, upload: known } = await catalogOf(c).blob(blob);
  if (stored?.store === store.name) {
    await body?.cancel();
    return 'stored';
  }
  // Another size under the same blob id: one of the two is wrong, and the check at the end will tell.
  const id = known?.bytes === bytes ? known.upload : await begin(c, parted, request);
  const write = async (stream: ReadableStream<Uint8Array>) => parted.write(blob, id, part, stream);
  const etag = await storePart(body, length, write).catch(async (error: unknown) => {
    if (!isLost(error)) throw error;
    await catalogOf(c).uploadEnded(blob);
    throw new UploadLost('R2 has no such upload any more; send all parts of the file again.');
  });
  unlocked(await catalogOf(c).partStored(blob, id, part, etag));
  const { upload } = await catalogOf(c).blob(blob);
  if (upload?.upload !== id || upload.parts.length < partsOf(bytes)) return 'part';
  return finishOnce(c, blob, async () => finish(c, store, parted, { blob, bytes, length, type }));
}

async function begin(c: AppContext, parted: PartedUploads, request: UploadRequest): Promise<string> {
  const { blob, bytes, type } = request;
  const upload = await parted.begin(blob, type);
  unlocked(await catalogOf(c).uploadBegun({ blob, upload, bytes, type, begunAt: Date.now() }));
  return upload;
}

/** Files whose last part has arrived. Two requests may bring it: only one completes the file. */
const finishing = new Map<string, Promise<BlobResult['status']>>();

async function finishOnce(
  c: AppContext,
  blob: string,
  finishNow: () => Promise<BlobResult['status']>,
): Promise<BlobResult['status']> {
  let finished = finishing.get(blob);
  if (!finished) {
    finished = finishNow().finally(() => finishing.delete(blob));
    finishing.set(blob, finished);
    // Goes on after the client has left.
    c.executionCtx.waitUntil(finished.catch(() => {}));
  }
  return finished;
}

/** Completes a file of parts, and reads it once to check it: before that nothing names it. */
async function finish(
  c: AppContext,
  store: Blobs,
  parted: PartedUploads,
  request: UploadRequest,
): Promise<BlobResult['status']> {
  const { blob, bytes } = request;
  const { stored, upload } = await catalogOf(c).blob(blob);
  if (stored?.store === store.name) return 'stored';
  if (!upload) return 'part';
  await parted.complete(blob, upload.upload, upload.parts);
  const body = await store.read(blob);
  if (!body) throw new Error(`R2 has completed the upload of ${blob}, but does not hold it`);
  try {
    await verify(body, bytes, blob);
  } catch (error) {
    if (error instanceof WrongBytes) {
      await store.delete([blob]);
      await catalogOf(c).uploadEnded(blob);
    }
    throw error;
  }
  await note(c, store, request);
  return 'stored';
}

async function isStored(c: AppContext, { name }: Blobs, blob: string): Promise<boolean> {
  return (await catalogOf(c).blob(blob)).stored?.store === name;
}

async function note(c: AppContext, { name: store }: Blobs, request: UploadRequest): Promise<void> {
  const { blob, bytes, type } = request;
  unlocked(await catalogOf(c).blobStored({ blob, store, bytes, type, storedAt: Date.now() }));
}

function unlocked(refusal: { why: string } | undefined): void {
  if (refusal) throw new Locked(refusal.why);
}

/** NoSuchUpload (https://developers.cloudflare.com/r2/api/error-codes/). */
const isLost = (error: unknown): boolean => error instanceof Error && error.message.includes('(10024)');
