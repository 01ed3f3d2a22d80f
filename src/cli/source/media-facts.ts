/** The duration of audio and video, and the size of video. The only file that imports music-metadata. */

import { Readable } from 'node:stream';
import { parseStream } from 'music-metadata';
import { limits } from '../../limits.ts';
import type { AssetFacts } from '../../asset/facts.ts';
import type { AssetFile } from './asset-file.ts';

/**
 * Reads the file from its beginning, as far as its format requires: an MP3 without a table of contents as a whole.
 * @returns nothing where it is not known: the file may be damaged
 */
export async function mediaFacts(
  file: AssetFile,
  type: string,
): Promise<Pick<AssetFacts, 'duration' | 'width' | 'height'>> {
  const stream = file.stream();
  try {
    const info = { mimeType: type.replace(/;.*/, ''), size: file.size };
    const { format } = await parseStream(stream, info, { duration: true, skipCovers: true });
    const { duration = 0, trackInfo } = format;
    const picture = trackInfo.find(({ video }) => video)?.video;
    const [width, height] = [picture?.pixelWidth ?? 0, picture?.pixelHeight ?? 0];
    return {
      ...(Number.isFinite(duration) && duration > 0 && { duration: Math.round(duration * 1000) / 1000 }),
      ...(width > 0 && height > 0 && { width, height }),
    };
  } catch {
    return {};
  } finally {
    stream.destroy();
  }
}

/**
 * The duration of audio or video of which only the beginning is read: as its header tells it. MP3 without a header is left
 * out: a guess by the size of its frames is wrong by up to a hundredth.
 * @param info as its server describes it: `size` in bytes
 * @returns seconds; undefined where the header does not tell
 */
export async function durationIn(
  beginning: AsyncIterable<Uint8Array>,
  { mimeType, size = 0 }: { mimeType?: string; size?: number },
): Promise<number | undefined> {
  const bytes = /\bmp4\b|m4a|m4v|quicktime/.test(mimeType ?? '') ? filled(beginning, size) : beginning;
  const stream = Readable.from(bytes, { objectMode: false });
  try {
    // The parser guesses by the size alone: without it, the duration of an MP3 is that of its header.
    const { format } = await parseStream(
      stream,
      { ...(mimeType !== undefined && { mimeType }) },
      {
        duration: false,
        skipCovers: true,
      },
    );
    const { duration = 0 } = format;
    return Number.isFinite(duration) && duration > 0 ? duration : undefined;
  } finally {
    stream.destroy();
  }
}

const zeros = Buffer.alloc(65_536);

/** The header of MP4 is read once the data behind it, which is skipped, has gone by: zeros stand for that. */
async function* filled(beginning: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let left = Math.min(size, limits.fileBytes);
  for await (const chunk of beginning) {
    yield chunk;
    left -= chunk.byteLength;
  }
  for (; left > 0; left -= zeros.byteLength) yield zeros.subarray(0, left);
}
