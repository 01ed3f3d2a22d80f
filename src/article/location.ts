/** What the path of a source file says: the address, the date, and whether the article is a draft. */

import { extension } from './article-path.ts';
import { readDay } from './date/forms.ts';
import { cleanText, normalised } from './text.ts';

/** `2021-12-01-name`, the file names of Jekyll and Hexo. */
const dated = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:-(.+))?$/;

/** Whether the file is in `_drafts`, the folder for drafts in Jekyll, Hexo and others. */
export function isDraftPath(path: string): boolean {
  return path.split('/').includes('_drafts');
}

/** The file name without date and extension; the folder name for `index.md`. */
export function titleOfPath(path: string): string {
  const segments = segmentsOf(path);
  return undated(segments.at(-1) ?? '');
}

/** The address below `/articles/` that follows from the path: unencoded, NFC. */
export function addressOf(path: string): string {
  const segments = segmentsOf(path);
  return cleanAddress([...segments.slice(0, -1), undated(segments.at(-1) ?? '')].join('/'));
}

/** Removes the segments that a URL parser drops: empty ones, `.` and `..`. The result may be empty. */
export function cleanAddress(address: string): string {
  return normalised(cleanText(address))
    .split('/')
    .map((segment) => segment.trim())
    .filter((segment) => !/^\.{0,2}$/.test(segment))
    .join('/');
}

/** The date in the name of the file or its folder (`2021-12-01-name.md`), milliseconds since 1970 UTC. */
export function dayOfFileName(path: string, timezone: string): number | undefined {
  const [, year, month, day] = dated.exec(segmentsOf(path).at(-1) ?? '') ?? [];
  return year && month && day ? readDay(year, month, day, timezone) : undefined;
}

/** The date that folders spell (`2021/12/01/name`), milliseconds since 1970 UTC. */
export function dayOfFolders(path: string, timezone: string): number | undefined {
  const [, year, month, day] = /(?:^|\/)(\d{4})\/(\d{1,2})\/(\d{1,2})(?:\/|$)/.exec(path) ?? [];
  return year && month && day ? readDay(year, month, day, timezone) : undefined;
}

/** The segments of a path without the extension; `name/index.md` gives the same as `name.md`. */
function segmentsOf(path: string): string[] {
  const segments = path.replace(extension, '').split('/');
  return segments.length > 1 && segments.at(-1)?.toLowerCase() === 'index' ? segments.slice(0, -1) : segments;
}

const undated = (name: string): string => dated.exec(name)?.[4] ?? name;
