/** The setting ACCENT: the one colour of links and buttons, in the light scheme and in the dark one. */

import { contrastIn, leastContrast, readable } from './colour.ts';

export interface Accent {
  /** `#rrggbb`; can be read on every background of its scheme. */
  light: string;
  dark: string;
}

const pattern = /^#[0-9a-f]{6}$/;

/** @returns undefined for the empty setting; a text: why the setting is wrong, and what to do about it */
export function readAccent(value: string): Accent | string | undefined {
  if (value === '') return undefined;
  const [light = '', dark, ...more] = value.trim().toLowerCase().split(/\s+/);
  if (more.length > 0 || ![light, dark ?? light].every((colour) => pattern.test(colour)))
    return 'set it to a colour like #a83c0a, or to two: the first for light pages, the second for dark ones';
  // A single colour is lightened for the dark scheme, since few can be read in both.
  const accent = { light, dark: dark ?? readable('dark', light) };
  for (const scheme of ['light', 'dark'] as const) {
    const colour = accent[scheme];
    const has = contrastIn(scheme, colour);
    if (has < leastContrast)
      return `set it to a colour that can be read: on ${scheme} pages ${colour} has a contrast of ${(Math.floor(has * 10) / 10).toFixed(1)}, and ${leastContrast} is the least; ${readable(scheme, colour)} is near and has it`;
  }
  return accent;
}
