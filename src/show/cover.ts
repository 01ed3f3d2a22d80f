/** What Apple asks of a cover (https://podcasters.apple.com/support/896-artwork-requirements). */

import type { Colours } from '../asset/colours.ts';

interface CoverFacts {
  type?: string | undefined;
  colours?: Colours | undefined;
  width?: number;
  height?: number;
}

const least = 1400;
const most = 3000;

/** The endings that a cover may have, by its type. */
const endings: Readonly<Record<string, RegExp>> = {
  'image/jpeg': /\.jpe?g$/i,
  'image/png': /\.png$/i,
};

const names: Readonly<Record<Exclude<Colours, 'rgb'>, string>> = { grey: 'shades of grey', cmyk: 'CMYK' };

/**
 * What is wrong with the file of a cover: clauses with their remedies.
 * @param name of the file @param facts its type by its content, its colours, and its size in pixels, as far as they are known
 */
export function coverFaults(name: string, { type, colours, width, height }: CoverFacts): string[] {
  const faults: string[] = [];
  const ending = type === undefined ? undefined : endings[type];
  if (ending === undefined)
    faults.push(`is ${type ?? 'of no known type'}, not JPEG or PNG; save it as one of these`);
  else if (!ending.test(name))
    faults.push(`is ${type}, and its name has another ending; give it the ending of its type`);
  if (colours !== undefined && colours !== 'rgb')
    faults.push(`has its colours in ${names[colours]}, and Apple asks for RGB; save it in RGB`);
  if (width === undefined || height === undefined) {
    if (ending !== undefined)
      faults.push('has no size that can be read at its beginning, so it may be damaged; save it again');
    return faults;
  }
  const size = `has ${width} × ${height} pixels`;
  if (width !== height) faults.push(`${size}, and is not square; cut it`);
  else if (width < least || width > most)
    faults.push(
      `${size}, and Apple asks for ${least} to ${most}; ${width < least ? 'use a larger one' : 'scale it down'}`,
    );
  return faults;
}
