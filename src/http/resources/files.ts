/** Files beside the articles, below `/files/`, and static files anywhere else. */

import { documentUrl } from '../../article/address.ts';
import { limits } from '../../limits.ts';
import { filePathIn } from '../../site/paths.ts';
import type { FileDocument } from '../../store/documents.ts';
import { NotFound } from '../answer/errors.ts';
import { FileHead, SmallFile } from '../answer/file.ts';
import type { Answer } from '../answer/representation.ts';
import { blobsFor, pathnameOf, siteOf, type AppContext } from '../context.ts';
import { pathDocument, storedAddress } from '../documents/documents.ts';
import { missing, redirect } from './articles.ts';

const noFile = new NotFound(404, 'There is no file at this address; check its spelling.');
const removed = new NotFound(410, 'This file has been removed by its author.');

/** `/files/{path}` */
export async function serveFile(c: AppContext): Promise<Answer | NotFound | Response> {
  const path = filePathIn(pathnameOf(c));
  const document = path === undefined ? null : await pathDocument(c, path);
  if (document?.state === 'file') return fileAnswer(c, document);
  if (document?.state === 'moved') return redirect(documentUrl(siteOf(c).url, document.to), 301).respond();
  return document?.state === 'gone' ? removed : noFile;
}

/** Any other path: a static file. Otherwise nothing is there, though an old link may lead on; see old-links.ts. */
export async function serveAnyAddress(c: AppContext): Promise<Answer | NotFound | Response> {
  const path = filePathIn(pathnameOf(c));
  // KV alone: old links, which are far more, cost the catalog nothing. Where they end, old-links.ts asks it once for both.
  const document = path === undefined ? null : await storedAddress(c, path);
  return document?.state === 'file' ? fileAnswer(c, document) : missing;
}

/** The file as a document says that it is. */
export async function fileAnswer(c: AppContext, document: FileDocument): Promise<Answer | Response> {
  const { blob, bytes } = document;
  const now = Date.now();
  const head = new FileHead(document, now);
  const blobs = blobsFor(c);
  if (bytes <= limits.smallFileBytes) {
    // A file without bytes needs no store.
    const whole = bytes === 0 ? new Uint8Array() : await blobs.readWhole(blob);
    return new SmallFile(head, present(whole, blob));
  }
  const selected = head.select(c.req.raw, now);
  if (!selected.range) return head.respond(selected, null);
  const isWhole = selected.range.length === bytes;
  return head.respond(selected, present(await blobs.read(blob, isWhole ? undefined : selected.range), blob));
}

/** KV shows the document of a file before its bytes, perhaps. The answer is 503, and nothing keeps it. */
function present<T>(found: T | null, blob: string): T {
  if (found === null) throw new Error(`the bytes of blob ${blob} are not stored, or not here yet`);
  return found;
}
