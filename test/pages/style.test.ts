import { expect, it } from 'vitest';
import { feedFormats } from '../../src/feed/formats.ts';
import { style } from '../../src/pages/style.ts';

it.each(feedFormats)('the link to the %s feed has a colour of its own', (format) => {
  expect(style).toMatch(new RegExp(`\\.${format}\\{color:`));
});
