/** How a picture writes its colours. */

/** `rgb`: also by a palette, or as JPEG's luminance and chrominance. `cmyk`: for print. */
export type Colours = 'rgb' | 'grey' | 'cmyk';

/**
 * @param head the beginning of a file of JPEG or PNG
 * @returns undefined where that does not tell: it is another file, or damaged, or says so further back
 */
export function coloursOf(head: Uint8Array): Colours | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length > 25 && view.getUint32(0) === 0x89504e47) return coloursOfPng(view.getUint8(25));
  return head.length > 3 && view.getUint16(0) === 0xffd8 ? coloursOfJpeg(view) : undefined;
}

/** @param type of colour in the chunk IHDR (https://www.w3.org/TR/png-3/#11IHDR) */
const coloursOfPng = (type: number): Colours | undefined =>
  type === 0 || type === 4 ? 'grey' : type === 2 || type === 3 || type === 6 ? 'rgb' : undefined;

/** The number of components is in the segment that begins the frame (ITU-T T.81, B.2.2). */
function coloursOfJpeg(view: DataView): Colours | undefined {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    // A marker may be filled up.
    if (marker === 0xff) at++;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return ({ 1: 'grey', 3: 'rgb', 4: 'cmyk' } as const)[view.getUint8(at + 9)];
    else at += 2 + Math.max(view.getUint16(at + 2), 2);
  }
  return undefined;
}
