/** A document of JSON, read whole. */

import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { limits } from '../../../limits.ts';
import { CliError, exitCodes } from '../../exit.ts';
import { formatBytes } from '../../output/numbers.ts';
import { documentName, type Source } from '../entry.ts';

/** @throws CliError with line and column if it is not JSON, or is too large */
export async function readJson(source: Source): Promise<unknown> {
  const { file } = source;
  const name = documentName(source);
  const { size } = await stat(file);
  if (size > limits.importBytes)
    throw new CliError(
      exitCodes.usage,
      `${name}: ${formatBytes(size)} of JSON are more than the ${formatBytes(limits.importBytes)} that are read. Export the blog in parts.`,
    );
  const bytes = await readFile(file);
  // Between systems JSON is UTF-8 (RFC 8259, 8.1). A character that is lost in an id would look new.
  if (!isUtf8(bytes))
    throw new CliError(
      exitCodes.usage,
      `${name}: line 1: not JSON in UTF-8. Save the file as UTF-8, and try again.`,
    );
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  try {
    return JSON.parse(withWholeIds(text)) as unknown;
  } catch (error) {
    const { message } = error as Error;
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    const line = text.slice(0, at).split('\n').length;
    throw new CliError(exitCodes.usage, `${name}: line ${line}: not well-formed JSON.`, { cause: error });
  }
}

/**
 * Quotes ids that are numbers of more digits than JavaScript's numbers have: `12345678901234567890` would become
 * `12345678901234567000`. In a text, the quotes of `"id":` have backslashes.
 */
const withWholeIds = (text: string): string =>
  text.replace(/(?<!\\)("id"\s{0,9}:\s{0,9})(-?\d{16,500})(?=\s{0,9}[,}])/g, '$1"$2"');
