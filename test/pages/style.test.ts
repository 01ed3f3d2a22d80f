import { expect, it } from 'vitest';
import { feedFormats } from '../../src/feed/formats.ts';
import { sheets } from '../../src/pages/style/sheets.ts';

it.each(feedFormats)('the link to the %s feed has a colour of its own', (format) => {
  for (const sheet of Object.values(sheets)) expect(sheet).toMatch(new RegExp(`\\.${format}\\{color:`));
});
