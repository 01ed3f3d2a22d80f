/** What the place of an article says: its address, its date, whether it is a draft. */

import { extension } from './article-path.ts';
import { readParts } from './date/reading.ts';
import type { Moment } from './date/reading.ts';
import { dateOfName, undated } from './dated-name.ts';
import { splitLanguage } from './language-name.ts';
import { cleanText, normalised } from './text.ts';

/** Whether the file lies where Jekyll, Hexo and others keep what isn't to be published yet. */
export function isDraftPath(path: string): boolean {
  return path.split('/').includes('_drafts');
}

/** The name of the file without date, language and extension; of its folder, for `index.md` and `index.fr.md`. */
export function titleOfPath(path: string): string {
  const { segments, named } = placeOf(path);
  return undated(splitLanguage(segments[named]!)[0]);
}

/** Where the article is served below `/articles/`, by its path: unencoded, NFC. */
export function addressOf(path: string): string {
  const { segments, named } = placeOf(path);
  return cleanAddress(segments.map((segment, at) => (at === named ? undated(segment) : segment)).join('/'));
}

/**
 * The addresses that earlier versions gave to the same path, where they differ: an article that is published at one
 * of them stays there.
 */
export function formerAddressesOf(path: string): string[] {
  const { segments } = placeOf(path);
  const last = segments.at(-1)!;
  // Until version 0.1, `2021-12-01-name` was the only form of a date in a name, whatever its digits.
  const name = /^\d{4}-\d{1,2}-\d{1,2}-(.+)$/.exec(last)?.[1] ?? last;
  const former = cleanAddress([...segments.slice(0, -1), name].join('/'));
  return former === addressOf(path) ? [] : [former];
}

/** An address without what a URL would swallow: empty segments, `.` and `..`. May be empty. */
export function cleanAddress(address: string): string {
  return normalised(cleanText(address))
    .split('/')
    .map((segment) => segment.trim())
    .filter((segment) => !/^\.{0,2}$/.test(segment))
    .join('/');
}

/** The date in the name of the file or of its folder (`2021-12-01-name.md`). */
export function dateOfFileName(path: string, timezone: string): Moment | undefined {
  const { segments, named } = placeOf(path);
  return dateOfName(splitLanguage(segments[named]!)[0], timezone);
}

/** The day that folders name (`2021/12/01/name`), in milliseconds since 1970 UTC. */
export function dayOfFolders(path: string, timezone: string): number | undefined {
  const parts = /(?:^|\/)(?<year>\d{4})\/(?<month>\d{1,2})\/(?<day>\d{1,2})(?:\/|$)/.exec(path)?.groups;
  const reading = parts && readParts(parts, timezone);
  return reading?.kind === 'moment' && reading.rolledOver === undefined ? reading.time : undefined;
}

/**
 * The path without extension, and which of its segments the article is named by. A page that is a folder of its own
 * (`name/index.md`) is called as the folder is; a translation of one (`name/index.fr.md`) too, and keeps its segment.
 */
function placeOf(path: string): { segments: string[]; named: number } {
  const segments = path.replace(extension, '').split('/');
  const last = segments.length - 1;
  const [name, language] = splitLanguage(segments[last]!);
  const isIndex = last > 0 && name.toLowerCase() === 'index';
  if (!isIndex) return { segments, named: last };
  return { segments: language === undefined ? segments.slice(0, -1) : segments, named: last - 1 };
}
