/** Parses dates. */

import { limits } from '../../limits.ts';
import { normalised } from '../text.ts';
import { settle, type Settled } from './calendar.ts';
import { dateForms } from './forms.ts';
import { momentIn, momentOf, utc } from './zone.ts';

/**
 * @property time milliseconds since 1970 UTC
 * @property unknownZone an unknown zone, as written; the site's was used instead
 * @property rolledOver the day that replaces one that the month does not have, in ISO 8601
 */
export interface Moment {
  kind: 'moment';
  time: number;
  unknownZone?: string;
  rolledOver?: string;
}

export type DateReading =
  | Moment
  /** The output of a program that had no date, such as `Invalid Date`: the author gave none. */
  | { kind: 'none' }
  /** A known form with a day or time that does not exist. */
  | { kind: 'impossible' }
  /** `03/04/2021` is in March in one country and in April in another. */
  | { kind: 'ambiguous' }
  | { kind: 'unreadable' };

/** The named groups of an expression in forms.ts. */
export type DateParts = Record<string, string | undefined>;

/**
 * JavaScript's invalid date, Go's zero time, MySQL's zero date, and the words that tell Eleventy to take the date from
 * the file system or git (https://www.11ty.dev/docs/dates/): the source text does not have those.
 */
const noDate =
  /^(?:invalid date|undefined|nan|(?:git )?(?:last modified|created)|0001-01-01(?:[T ]00:00:00(?:Z| \+0000 UTC)?)?|mon, 01 jan 0001 00:00:00 \+0000|0000-00-00(?:[T ]00:00(?::00)?Z?)?)$/i;

/** Brackets around a date: timestamps of Org mode, links to daily notes in Obsidian. */
const bracketed = /^(?:<([^<>]*)>|\[{1,2}([^[\]|]*)(?:\|[^[\]]*)?\]{1,2})$/;

/** The end of a time range in Org mode (10:00-12:00), which has no zones, and the interval of a repeating event (+1w). */
const range = /(\d:\d{2})-\d{1,2}:\d{2}/;
const repeater = /(?:\s+[-.+]{1,2}\d+[hdwmy])+\s*$/;

/** Unix time in seconds, or in milliseconds from 12 digits on. Smaller numbers could be years and days. */
const stamp = /^(?:(?<seconds>\d{9,10}(?:\.\d{1,9})?)|(?<milliseconds>\d{12,13}))$/;

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The last moment of RFC 3339, whose years have four digits. */
const last = Date.UTC(10_000, 0) - 1;

/**
 * @param timezone IANA zone for dates without one
 */
export function readDate(text: string, timezone: string): DateReading {
  // Bounds the time of the expressions.
  if (text.trim().length > limits.dateLength) return { kind: 'unreadable' };
  const date = plain(text);
  if (noDate.test(date)) return { kind: 'none' };
  const parts = partsOf(date);
  if (parts) return readParts(parts, timezone);
  const { seconds, milliseconds } = stamp.exec(date)?.groups ?? {};
  if (seconds !== undefined) return { kind: 'moment', time: Math.floor(Number(seconds) * 1000) };
  if (milliseconds !== undefined) return { kind: 'moment', time: Number(milliseconds) };
  return { kind: 'unreadable' };
}

/** A date as its author wrote it, before any zone is applied. */
export interface WrittenClock {
  /** What the clock showed, as the UTC fields of a date. */
  clock: Date;
  hasZone: boolean;
  hasSeconds: boolean;
}

/** @returns undefined if no clock stands in the text */
export function readClock(text: string): WrittenClock | undefined {
  if (text.trim().length > limits.dateLength) return undefined;
  const parts = partsOf(plain(text));
  const settled = parts && settledParts(parts);
  if (!settled || !('wall' in settled)) return undefined;
  return {
    clock: new Date(utc(settled.wall)),
    hasZone: (parts['zone'] ?? parts['dayZone']) !== undefined,
    hasSeconds: parts['second'] !== undefined,
  };
}

function partsOf(date: string): DateParts | undefined {
  for (const form of dateForms) {
    const parts = form.exec(date)?.groups;
    if (parts) return parts;
  }
  return undefined;
}

/** Months in other languages, by the English name; those that begin alike in English are read without this table. */
const foreignMonths: readonly (readonly [RegExp, string])[] = [
  [
    /(?<!\p{L})(?:janv(?:ier)?|januar|jänner|enero|gennaio|janeiro|januari|января|январь)(?![\p{L}/])/iu,
    'jan',
  ],
  [
    /(?<!\p{L})(?:févr(?:ier)?|februar|febrero|febbraio|fevereiro|februari|февраля|февраль)(?![\p{L}/])/iu,
    'feb',
  ],
  [/(?<!\p{L})(?:mars|märz|marzo|março|maart|марта|март)(?![\p{L}/])/iu, 'mar'],
  [/(?<!\p{L})(?:avr(?:il)?|abril|aprile|апреля|апрель)(?![\p{L}/])/iu, 'apr'],
  [/(?<!\p{L})(?:mai|mayo|maggio|maio|mei|мая|май)(?![\p{L}/])/iu, 'may'],
  [/(?<!\p{L})(?:juin|juni|junio|giugno|junho|июня|июнь)(?![\p{L}/])/iu, 'jun'],
  [/(?<!\p{L})(?:juil(?:let)?|juli|julio|luglio|julho|июля|июль)(?![\p{L}/])/iu, 'jul'],
  [/(?<!\p{L})(?:août|agosto|augustus|августа|август)(?![\p{L}/])/iu, 'aug'],
  [/(?<!\p{L})(?:septembre|septiembre|settembre|setembro|сентября|сентябрь)(?![\p{L}/])/iu, 'sep'],
  [/(?<!\p{L})(?:octobre|oktober|octubre|ottobre|outubro|октября|октябрь)(?![\p{L}/])/iu, 'oct'],
  [/(?<!\p{L})(?:novembre|noviembre|novembro|ноября|ноябрь)(?![\p{L}/])/iu, 'nov'],
  [/(?<!\p{L})(?:déc(?:embre)?|dezember|diciembre|dicembre|dezembro|декабря|декабрь)(?![\p{L}/])/iu, 'dec'],
];

