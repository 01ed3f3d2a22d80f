/** `/api/blobs`: the bytes of files, by git blob id. They are stored before a publish names them. */

import * as v from 'valibot';
import { limits } from '../../limits.ts';
import type { BlobQuery, BlobsAnswer } from '../../publish/protocol.ts';
import { errorResponse } from '../answer/errors.ts';
import { blobsFor, catalogOf, type AppContext } from '../context.ts';
import { jsonIn } from './json.ts';
import { blobId, readUpload } from './upload-request.ts';
import { takeUpload } from './uploads.ts';

export const blobQuery = v.object({
  blobs: v.pipe(v.array(v.pipe(v.string(), v.regex(blobId))), v.maxLength(limits.blobsAsked)),
}) satisfies v.GenericSchema<unknown, BlobQuery>;

/** `POST /api/blobs`: which files have to be sent. */
export async function askBlobs(c: AppContext): Promise<Response> {
  const json = await jsonIn(c.req.raw);
  const result = v.safeParse(blobQuery, json.status === 'ok' ? json.value : undefined, { abortEarly: true });
  if (!result.success) {
    const detail = `The body must be {"blobs": ["…"]}, with at most ${limits.blobsAsked} git blob ids of 40 hex digits.`;
    return errorResponse(c, 400, detail);
  }
  const { name, maxBytes, parted } = blobsFor(c);
  return c.json({
    ...(await catalogOf(c).missingBlobs(name, result.output.blobs)),
    maxBytes,
    maxRequestBytes: Math.min(maxBytes, limits.uploadBytes),
    ...(parted && { partBytes: limits.partBytes }),
  } satisfies BlobsAnswer);
}

/**
 * `PUT /api/blobs/{blob}`: stores a file, or a part of one. The body goes unread to an object that has the CPU to check it:
 * a worker of the free plan has 10 ms, and the SHA-1 of 20 MB takes more.
 */
export async function putBlob(c: AppContext): Promise<Response> {
  const { PARSER } = c.env;
  const blob = c.req.param('blob') ?? '';
  // Malformed requests are answered here.
  const read = readUpload(blob, c.req.raw.headers, blobsFor(c));
  if ('why' in read) return errorResponse(c, read.status, read.why);
  // One of 16 objects, so that uploads do not wait for each other or for articles, and parts of a file meet in one.
  return PARSER ? PARSER.getByName(`files-${blob.slice(0, 1)}`).fetch(c.req.raw) : takeUpload(c);
}
