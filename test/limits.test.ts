import { expect, it } from 'vitest';
import docs from '../docs/limits.md?raw';
import { limits } from '../src/limits.ts';

it('docs/limits.md lists every limit with its value, and no other', () => {
  const told = [...docs.matchAll(/^\| `(\w+)` +\| ([\d,]+) +\|/gm)].map(([, name = '', value = '']) => [
    name,
    Number(value.replaceAll(',', '')),
  ]);
  expect(Object.fromEntries(told)).toEqual({ ...limits });
  expect(told).toHaveLength(Object.keys(limits).length);
});

it('limits that depend on each other agree', () => {
  // Articles of a batch and before-images of it go through the catalog together; a call has 32 MiB.
  expect(limits.parsedBytes).toBeLessThan(32 * 1024 * 1024);
  expect(limits.articleBytes).toBeLessThan(limits.parsedBytes);
  // What an archive page of a feed of a term is called: the folder, the term, the cursor with an id in base64, the file.
  const cursor = '-8640000000000000-50h-'.length + Math.ceil((limits.idLength * 4) / 3);
  const page = '/categories//archive//feed.json'.length + limits.termAddressLength + cursor;
  expect(page).toBeLessThan(2_000);
  expect(limits.addressLength + '/thumbnails/'.length).toBeLessThan(2_000);
  expect(limits.combinedCategories * limits.termAddressLength).toBeLessThan(limits.requestUrlLength);
  expect(limits.boundBytes).toBeLessThan(2_000_000);
  // A line of a backup is an article in which each character may need an escape; it travels in one request.
  expect(limits.backupLineBytes).toBeGreaterThan(2 * limits.articleBytes);
  expect(limits.backupLineBytes).toBeLessThan(limits.batchBytes);
});