/** Weekdays in the same languages, which say nothing. */
const foreignDay =
  /^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo|(?:lune|marte|mercole|giove|vener)dì|sabato|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)[\s,.]+(?:(?:den|el|le)\s+)?/iu;

function inEnglish(text: string): string {
  const found = foreignMonths.find(([month]) => month.test(text));
  if (!found) return text;
  const [month, name] = found;
  return text
    .replace(foreignDay, '')
    .replace(month, name)
    .replace(/^(\d{1,2})(?:er|[.º])?\s+(?:de\s+)?/i, '$1 ')
    .replace(/([a-z])\.?\s+(?:de\s+|del\s+)?(\d{4})/i, '$1 $2')
    .replace(/\s*(?:г\.?|р\.)$/u, '')
    .replace(/(\d{4}),?\s+(?:à|um|a las|alle(?: ore)?|às|om|в)\s+/iu, '$1 ');
}

/** The first year of each Japanese era, and of the Republic of China, less one. */
const eras: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 民國: 1911, 民国: 1911 };

const inCommonEra = (text: string): string =>
  text.replace(
    /^(令和|平成|民[國国])\s*(\d{1,3}|元)\s*年/u,
    (_, era: string, year: string) => `${eras[era]! + (year === '元' ? 1 : Number(year))}年`,
  );

/** Removes brackets, and turns full-width characters and typographic dashes into ASCII. */
function plain(text: string): string {
  const written = normalised(text, 'NFKC')
    .replace(/[\u2010-\u2013\u2212]/g, '-')
    .replace(/(:\d{2}\s*[+-])\s+(\d{2}:?\d{2})$/, '$1$2')
    .replace(/(\d)\s*(?:Uhr|hrs?)\.?\s*$/i, '$1')
    .trim()
    // Quoted twice by a template.
    .replace(/^(["'])(.*)\1$/, '$2');
  const date = inCommonEra(inEnglish(written));
  const [, angled, squared] = bracketed.exec(date) ?? [];
  return (angled ?? squared)?.replace(range, '$1').replace(repeater, '').trim() ?? date;
}

/** The moment of the parts of a date. @param timezone IANA zone for dates without one */
export function readParts(parts: DateParts, timezone: string): DateReading {
  const settled = settledParts(parts);
  if ('kind' in settled) return settled;
  const { wall, ...rolled } = settled;
  const zone = parts['zone'] ?? parts['dayZone'];
  const known = zone === undefined ? momentIn(wall, timezone) : momentOf(wall, zone);
  const time = Math.min(known ?? momentIn(wall, timezone), last);
  return { kind: 'moment', time, ...(known === undefined ? { unknownZone: zone! } : {}), ...rolled };
}

/** The local time of the parts of a date. */
function settledParts(parts: DateParts): Settled | DateReading {
  const day = dayOf(parts);
  if (day === undefined) return { kind: 'ambiguous' };
  const hour = hourOf(parts);
  const second = Number(parts['second'] ?? 0);
  if (hour === undefined || second > 60) return { kind: 'impossible' };
  const settled = settle({
    ...day,
    hour,
    minute: Number(parts['minute'] ?? 0),
    // Unix time has no leap seconds.
    second: Math.min(second, 59),
    millisecond: Number((parts['fraction'] ?? '').slice(0, 3).padEnd(3, '0')),
  });
  return settled ?? { kind: 'impossible' };
}

/** @returns undefined if either number can be the month */
function dayOf(parts: DateParts): { year: number; month: number; day: number } | undefined {
  const year = fullYear(parts['year'] ?? '');
  if (parts['first'] !== undefined) {
    const [first, other] = [Number(parts['first']), Number(parts['other'])];
    if (first <= 12 && other <= 12 && first !== other) return undefined;
    return first > 12 ? { year, month: other, day: first } : { year, month: first, day: other };
  }
  const { name } = parts;
  const month = name ? monthNames.indexOf(name.toLowerCase()) + 1 : Number(parts['month'] ?? 1);
  return { year, month, day: Number(parts['day'] ?? 1) };
}

/** The hour from 0 to 24. @returns undefined if the hour contradicts a.m. or p.m. */
function hourOf({ hour: written = '0', half, period }: DateParts): number | undefined {
  const hour = Number(written);
  if (half === undefined && period === undefined) return hour;
  const isAfternoon = half ? half.toLowerCase() === 'p' : /[下晚後후]/.test(period!);
  if (hour > 12) return isAfternoon && hour < 24 ? hour : undefined;
  // Japan counts from 0 to 11, so 午後0:30 is 12:30; but 0:30 p.m. may mean half past midnight.
  if (hour === 0 && isAfternoon && half) return undefined;
  // 晚上12:00 is midnight.
  if (hour === 12 && period === '晚上') return undefined;
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

/** RFC 2822, 4.3: two digits below 50 mean 20xx. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < 50 ? 2000 : 1900);
}
