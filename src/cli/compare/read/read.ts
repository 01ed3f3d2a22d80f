/** Reads a document in whichever format it is. */

import { stat } from 'node:fs/promises';
import { limits } from '../../../limits.ts';
import { CliError, exitCodes } from '../../exit.ts';
import { headOf, textOf, wholeTextOf } from '../../import/readers/decode.ts';
import { isZip } from '../../import/archive/zip.ts';
import { isWordPress } from '../../import/wordpress/read.ts';
import { formatBytes } from '../../output/numbers.ts';
import type { Document, Source } from './document.ts';
import { readJsonFeed } from './json.ts';
import { readLenient } from './lenient.ts';
import { feedNamedIn, isWebPage } from '../../import/readers/web-page.ts';
import { Excessive, Unreadable } from './refused.ts';
import { readXml } from './xml.ts';

export interface Listener {
  /** A document is not well-formed, so that readers differ in what they make of it. @param why with the line */
  broken(document: string, why: string): void;
}

/** @throws CliError if it is no feed, or too large */
export async function readDocument(source: Source, listener: Listener): Promise<Document> {
  const { file, address } = source;
  const name = address ?? file;
  const { size } = await stat(file);
  if (size > limits.importBytes)
    throw refusal(
      name,
      `${formatBytes(size)} are more than the ${formatBytes(limits.importBytes)} that are read`,
    );
  const head = (await headOf(source)).replace(/^\ufeff/, '');
  if (/^\s*\{/.test(head)) {
    if (!head.includes('jsonfeed.org/version') && !/"items"/.test(head))
      throw refusal(name, 'JSON, but no JSON Feed');
    if (size > limits.compareJson)
      throw refusal(
        name,
        `${formatBytes(size)} of JSON are more than the ${formatBytes(limits.compareJson)} that are read`,
      );
    return await refusing(name, readJsonFeed(source));
  }
  if (isWordPress(head))
    throw refusal(
      name,
      'the export of WordPress. Readers know the blog by its feed: name that, most often at /feed/',
    );
  const what = noFeed(head, address);
  if (what !== undefined) throw refusal(name, what);
  return await readAnyXml(source, listener);
}

async function refusing(name: string, reading: Promise<Document>): Promise<Document> {
  try {
    return await reading;
  } catch (error) {
    throw error instanceof Excessive ? refusal(name, error.message) : error;
  }
}

/** Strictly, or else as lenient readers do. */
async function readAnyXml(source: Source, listener: Listener): Promise<Document> {
  const { file, address } = source;
  const name = address ?? file;
  const damaged = (line: number, encoding: string): void =>
    listener.broken(name, `line ${line}: bytes that are not in the encoding ${encoding}`);
  try {
    return await refusing(name, readXml(textOf(source, damaged), address));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const read = await readBroken(source, name, error.message);
    listener.broken(name, error.message);
    return read;
  }
}

async function readBroken(source: Source, name: string, why: string): Promise<Document> {
  if ((await stat(source.file)).size > limits.compareBroken)
    throw refusal(name, `${why}; broken XML is read up to ${formatBytes(limits.compareBroken)}`);
  try {
    return readLenient(await wholeTextOf(source), source.address);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw refusal(name, why);
  }
}

const refusal = (name: string, why: string): CliError =>
  new CliError(exitCodes.usage, `${name}: ${why}. Nothing was compared.`);

/** What a document is that does not begin like a feed. */
function noFeed(head: string, address: string | undefined): string | undefined {
  if (/<(?:rss|[\w-]+:RDF|feed)[\s>]/.test(head)) return undefined;
  if (head.trim() === '') return 'an empty document';
  if (isZip(head)) return 'a zip file. Readers know the blog by its feed: name that';
  if (!isWebPage(head)) return 'line 1: no feed';
  const feed = feedNamedIn(head, address);
  if (feed === undefined) return 'a web page that names no feed';
  return `a web page. Its feed is at ${feed}: compare that`;
}
