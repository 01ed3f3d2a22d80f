/** The first bytes of a file on its way: they tell its type and the size of a picture before anything is stored. */

import { contentOf, headBytes as typeBytes, type Content } from '../../asset/content-type.ts';
import { pictureHeadBytes, pictureSize } from '../../asset/picture.ts';

/** Bytes that are read ahead. */
export const headBytes: number = Math.max(typeBytes, pictureHeadBytes);

/** What the first bytes say. The duration of audio and video is not among it: it may take the whole file. */
export interface HeadFacts {
  content: Content;
  width?: number;
  height?: number;
}

export async function factsIn(head: Uint8Array): Promise<HeadFacts> {
  const content = await contentOf(head.subarray(0, typeBytes));
  return { content, ...(content.type?.startsWith('image/') && pictureSize(head)) };
}

/** Reads the first bytes of a stream. @returns with the stream, which goes on behind them */
export async function headOf(
  body: ReadableStream<Uint8Array> | null,
  length: number,
): Promise<{ head: Uint8Array; body: ReadableStream<Uint8Array> | null }> {
  if (!body || length === 0) return { head: new Uint8Array(), body };
  const reader = body.getReader({ mode: 'byob' });
  const { value } = await reader.readAtLeast(length, new Uint8Array(length));
  reader.releaseLock();
  return { head: value ?? new Uint8Array(), body };
}

/** Hands on a stream with its first bytes in front again. @param take reads the stream, to its end or as far as it likes */
export async function withHead(
  head: Uint8Array,
  body: ReadableStream<Uint8Array> | null,
  take: (stream: ReadableStream<Uint8Array>) => Promise<void>,
): Promise<void> {
  const { readable, writable } = new IdentityTransformStream();
  const ended = new AbortController();
  const copied = copy(head, body, writable, ended.signal);
  // `take` fails with it.
  copied.catch(() => {});
  try {
    await take(readable);
  } finally {
    ended.abort();
  }
}

async function copy(
  head: Uint8Array,
  body: ReadableStream<Uint8Array> | null,
  to: WritableStream<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const writer = to.getWriter();
  if (head.byteLength > 0) await writer.write(head);
  if (!body) return writer.close();
  writer.releaseLock();
  await body.pipeTo(to, { signal });
}
