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

/** Dashes, commas and the like between date and name. A dot before a digit belongs to a version. */
const mark = String.raw`[-_\s\u2013\u2014,+~@\]）】)]|\.(?!\d)`;
const weekday = String.raw`(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:星期|[周週])[一二三四五六日天])`;
/** A daily note has no name behind its weekday. */
const daily = String.raw`[-_\s]+\(?${weekday}\)?$`;
/** The name, which needs no mark before it in Chinese and the like. */
const rest = String.raw`(?:${daily}|(?:(?:${mark})+|(?=[\u3041-\u30FF\u3400-\u9FFF\uAC00-\uD7A3]))(?<rest>[^-_\s].*))?`;

const forms = [
  // Jekyll and Hexo: 2021-12-01-name; Zola: 2021-12-01T10:10:10Z_name (components/content/src/page.rs)
  String.raw`(?<year>\d{4})-(?<month>0?[1-9]|1[0-2])-(?<day>0?[1-9]|[12]\d|3[01])${time}${rest}`,
  // 2021.12.01-name. Two digits each, because 2021.1.2 is a version.
  String.raw`${century}(?<mark>[._])${month}\k<mark>${day}${time}${rest}`,
  // ISO 8601, basic format, as in Zettelkasten and Denote: 20211201-name, 20211201101112, 20211201T101112
  String.raw`${century}${month}${day}(?:T?${hour}${minute}(?:${second})?${zone})?${rest}`,
  // 2021年12月1日 name
  String.raw`(?<year>\d{4})年(?<month>0?[1-9]|1[0-2])月(?<day>0?[1-9]|[12]\d|3[01])日(?:[-_\s]*(?<rest>[^-_\s].*))?`,
].map((form) => new RegExp(String.raw`^[[(（【]?${form}[\])）】]?$`, 'is'));

const behind = /[-_\s.([](?<year>(?:19|20)\d\d)-(?<month>0[1-9]|1[0-2])-(?<day>0[1-9]|[12]\d|3[01])[)\]]?$/;

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

/** The day at the end of a name, of which it is a part: weekly-2021-12-01, name (2021-12-01). */
export function dayBehind(name: string, timezone: string): number | undefined {
  const parts = behind.exec(name)?.groups;
  const reading = parts && readParts(parts, timezone);
  return reading?.kind === 'moment' && reading.rolledOver === undefined ? reading.time : undefined;
}

function partsOf(name: string): Record<string, string | undefined> | undefined {
  for (const form of forms) {
    const parts = form.exec(name)?.groups;
    if (parts) return parts;
  }
  return undefined;
}
