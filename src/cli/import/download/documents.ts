/** The documents of a source at an address: the first one, and those with older entries that it leads to. */

import { join } from 'node:path';
import { limits } from '../../../limits.ts';
import { CliError, exitCodes } from '../../exit.ts';
import type { Source } from '../entry.ts';
import type { Downloads } from './downloads.ts';

const accept =
  'application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5';

/**
 * Saves a document. @param folder for it
 * @throws CliError that names the address
 */
export async function fetchDocument(
  downloads: Downloads,
  address: string,
  folder: string,
  number: number,
): Promise<Source> {
  const file = join(folder, String(number));
  const saved = await downloads.save(address, file, { accept, maxBytes: limits.importBytes });
  if ('reason' in saved) throw new Unreachable(address, saved.reason, saved.code);
  return { file, address: saved.address };
}

/** The document cannot be had. */
export class Unreachable extends CliError {
  readonly code: number | undefined;

  constructor(address: string, reason: string, code: number | undefined) {
    super(exitCodes.unreachable, `${address} cannot be imported: ${reason}.`);
    this.code = code;
  }
}

/** The addresses that are still to be read: none twice, and not without end. */
export class Walk {
  readonly #seen = new Set<string>();

  /** Whether to go on to an address. */
  mayRead(address: string): 'yes' | 'seen' | 'too many' {
    const { href } = new URL(address);
    if (this.#seen.has(href)) return 'seen';
    if (this.#seen.size >= limits.importPages) return 'too many';
    this.#seen.add(href);
    return 'yes';
  }
}
