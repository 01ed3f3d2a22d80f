import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAccent } from '../../src/site/accent.ts';
import { contrast, contrastIn, leastContrast, readable } from '../../src/site/colour.ts';
import { readSetting } from '../../src/site/settings.ts';

const anyColour = integer({ min: 0, max: 0xffffff }).map(
  (value) => `#${value.toString(16).padStart(6, '0')}`,
);

it('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#ffffff', '#777777')).toBe(contrast('#777777', '#ffffff'));
});

describe('ACCENT', () => {
  it('is one colour that can be read, and is lightened for dark pages', () => {
    expect(readSetting({ ACCENT: '#0B5FFF' }, 'ACCENT').accent).toMatchObject({ light: '#0b5fff' });
    const { dark } = readSetting({ ACCENT: '#0b5fff' }, 'ACCENT').accent!;
    expect(contrastIn('dark', dark)).toBeGreaterThanOrEqual(leastContrast);
  });

  it('is two colours, of which the second is taken as it is', () => {
    expect(readSetting({ ACCENT: '#004488  #99ccff' }, 'ACCENT').accent).toEqual({
      light: '#004488',
      dark: '#99ccff',
    });
  });

  it.each([
    ['#ffcc00', 'on light pages #ffcc00 has a contrast of 1.3'],
    ['#004488 #004488', 'on dark pages #004488 has a contrast of 1.'],
    ['red', 'set it to a colour like #a83c0a'],
    ['#abc', 'set it to a colour like #a83c0a'],
    ['#004488 #99ccff #000000', 'set it to a colour like #a83c0a'],
    ['#004488;}</style>', 'set it to a colour like #a83c0a'],
  ])('refuses %s with the remedy', (value, remedy) => {
    expect(() => readSetting({ ACCENT: value }, 'ACCENT')).toThrow(`ACCENT is "${value}"; set it to `);
    expect(() => readSetting({ ACCENT: value }, 'ACCENT')).toThrow(remedy);
  });

  it('names a colour that it then takes, whatever it refused', () => {
    assert(
      property(anyColour, (colour) => {
        const first = readAccent(colour);
        const named = typeof first === 'string' ? /; (#\w+) is near/.exec(first)![1]! : colour;
        expect(typeof readAccent(named)).toBe('object');
        for (const scheme of ['light', 'dark'] as const)
          expect(contrastIn(scheme, readable(scheme, colour))).toBeGreaterThanOrEqual(leastContrast);
      }),
    );
  });
});

describe('STYLE_SHEET and SITE_LOGO', () => {
  it.each(['/_style.css', '/files/design-2/_style.css'])('takes the path %s', (path) => {
    expect(readSetting({ STYLE_SHEET: path }, 'STYLE_SHEET')).toBe(path);
  });

  // Each would widen the policy, or is the address of another host.
  it.each([
    '_style.css',
    '//evil.example/_style.css',
    '/a;script-src */_style.css',
    "/'unsafe-inline'/_style.css",
    '/a,b/_style.css',
    '/../_style.css',
    'https://evil.example/_style.css',
    '/_style.css?x',
    '/style.css',
  ])('refuses %s as a style sheet', (path) => {
    expect(() => readSetting({ STYLE_SHEET: path }, 'STYLE_SHEET')).toThrow('STYLE_SHEET is "');
  });

  it.each(['/logo.svg', 'https://images.example/logo.png'])('takes the logo %s', (logo) => {
    expect(readSetting({ SITE_LOGO: logo }, 'SITE_LOGO')).toBe(logo);
  });

  it.each(['javascript:alert(1)', '//evil.example/logo.png', '/\\evil.example/x', 'logo.png'])(
    'refuses the logo %s',
    (logo) => {
      expect(() => readSetting({ SITE_LOGO: logo }, 'SITE_LOGO')).toThrow('SITE_LOGO is "');
    },
  );
});
