/** The duration of audio and video, and the size of video. The only file that imports music-metadata. */

import { parseStream } from 'music-metadata';
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
