/** Dates at the start of file and folder names. */

import { readParts } from './date/reading.ts';
import type { Moment } from './date/reading.ts';

const hour = String.raw`(?<hour>[01]\d|2[0-3])`;
const minute = String.raw`(?<minute>[0-5]\d)`;
const second = String.raw`(?<second>[0-5]\d|60)`;
const zone = String.raw`(?<zone>Z|[+-]\d{2}:\d{2}|\+\d{4})?`;
/** Windows allows no colon in file names. */
const time = String.raw`(?:T${hour}[:.\-]?${minute}(?:[:.\-]?${second}(?:\.\d+)?)?${zone})?`;
const century = String.raw`(?<year>(?:19|20)\d\d)`;
const month = '(?<month>0[1-9]|1[0-2])';
const day = String.raw`(?<day>0[1-9]|[12]\d|3[01])`;

/** The name after any number of hyphens, underscores or spaces. */
const rest = String.raw`(?:[-_\s]+(?<rest>[^-_\s].*))?`;

const forms = [
  // Jekyll and Hexo: 2021-12-01-name; Zola: 2021-12-01T10:10:10Z_name (components/content/src/page.rs)
  String.raw`(?<year>\d{4})-(?<month>0?[1-9]|1[0-2])-(?<day>0?[1-9]|[12]\d|3[01])${time}${rest}`,
  // 2021.12.01-name. Two digits each, because 2021.1.2 is a version.
  String.raw`${century}(?<mark>[._])${month}\k<mark>${day}${time}${rest}`,
  // ISO 8601, basic format, as in Zettelkasten and Denote: 20211201-name, 20211201101112, 20211201T101112
  String.raw`${century}${month}${day}(?:T?${hour}${minute}(?:${second})?${zone})?${rest}`,
  // 2021年12月1日 name
  String.raw`(?<year>\d{4})年(?<month>0?[1-9]|1[0-2])月(?<day>0?[1-9]|[12]\d|3[01])日(?:[-_\s]*(?<rest>[^-_\s].*))?`,
].map((form) => new RegExp(`^${form}$`, 's'));

/** Removes the date from a name. A name without a date, or that is only a date, stays as it is. */
export function undated(name: string): string {
  return partsOf(name)?.['rest'] ?? name;
}

/** The date in a name, with its time if it has one. @param timezone IANA zone for names without one */
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
