import { expect, it } from 'vitest';
import { backgrounds, contrast, leastContrast } from '../../src/site/colour.ts';
import { sheets } from '../../src/pages/style/sheets.ts';

/** The custom properties of a scheme: of the first `:root`, or of the one for dark pages. */
function colours(sheet: string, scheme: 'light' | 'dark'): Record<string, string> {
  const [light = '', dark = ''] = [...sheet.matchAll(/:root\{([^}]+)\}/g)].map(([, inner]) => inner);
  return Object.fromEntries(
    [...(scheme === 'light' ? light : dark).matchAll(/--(\w+):(#[\da-f]+)/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  );
}

it.each(['light', 'dark'] as const)('texts can be read on %s pages and on boxes', (scheme) => {
  for (const sheet of Object.values(sheets)) {
    const { paper, tile, ink, soft, accent } = colours(sheet, scheme);
    // Settings are checked against the same backgrounds.
    expect([paper, tile]).toEqual(backgrounds[scheme]);
    for (const text of [ink, soft, accent]) {
      for (const background of [paper, tile])
        expect(contrast(text!, background!)).toBeGreaterThanOrEqual(leastContrast);
    }
  }
});

it('no sheet moves anything for readers who want none of it', () => {
  for (const sheet of Object.values(sheets)) {
    const others = sheet.replaceAll(
      /@media \(prefers-reduced-motion:no-preference\)\{(?:[^{}]|\{[^}]*\})*\}/g,
      '',
    );
    expect(others).not.toMatch(/transition|animation|scroll-behavior/);
  }
});
