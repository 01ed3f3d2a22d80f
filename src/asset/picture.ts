/** The size of a picture. The only file that imports image-size. */

import { imageSize } from 'image-size';

/** Bytes of a picture that tell its size: profiles and thumbnails may stand before it. */
export const pictureHeadBytes: number = 512 * 1024;

/** Orientations of JPEG that turn a picture by a quarter (Exif 2.3, tag 0x0112). */
const turned: ReadonlySet<number> = new Set([5, 6, 7, 8]);

/**
 * Width and height as the picture is shown, in pixels.
 * @param head the first `pictureHeadBytes` of the file, or all of a shorter one
 * @returns nothing where it is not known: the file may be damaged, or have its size further back
 */
export function pictureSize(head: Uint8Array): { width?: number; height?: number } {
  try {
    const { width, height, orientation = 1 } = imageSize(head);
    const [across, down] = (turned.has(orientation) ? [height, width] : [width, height]).map(Math.round);
    return isSize(across) && isSize(down) ? { width: across, height: down } : {};
  } catch {
    return {};
  }
}

const isSize = (value: number | undefined): value is number =>
  value !== undefined && value >= 1 && value <= 1_000_000;
