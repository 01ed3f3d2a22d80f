/** Colours and their contrast (WCAG 2.2, 1.4.3 and the definition of contrast ratio). */

/** Red, green and blue, 0 to 255. */
type Rgb = readonly [number, number, number];

/** What text of the accent colour stands on: the page, and the tiles on it. `base.ts` has the same. */
export const backgrounds = { light: ['#fdfcfa', '#f4f1eb'], dark: ['#191816', '#232220'] } as const;

export type Scheme = keyof typeof backgrounds;

/** Contrast of text that is not large, level AA. */
export const leastContrast = 4.5;

const hex = (colour: string): Rgb =>
  [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb;

function luminance(colour: string): number {
  const [r, g, b] = hex(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** 1 to 21. @param a `#rrggbb` @param b likewise */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

/** The contrast with whichever background has the least. */
export const contrastIn = (scheme: Scheme, colour: string): number =>
  Math.min(...backgrounds[scheme].map((background) => contrast(colour, background)));

/** The colour itself, or the nearest mix with black (light scheme) or white (dark scheme) that can be read. */
export function readable(scheme: Scheme, colour: string): string {
  const end = scheme === 'light' ? 0 : 255;
  for (let step = 0; step <= 100; step++) {
    const mixed = hex(colour).map((value) => Math.round(value + ((end - value) * step) / 100));
    const text = `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
    if (contrastIn(scheme, text) >= leastContrast) return text;
  }
  throw new Error('neither black nor white can be read');
}
