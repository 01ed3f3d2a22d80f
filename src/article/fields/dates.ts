/** The dates of an article: published, updated and expires. */

import { dateOfFileName, dayOfFolders } from '../location.ts';
import { booleanOf } from '../matter/value.ts';
import type { Value } from '../matter/value.ts';
import { quote } from '../text.ts';
import { readDate } from '../date/reading.ts';
import type { DateReading, Moment } from '../date/reading.ts';
import type { FrontMatter } from './front-matter.ts';
import { fieldKeys } from '../keys.ts';
import type { Context, Read } from './read.ts';

/**
 * The date of publication, milliseconds since 1970 UTC. It comes from a key, else the file name, else the folders in
 * Zola's `path`, else the folders of the file, else a key for the date of creation. It depends on the file and its path
 * alone, never on a clock or a file system.
 * @param path relative to the content folder
 * @returns undefined if nothing gives a date
 */
export function readPublished(frontMatter: FrontMatter, path: string, context: Context): number | undefined {
  const { timezone, warn, fail } = context;
  const inName = dateOfFileName(path, timezone);
  for (const { key, value } of frontMatter.present(fieldKeys.published)) {
    // `published: false` makes a draft, and `created: yes` means nothing.
    if (booleanOf(value) !== undefined) continue;
    const reading = readingOf(value, context);
    // `published: unlisted` and `publish: blog` are read by visibility.ts, which warns of words that it does not know.
    if (reading.kind === 'unreadable' && /^publish(?:ed)?$/i.test(key.trim())) continue;
    if (reading.kind === 'none') {
      warn(
        'date',
        value.at,
        `"${key}" is ${shown(value)}, so it was left out; write a date, or remove the key`,
      );
      continue;
    }
    const isExact = reading.kind === 'moment' && reading.rolledOver === undefined;
    if (isExact || (reading.kind === 'moment' && !inName)) return timeOf(reading, key, value, context);
    const problem = `"${key}" is ${shown(value)}, ${reason(reading)}`;
    if (inName)
      warn('date', value.at, `${problem}, so the date in the file name was used; correct one of the two`);
    else fail('date', value.at, `${problem}; write it like 2021-12-01 20:17:44 +08:00`);
    return inName?.time;
  }
  if (inName?.rolledOver !== undefined) {
    const problem = `the file name has ${reason(inName)}, so ${inName.rolledOver} was used`;
    warn('date', 0, `${problem}; correct the name, or set a date`);
  }
  return (
    inName?.time ??
    dayOfZolaPath(frontMatter, timezone) ??
    dayOfFolders(path, timezone) ??
    readCreated(frontMatter, context)
  );
}

/** Milliseconds since 1970 UTC. The first readable date of creation. */
function readCreated(frontMatter: FrontMatter, context: Context): number | undefined {
  for (const { key, value } of frontMatter.present(fieldKeys.created)) {
    const time = readUpdated(value, context, key);
    if (time !== undefined) return time;
  }
  return undefined;
}

/** Milliseconds since 1970 UTC. */
export const readUpdated: Read<number> = (value, context, key) => {
  if (booleanOf(value) !== undefined) return undefined;
  const reading = readingOf(value, context);
  if (reading.kind === 'moment') return timeOf(reading, key, value, context);
  const problem = `"${key}" is ${shown(value)}, ${reason(reading)}, so it was left out`;
  context.warn('date', value.at, `${problem}; write it like 2021-12-01 20:17`);
  return undefined;
};

/** Milliseconds since 1970 UTC. An unreadable date is an error: the article would never expire. */
export const readExpires: Read<number> = (value, context, key) => {
  if (booleanOf(value) === false || (value.kind === 'text' && /^never$/i.test(value.text.trim())))
    return undefined;
  const reading = readingOf(value, context);
  if (reading.kind === 'moment') return timeOf(reading, key, value, context);
  if (reading.kind === 'none') return undefined;
  context.fail(
    'date',
    value.at,
    `"${key}" is ${shown(value)}, ${reason(reading)}; write it like 2021-12-01 20:17`,
  );
  return undefined;
};

function readingOf(written: Value, { timezone, warn }: Context): DateReading {
  // `[2021-12-01]` is a list to YAML, and a link to a daily note to its author.
  let value = written;
  while (value.kind === 'list' && value.items.length === 1) value = value.items[0]!;
  if (value.kind !== 'text') return { kind: 'unreadable' };
  const reading = readDate(value.text, timezone);
  if (reading.kind === 'moment' && reading.unknownZone !== undefined) {
    const zone = reading.unknownZone;
    warn(
      'zone',
      value.at,
      `${quote(zone)} does not name a single time zone, so ${timezone} was used; write an offset like +08:00`,
    );
  }
  return reading;
}

/** Warns if the day is not the one in the file. */
function timeOf(moment: Moment, key: string, value: Value, { warn }: Context): number {
  if (moment.rolledOver !== undefined) {
    const problem = `"${key}" is ${shown(value)}, ${reason(moment)}, so ${moment.rolledOver} was used`;
    warn('date', value.at, `${problem}; correct the day`);
  }
  return moment.time;
}

function dayOfZolaPath(frontMatter: FrontMatter, timezone: string): number | undefined {
  for (const { value } of frontMatter.present(fieldKeys.path)) {
    if (value.kind === 'text') return dayOfFolders(value.text, timezone);
  }
  return undefined;
}

const shown = (value: Value): string => (value.kind === 'text' ? quote(value.text) : `a ${value.kind}`);

const reasons: Record<DateReading['kind'], string> = {
  moment: 'a day that does not exist',
  none: 'which is no date',
  impossible: 'a day or an hour that does not exist',
  ambiguous: 'of which either number may be the month',
  unreadable: 'which cannot be read as a date',
};
const reason = ({ kind }: DateReading): string => reasons[kind];
