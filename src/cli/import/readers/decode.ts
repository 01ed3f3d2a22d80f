/** The text of a file, in its encoding. */

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CliError, exitCodes } from '../../exit.ts';
import type { Source } from '../entry.ts';

/** Bytes at the start of a file that tell its encoding and its format. */
const headBytes = 65_536;

type Encoded = Pick<Source, 'file' | 'charset'>;

/** The start of a file as text. */
export async function headOf(source: Encoded): Promise<string> {
  const bytes = await startOf(source.file);
  return new TextDecoder(encodingOf(bytes, source)).decode(bytes, { stream: true });
}

/**
 * The pieces of a file as text, without a BOM and without the characters that XML forbids.
 * @param damaged hears of the first line with bytes that are not of the encoding, each of which becomes U+FFFD
 */
export async function* textOf(
  source: Encoded,
  damaged?: (line: number, encoding: string) => void,
): AsyncGenerator<string> {
  const encoding = encodingOf(await startOf(source.file), source);
  const decoder = new TextDecoder(encoding);
  let line = 1;
  let report = damaged;
  for await (const bytes of createReadStream(source.file) as AsyncIterable<Buffer>) {
    const text = decoder.decode(bytes, { stream: true });
    if (report) {
      const at = text.indexOf('\ufffd');
      if (at !== -1 && !bytes.includes(replacement)) {
        report(line + linesIn(text.slice(0, at)), encoding);
        report = undefined;
      } else line += linesIn(text);
    }
    yield allowed(text);
  }
  const rest = decoder.decode();
  if (rest !== '') report?.(line, encoding);
  yield allowed(rest);
}

/** All of it. @param source a document whose size is known to be small */
export async function wholeTextOf(source: Encoded): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of textOf(source)) pieces.push(piece);
  return pieces.join('');
}

/** U+FFFD in UTF-8: a text may have it from long ago. */
const replacement = Buffer.from('\ufffd');

function linesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Control characters get into the databases of blogs, and no XML parser takes them. Lines and columns stay. */
const allowed = (text: string): string => text.replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g, ' ');

async function startOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** By the first character (https://www.w3.org/TR/xml/#sec-guessing), the declaration, the server, else UTF-8. */
function encodingOf(bytes: Buffer, { file, charset }: Encoded): string {
  const start = bytes.toString('latin1', 0, 2);
  if (start === '\xff\xfe' || start === '<\0') return 'utf-16le';
  if (start === '\xfe\xff' || start === '\0<') return 'utf-16be';
  const [, declared] =
    /^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(
      bytes.toString('latin1', 3 * bomOf(bytes), 300),
    ) ?? [];
  if (bomOf(bytes) === 0 && declared === undefined && charset !== undefined)
    return readable(charset) ?? 'utf-8';
  const encoding = readable(declared ?? 'utf-8');
  if (encoding !== undefined) return encoding;
  throw new CliError(
    exitCodes.usage,
    `${file}: line 1: its encoding ${declared} is not known. Save the file as UTF-8, and import it again.`,
  );
}

function readable(name: string): string | undefined {
  try {
    // A file that was saved again may declare UTF-16 and be UTF-8.
    const { encoding } = new TextDecoder(name);
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    return undefined;
  }
}

const bomOf = (bytes: Buffer): number =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 1 : 0;
