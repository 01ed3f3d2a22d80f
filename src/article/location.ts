/** What the path of a source file says: the address, the date, and whether the article is a draft. */

import { extension } from './article-path.ts';
import { readParts } from './date/reading.ts';
import type { Moment } from './date/reading.ts';
import { dateOfName, dayBehind, undated } from './dated-name.ts';
import { splitLanguage } from './language-name.ts';
import { cleanText, normalised } from './text.ts';

/** Folders of drafts in Jekyll, Hexo and others, and what authors call theirs. */
const draftFolder = /^(?:_?drafts?|_(?:unpublished|private|hidden|trash|wip|ideas)|草稿箱?)$/i;

const isDraftFolder = (name: string): boolean => draftFolder.test(name);

/** Whether a file lies in a folder of drafts: its pictures are kept back like its texts. */
export const hasDraftFolder = (path: string): boolean => path.split('/').slice(0, -1).some(isDraftFolder);

/**
 * The folder that holds a file back, `_drafts/`; or the name of a file that begins with an underscore, which Jekyll, Hexo,
 * Astro, Docusaurus and Lume leave out.
 */
export function draftFolderOf(path: string): string | undefined {
  const folder = path.split('/').slice(0, -1).find(isDraftFolder);
  if (folder !== undefined) return `${folder}/`;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.startsWith('_') ? name : undefined;
}

/** The file name without date, language and extension; the folder name for `index.md` and `index.fr.md`. */
export function titleOfPath(path: string): string {
  const { segments, named } = placeOf(path);
  return undated(splitLanguage(segments[named]!)[0]);
}

/** The address below `/articles/` that follows from the path: unencoded, NFC. */
export function addressOf(path: string): string {
  const { segments, named } = placeOf(path);
  return cleanAddress(segments.map((segment, at) => (at === named ? undated(segment) : segment)).join('/'));
}

/** The addresses that earlier versions gave to the path, if they differ from the present one. */
export function formerAddressesOf(path: string): string[] {
  const { segments } = placeOf(path);
  const last = segments.at(-1)!;
  // `2021-12-01-name` was the only form of a date, and the digits were not checked.
  const name = /^\d{4}-\d{1,2}-\d{1,2}-(.+)$/.exec(last)?.[1] ?? last;
  const former = cleanAddress([...segments.slice(0, -1), name].join('/'));
  return former === addressOf(path) ? [] : [former];
}

/** Removes the segments that a URL parser drops: empty ones, `.` and `..`. The result may be empty. */
export function cleanAddress(address: string): string {
  return normalised(cleanText(address))
    .split('/')
    .map((segment) => segment.trim())
    .filter((segment) => !/^\.{0,2}$/.test(segment))
    .join('/');
}

/** The date in the name of the file or its folder (`2021-12-01-name.md`). */
export function dateOfFileName(path: string, timezone: string): Moment | undefined {
  const { segments, named } = placeOf(path);
  return dateOfName(splitLanguage(segments[named]!)[0], timezone);
}

/**
 * The date that folders spell (`2021/12/01/name`, `2021/12-01-name`) or have in their names (`2021-12-01-trip/day-1`), else the
 * day at the end of the file name (`weekly-2021-12-01`);
 * milliseconds since 1970 UTC.
 */
export function dayOfFolders(path: string, timezone: string): number | undefined {
  const day =
    /(?:^|\/)(?<year>\d{4})[-/](?<month>\d{1,2})(?:\/(?<day>\d{1,2})(?=\/|$)|[-/](?<two>\d\d)(?=[-_\s./]|$))/;
  const { two, ...parts } = day.exec(path)?.groups ?? {};
  const reading =
    parts['year'] === undefined ? undefined : readParts({ ...parts, day: parts['day'] ?? two }, timezone);
  if (reading?.kind === 'moment' && reading.rolledOver === undefined) return reading.time;
  const folders = path.split('/').slice(0, -1).toReversed();
  const times = folders.map((folder) => dateOfName(folder, timezone)?.time);
  const { segments, named } = placeOf(path);
  return times.find((time) => time !== undefined) ?? dayBehind(splitLanguage(segments[named]!)[0], timezone);
}

/**
 * The segments of a path without the extension; `name/index.md` gives the same as `name.md`. `named` is the index of the
 * segment with the date and the title: for `name/index.fr.md`, whose address keeps `index.fr`, that of the folder.
 */
function placeOf(path: string): { segments: string[]; named: number } {
  const segments = path.replace(extension, '').split('/');
  const last = segments.length - 1;
  const [name, language] = splitLanguage(segments[last]!);
  const isIndex = last > 0 && name.toLowerCase() === 'index';
  if (!isIndex) return { segments, named: last };
  return { segments: language === undefined ? segments.slice(0, -1) : segments, named: last - 1 };
}
