/** Texts in other encodings than UTF-8, declared, named by the server, or not at all. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Entry } from '../../../src/cli/import/entry.ts';
import { textOf } from '../../../src/cli/import/readers/decode.ts';
import { formatOf } from '../../../src/cli/import/readers/formats.ts';
import { Workspace } from '../workspace.ts';

const rss = (declaration: string, id: string): string =>
  `${declaration}<rss version="2.0"><channel><title>T</title>\n<item><guid>${id}</guid><title>a</title></item></channel></rss>`;

/** The ids of a feed, and what was said about it. */
async function read(bytes: Buffer, charset?: string): Promise<{ ids: unknown[]; said: string[] }> {
  using work = new Workspace();
  const file = join(work.folder, 'feed.xml');
  writeFileSync(file, bytes);
  const source = { file, ...(charset !== undefined && { charset }) };
  const { read } = await formatOf(source);
  if (read === 'list of feeds') throw new Error('a list');
  const [ids, said]: [unknown[], string[]] = [[], []];
  const warned = (entry: string, message: string): unknown =>
    said.push(`${entry.replace(work.folder, '')}: ${message}`);
  const listener = { skipped() {}, leftOut() {}, site() {}, warned };
  for await (const { id } of read(source, listener) as AsyncGenerator<Entry>) ids.push(id);
  return { ids, said };
}

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const declared = '<?xml version="1.0" encoding="UTF-16"?>';
/** 中文 in GBK, and 日本 in Shift_JIS. */
const gbk = Buffer.from('d6d0cec4', 'hex').toString('latin1');
const shiftJis = Buffer.from('93fa967b', 'hex').toString('latin1');

test.each<[what: string, bytes: Buffer, charset: string | undefined, id: string]>([
  ['UTF-16 without a byte order mark', utf16(rss(declared, 'é中')), undefined, 'é中'],
  ['UTF-16, big-endian', utf16(rss(declared, 'é中')).swap16(), undefined, 'é中'],
  [
    'GBK, declared',
    Buffer.from(rss('<?xml version="1.0" encoding="GBK"?>', gbk), 'latin1'),
    undefined,
    '中文',
  ],
  ['GBK, named by the server', Buffer.from(rss('', gbk), 'latin1'), 'GBK', '中文'],
  ['Shift_JIS, named by the server', Buffer.from(rss('', shiftJis), 'latin1'), 'shift_jis', '日本'],
  [
    'UTF-8, declared, where the server names another one',
    Buffer.from(rss('<?xml version="1.0" encoding="utf-8"?>', 'é中')),
    'iso-8859-1',
    'é中',
  ],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${rss('', 'é中')}`), 'iso-8859-1', 'é中'],
  ['UTF-8, where the server names what is none', Buffer.from(rss('', 'é中')), 'klingon', 'é中'],
  ['blank lines in front', Buffer.from(rss('\n\n<?xml version="1.0"?>', 'é中')), undefined, 'é中'],
])('%s', async (_, bytes, charset, id) => {
  expect(await read(bytes, charset)).toEqual({ ids: [id], said: [] });
});

test('bytes that are not in the encoding are named with their line; a � of the author is none', async () => {
  const { ids, said } = await read(Buffer.from(rss('', gbk), 'latin1'));
  expect(ids).toEqual(['\ufffd\ufffd\ufffd\ufffd']);
  expect(said).toEqual([
    expect.stringMatching(/^\/feed\.xml: line 2: bytes .* encoding utf-8 were read as \ufffd/),
  ]);
  expect(await read(Buffer.from(rss('', 'a\ufffd')))).toEqual({ ids: ['a\ufffd'], said: [] });
});

test('a character that the end of a file cuts off is named, too', async () => {
  using work = new Workspace();
  const file = join(work.folder, 'a');
  writeFileSync(file, Buffer.from('a\nb\n中').subarray(0, -1));
  const lines: number[] = [];
  for await (const piece of textOf({ file }, (line) => lines.push(line))) expect(piece).toBeTypeOf('string');
  expect(lines).toEqual([3]);
});

test('JSON that is not UTF-8 is refused', async () => {
  const json = Buffer.from(
    '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "\xe9"}]}',
    'latin1',
  );
  await expect(read(json)).rejects.toThrow('feed.xml: line 1: not JSON in UTF-8. Save the file as UTF-8');
});

test('a number of JSON that is an id keeps all of its digits', async () => {
  const json = (items: string): Buffer =>
    Buffer.from(`{"version": "https://jsonfeed.org/version/1.1", "items": [${items}]}`);
  const { ids } = await read(
    json(
      '{"id": 12345678901234567890, "content_text": "a"}, {"id" : 1734567890123456789}, {"id": 4711}, {"id": "5", "content_text": "\\"id\\": 12345678901234567890, x"}',
    ),
  );
  expect(ids).toEqual(['12345678901234567890', '1734567890123456789', '4711', '5']);
});
