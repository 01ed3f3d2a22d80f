/** A document of JSON, read whole. */

import { readFile, stat } from 'node:fs/promises';
import { limits } from '../../../limits.ts';
import { CliError, exitCodes } from '../../exit.ts';
import { formatBytes } from '../../output/numbers.ts';
import type { Source } from '../entry.ts';

/** @throws CliError with line and column if it is not JSON, or is too large */
export async function readJson({ file, address }: Source): Promise<unknown> {
  const name = address ?? file;
  const { size } = await stat(file);
  if (size > limits.importBytes)
    throw new CliError(
      exitCodes.usage,
      `${name}: ${formatBytes(size)} of JSON are more than the ${formatBytes(limits.importBytes)} that are read. Export the blog in parts.`,
    );
  const text = (await readFile(file, 'utf8')).replace(/^\ufeff/, '');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const { message } = error as Error;
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    const line = text.slice(0, at).split('\n').length;
    throw new CliError(exitCodes.usage, `${name}: line ${line}: not well-formed JSON.`, { cause: error });
  }
}
