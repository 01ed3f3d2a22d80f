/** The text of a file, in the encoding that it names. */

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CliError, exitCodes } from '../../exit.ts';

/** Bytes at the start of a file that tell its encoding and its format. */
const headBytes = 65_536;

/** The start of a file as text. */
export async function headOf(file: string): Promise<string> {
  const bytes = await startOf(file);
  return new TextDecoder(encodingOf(bytes, file)).decode(bytes, { stream: true });
}

/** The pieces of a file as text, without a BOM and without the characters that XML forbids. */
export async function* textOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encodingOf(await startOf(file), file));
  for await (const bytes of createReadStream(file) as AsyncIterable<Buffer>)
    yield allowed(decoder.decode(bytes, { stream: true }));
  yield allowed(decoder.decode());
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

/** By the BOM, else by the XML declaration, else UTF-8 (https://www.w3.org/TR/xml/#sec-guessing). */
function encodingOf(bytes: Buffer, file: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const [, name = 'utf-8'] =
    /^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(
      bytes.toString('latin1', 3 * bomOf(bytes), 300),
    ) ?? [];
  try {
    // A file that was saved again may declare UTF-16 and be UTF-8.
    const { encoding } = new TextDecoder(name);
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    throw new CliError(
      exitCodes.usage,
      `${file}: line 1: its encoding ${name} is not known. Save the file as UTF-8, and import it again.`,
    );
  }
}

const bomOf = (bytes: Buffer): number =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 1 : 0;
