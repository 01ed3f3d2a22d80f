/** A part of a stream, without more of it in memory than a piece. */

import type { ByteRange } from './blobs.ts';

/** Bytes read at once: workerd's own pieces have 4 KB, and each costs JavaScript some 20 µs. */
export const pieceBytes = 256 * 1024;

/** The range of a stream that begins with the first byte of the file. Cancels the stream once it has the range. */
export function partOf(whole: ReadableStream<Uint8Array>, range: ByteRange): ReadableStream<Uint8Array> {
  const { readable, writable } = new FixedLengthStream(range.length);
  // A reader that leaves makes a write fail, and so ends this.
  void copy(whole, range, writable.getWriter()).catch(() => {});
  return readable;
}

async function copy(
  whole: ReadableStream<Uint8Array>,
  { offset, length }: ByteRange,
  to: WritableStreamDefaultWriter<Uint8Array>,
): Promise<void> {
  const reader = whole.getReader({ mode: 'byob' });
  const end = offset + length;
  try {
    for (let at = 0; at < end;) {
      const { value, done } = await reader.readAtLeast(pieceBytes, new Uint8Array(pieceBytes));
      const piece = value?.subarray(Math.max(offset - at, 0), end - at) ?? new Uint8Array();
      if (piece.byteLength > 0) await to.write(piece);
      at += value?.byteLength ?? 0;
      if (done) break;
    }
    // Fails if the stream was shorter, and so does the answer.
    await to.close();
  } catch (error) {
    await to.abort(error);
  } finally {
    await reader.cancel();
  }
}
