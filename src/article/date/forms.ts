/** The written forms of dates: expressions whose named groups are the parts of a date. */

/** A.m. and p.m. before the hour, in Chinese, Japanese and Korean (Unicode TR35, Day Period Rules). */
const period = String.raw`(?:(?<period>[上下]午|凌晨|清晨|早[上晨]|傍晚|晚上|午[前後]|오[전후])\s*)?`;
const clock = String.raw`${period}(?<hour>\d{1,2})(?:[:h时時点點시]\s*(?<minute>\d{1,2})(?:[:分분]\s*(?<second>\d{1,2})(?:[.,](?<fraction>\d{1,9}))?[秒초]?)?[分분]?|[h时時点點시]|(?=\s*[ap]\.?m\b))(?:\s*(?<half>[ap])\.?m\b\.?)?`;
// After an offset JavaScript writes the zone's name in parentheses, Temporal in brackets, and Go the abbreviation.
const zone = String.raw`(?:\s*(?<zone>(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?(?!\d)|[a-z]+(?:/[a-z0-9_+\-/]+)?))?(?:(?<=[+-]\d{2}:?\d{2})\s+[A-Z]{2,5}(?:\s+m=[+-][\d.]+)?)?(?:\s*(?:\([^()]*\)|\[[^[\]]*\]))?`;
// A zone after a day, as in XML Schema 1.1, 3.3.9. A hyphen needs an offset with a colon, and a word must look like an
// abbreviation: `2021-12-01-05` and `2021-12-01 later` are no dates.
const dayZone = String.raw`(?<dayZone>(?:GMT|UTC)?(?:\+\d{1,2}(?::?\d{2})?|-\d{2}:\d{2})|Z|UTC|MSK|[a-z]{1,3}t|[a-z]+/[a-z0-9_+\-/]+)`;

const weekday = String.raw`(?:(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:星期|[周週]|[礼禮]拜)[一二三四五六日天])[.,]*\s*)?`;
/** A weekday after the day: `2021-12-01 Wed` (Org mode), or in Chinese, Japanese and Korean. */
const weekdayBehind = String.raw`(?:[\s,]*\(?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:星期|[周週]|[礼禮]拜)?[一二三四五六日天]|[月火水木金土](?:曜日?)?|日曜日?|[월화수목금토일](?:요일)?)\)?\.?)?`;
const monthName = String.raw`(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`;
const ordinal = String.raw`(?:st|nd|rd|th|\.)?`;

/** The part after a day: a time with or without a zone, or only a zone. */
const then = (gap: string, aroundZone = ''): string =>
  `(?:${gap}${clock}${aroundZone}${zone}${aroundZone}|\\s*${dayZone})?`;
/** The year once more, before or behind the zone, as in a date that was put together by hand. */
const yearAgain = String.raw`(?:\s+\k<year>(?!\S))?`;
/** Between day and time. It may be empty after `星期三` or before `下午`, but not between digits. */
const gap = String.raw`(?:T|_|-(?=(?:1[5-9]|2[0-4]):)|\s*,\s*|\s+(?:at\s+|@\s*|-\s+)?|(?<!\d)|(?!\d))`;
const wordGap = String.raw`[\s,]+(?:at\s+)?`;

/** Tried in this order. The weekday is not compared with the date, as in RSS readers. */
export const dateForms: readonly RegExp[] = [
  // ISO 8601 and RFC 3339, a space for the T, slashes or dots for the hyphens, parts of one digit
  String.raw`${weekday}(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})${weekdayBehind}${then(gap, yearAgain)}`,
  // 2021. 12. 1. as in Korea
  String.raw`(?<year>\d{4})\.\s*(?<month>\d{1,2})\.\s*(?<day>\d{1,2})\.?${weekdayBehind}${then(gap)}`,
  // 2021 Dec 1, 2021-Dec-01
  String.raw`(?<year>\d{4})[\s-]+${monthName}[\s-]+(?<day>\d{1,2})${then(gap)}`,
  // RFC 822 and RFC 2822: Wed, 01 Dec 2021 12:17:44 GMT; 5th of September 2021
  String.raw`${weekday}(?<day>\d{1,2})${ordinal}[\s-]+(?:of\s+)?${monthName},?[\s-]+(?<year>\d{4}|\d{2})${then(wordGap)}`,
  // Jul 08 2022; July 8th, 2022; JavaScript's Wed Dec 01 2021 12:17:44 GMT+0800 (China Standard Time)
  String.raw`${weekday}${monthName}\s*(?<day>\d{1,2})${ordinal},?\s+(?<year>\d{4})${then(wordGap)}`,
  // C's asctime, and date(1): Wed Dec  1 12:17:44 UTC 2021
  String.raw`${weekday}${monthName}\s+(?<day>\d{1,2})\s+${clock}${zone}\s+(?<year>\d{4})`,
  // git log: Wed Dec 1 12:17:44 2021 +0800
  String.raw`${weekday}${monthName}\s+(?<day>\d{1,2})\s+${clock}\s+(?<year>\d{4})\s+(?<zone>[+-]\d{2}:?\d{2})`,
  // 2021年12月1日 12:17; 2021년 12월 1일
  String.raw`(?<year>\d{4})\s*[年년]\s*(?<month>\d{1,2})\s*[月월]\s*(?<day>\d{1,2})\s*[日号號일]${weekdayBehind}${then(String.raw`[\s,]*`)}`,
  // 27.06.2025 and 12/31/2021: the number above 12 is the day
  String.raw`${weekday}(?<first>\d{1,2})(?<mark>[-/.])(?<other>\d{1,2})\k<mark>(?<year>\d{4})${then(gap)}`,
  // Months: 2021-12 (ISO 8601, reduced precision), December 2021
  String.raw`(?<year>\d{4})[-/.](?<month>\d{1,2})`,
  String.raw`(?<month>\d{1,2})[-/.](?<year>\d{4})`,
  String.raw`(?<year>\d{4})\s*[年년]\s*(?<month>\d{1,2})\s*[月월]`,
  String.raw`${monthName},?\s+(?<year>\d{4})`,
  // ISO 8601, basic format: 20211201, 20211201T101112Z. Strict, because other numbers are Unix times.
  String.raw`(?<year>(?:19|20)\d\d)(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01])(?:[T ]?(?<hour>[01]\d|2[0-4])(?<minute>[0-5]\d)(?<second>[0-5]\d)?${zone})?`,
  String.raw`(?<year>(?:19|20)\d\d)(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01])(?:T|\s+)${clock}${zone}`,
].map((form) => new RegExp(`^${form}$`, 'i'));
