/** What the place of an article says: its address, its day, whether it is a draft. */

import { extension } from './article-path.ts';
import { readDay } from './date/forms.ts';
import { cleanText, normalised } from './text.ts';

/** `2021-12-01-name`, as Jekyll and Hexo name files. */
const dated = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:-(.+))?$/;

/** Whether the file lies where Jekyll, Hexo and others keep what isn't to be published yet. */
export function isDraftPath(path: string): boolean {
  return path.split('/').includes('_drafts');
}

/** The name that the article was given by its file, without date and extension; of its folder, for `index.md`. */
export function titleOfPath(path: string): string {
  const segments = segmentsOf(path);
  return undated(segments.at(-1) ?? '');
}

/** Where the article is served below `/articles/`, by its path: unencoded, NFC. */
export function addressOf(path: string): string {
  const segments = segmentsOf(path);
  return cleanAddress([...segments.slice(0, -1), undated(segments.at(-1) ?? '')].join('/'));
}

/** An address without what a URL would swallow: empty segments, `.` and `..`. May be empty. */
export function cleanAddress(address: string): string {
  return normalised(cleanText(address))
    .split('/')
    .map((segment) => segment.trim())
    .filter((segment) => !/^\.{0,2}$/.test(segment))
    .join('/');
}

/** The day in the name of the file or of its folder (`2021-12-01-name.md`), in milliseconds since 1970 UTC. */
export function dayOfFileName(path: string, timezone: string): number | undefined {
  const [, year, month, day] = dated.exec(segmentsOf(path).at(-1) ?? '') ?? [];
  return year && month && day ? readDay(year, month, day, timezone) : undefined;
}

/** The day that folders name (`2021/12/01/name`), in milliseconds since 1970 UTC. */
export function dayOfFolders(path: string, timezone: string): number | undefined {
  const [, year, month, day] = /(?:^|\/)(\d{4})\/(\d{1,2})\/(\d{1,2})(?:\/|$)/.exec(path) ?? [];
  return year && month && day ? readDay(year, month, day, timezone) : undefined;
}

/** The path without extension; a page that is a folder of its own (`name/index.md`) is called as the folder is. */
function segmentsOf(path: string): string[] {
  const segments = path.replace(extension, '').split('/');
  return segments.length > 1 && segments.at(-1)?.toLowerCase() === 'index' ? segments.slice(0, -1) : segments;
}

const undated = (name: string): string => dated.exec(name)?.[4] ?? name;
