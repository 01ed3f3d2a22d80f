/** A document of a source at an address. */

import { limits } from '../../../limits.ts';
import { CliError, exitCodes } from '../../exit.ts';
import type { Source } from '../entry.ts';
import type { Downloads } from './downloads.ts';

const accept =
  'application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5';

/**
 * Saves a document.
 * @param said the message to a reason
 * @throws Unreachable, or CliError if the address is none
 */
export async function fetchDocument(
  downloads: Downloads,
  address: string,
  file: string,
  said: (reason: string) => string,
): Promise<Source> {
  if (!URL.canParse(address))
    throw new CliError(
      exitCodes.usage,
      `${address} is no address. Write one like https://example.com/feed.xml.`,
    );
  const saved = await downloads.save(address, file, { accept, maxBytes: limits.importBytes });
  if ('reason' in saved) throw new Unreachable(said(saved.reason), saved.code);
  const { charset } = saved;
  return { file, address: saved.address, ...(charset !== undefined && { charset }) };
}

/** The document cannot be had. */
export class Unreachable extends CliError {
  /** Of the answer, if there was one. */
  readonly code: number | undefined;

  constructor(message: string, code: number | undefined) {
    super(exitCodes.unreachable, message);
    this.code = code;
  }
}
