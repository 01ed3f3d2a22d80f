/** Dates at the beginning of the names of files and folders. */

import { readParts } from './date/reading.ts';
import type { Moment } from './date/reading.ts';

const hour = String.raw`(?<hour>[01]\d|2[0-3])`;
const minute = String.raw`(?<minute>[0-5]\d)`;
const second = String.raw`(?<second>[0-5]\d|60)`;
const zone = String.raw`(?<zone>Z|[+-]\d{2}:\d{2}|\+\d{4})?`;
/** A time behind T. File systems of Windows allow no colon in names. */
const time = String.raw`(?:T${hour}[:.\-]?${minute}(?:[:.\-]?${second}(?:\.\d+)?)?${zone})?`;
const century = String.raw`(?<year>(?:19|20)\d\d)`;
const month = '(?<month>0[1-9]|1[0-2])';
const day = String.raw`(?<day>0[1-9]|[12]\d|3[01])`;

/** What is left of the name, behind hyphens, underscores or spaces, however many. */
const rest = String.raw`(?:[-_\s]+(?<rest>[^-_\s].*))?`;

const forms = [
  // Jekyll and Hexo: 2021-12-01-name; Zola: 2021-12-01T10:10:10Z_name (components/content/src/page.rs)
  String.raw`(?<year>\d{4})-(?<month>0?[1-9]|1[0-2])-(?<day>0?[1-9]|[12]\d|3[01])${time}${rest}`,
  // 2021.12.01-name. Two digits each: 2021.1.2 is a version.
  String.raw`${century}(?<mark>[._])${month}\k<mark>${day}${time}${rest}`,
  // ISO 8601's basic format, and the stamps of Zettelkasten and Denote: 20211201-name, 20211201101112, 20211201T101112
  String.raw`${century}${month}${day}(?:T?${hour}${minute}(?:${second})?${zone})?${rest}`,
  // 2021年12月1日 name
  String.raw`(?<year>\d{4})年(?<month>0?[1-9]|1[0-2])月(?<day>0?[1-9]|[12]\d|3[01])日(?:[-_\s]*(?<rest>[^-_\s].*))?`,
].map((form) => new RegExp(`^${form}$`, 's'));

/** The name without its date: as it is where it has none, or is nothing else. */
export function undated(name: string): string {
  return partsOf(name)?.['rest'] ?? name;
}

/** When the name says that it was, with the time of day if it has one. @param timezone of names without a zone */
export function dateOfName(name: string, timezone: string): Moment | undefined {
  const parts = partsOf(name);
  const reading = parts && readParts(parts, timezone);
  return reading?.kind === 'moment' ? reading : undefined;
}

function partsOf(name: string): Record<string, string | undefined> | undefined {
  for (const form of forms) {
    const parts = form.exec(name)?.groups;
    if (parts) return parts;
  }
  return undefined;
}
