/** The walk over the documents of a feed, and what ends it. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Unreachable } from '../../../src/cli/import/download/documents.ts';
import { olderOf, walk, type Page, type WalkOptions } from '../../../src/cli/import/download/walk.ts';

const folder = mkdtempSync(join(tmpdir(), 'edgefeed-test-'));
const file = join(folder, 'document');
beforeAll(() => writeFileSync(file, '0123456789'));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (number: number): string => `https://old.example/${number}`;

/** Walks over documents of ten bytes, each of which leads to the next one without an end. */
async function walked(
  more: Partial<WalkOptions> = {},
  pageAt: (number: number) => Partial<Page> = () => ({}),
) {
  const opened: string[] = [];
  const open: WalkOptions['open'] = (address) => {
    opened.push(address);
    return Promise.resolve({ file, address });
  };
  const read: WalkOptions['read'] = ({ address = '' }) => {
    const number = Number(address.split('/').at(-1));
    const older = { address: at(number + 1), isGuessed: false };
    return Promise.resolve({ older, fresh: 1, ...pageAt(number) });
  };
  const { signal: stop } = new AbortController();
  const result = await walk({ file, address: at(1) }, { most: 20, stop, open, read, ...more });
  return { ...result, opened: opened.length };
}

test('ends with an excess of documents, or of their bytes, and names the next one', async () => {
  const many = { address: at(21), excess: '20 documents' };
  expect(await walked()).toEqual({ documents: 20, opened: 19, left: many });
  const large = { address: at(4), excess: '25 bytes' };
  expect(await walked({ mostBytes: 25 })).toEqual({ documents: 3, opened: 2, left: large });
});

test('ends after five documents in a row without a new entry, and after one that was guessed', async () => {
  expect(await walked({}, (number) => ({ fresh: number === 3 ? 1 : 0 }))).toEqual({
    documents: 8,
    opened: 7,
  });
  const guessed = (number: number) => ({
    fresh: number < 3 ? 1 : 0,
    older: { address: at(number + 1), isGuessed: true },
  });
  expect(await walked({}, guessed)).toEqual({ documents: 3, opened: 2 });
});

test('ends where a guessed document is not there, and fails where a named one is not', async () => {
  const gone = new Unreachable('gone', 404);
  const open = (): Promise<never> => Promise.reject(gone);
  const guessed = (): Partial<Page> => ({ older: { address: at(2), isGuessed: true } });
  expect(await walked({ open }, guessed)).toEqual({ documents: 1, opened: 0 });
  await expect(walked({ open })).rejects.toBe(gone);
  const busy = new Unreachable('busy', 503);
  await expect(walked({ open: () => Promise.reject(busy) }, guessed)).rejects.toBe(busy);
});

test('a fragment makes no other document', async () => {
  const circle = (): Partial<Page> => ({ older: { address: `${at(1)}#older`, isGuessed: false } });
  expect(await walked({}, circle)).toEqual({ documents: 1, opened: 0 });
});

test('an archive comes before a next page, and WordPress is guessed at an address only', () => {
  const links = { 'prev-archive': at(1), next: at(2) };
  expect(olderOf(links, '', at(0))).toEqual({ address: at(1), isGuessed: false });
  expect(olderOf({}, 'https://wordpress.org/?v=6.7', `${at(0)}?paged=3`)).toEqual({
    address: `${at(0)}?paged=4`,
    isGuessed: true,
  });
  expect(olderOf({}, 'https://wordpress.org/?v=6.7', undefined)).toBeUndefined();
});
