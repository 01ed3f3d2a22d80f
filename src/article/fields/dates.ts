/** The dates of an article: published, updated and expires. */

import { dayOfFolders, dayOfFileName } from '../location.ts';
import { booleanOf } from '../matter/value.ts';
import type { Value } from '../matter/value.ts';
import { quote } from '../text.ts';
import { readDate } from '../date/forms.ts';
import type { DateReading } from '../date/forms.ts';
import type { FrontMatter } from './front-matter.ts';
import { fieldKeys } from '../keys.ts';
import type { Context, Read } from './read.ts';

/**
 * The date of publication, milliseconds since 1970 UTC. It comes from a key, else the file name, else the folders in
 * Zola's `path`, else the folders of the file.
 * @param path relative to the content folder
 */
export function readPublished(frontMatter: FrontMatter, path: string, context: Context): number | undefined {
  const { timezone, warn, fail } = context;
  for (const { key, value } of frontMatter.present(fieldKeys.published)) {
    // `published: false` makes a draft, and `created: yes` means nothing.
    if (booleanOf(value) !== undefined) continue;
    const reading = readingOf(value, context);
    if (reading.kind === 'moment') return reading.time;
    if (reading.kind === 'none') {
      warn(
        'date',
        value.at,
        `"${key}" is ${shown(value)}, so it was left out; write a date, or remove the key`,
      );
      continue;
    }
    const day = dayOfFileName(path, timezone);
    const problem = `"${key}" is ${shown(value)}, ${reason(reading)}`;
    if (day === undefined) fail('date', value.at, `${problem}; write it like 2021-12-01 20:17:44 +08:00`);
    else warn('date', value.at, `${problem}, so the date in the file name was used; correct one of the two`);
    return day;
  }
  return (
    dayOfFileName(path, timezone) ?? dayOfZolaPath(frontMatter, timezone) ?? dayOfFolders(path, timezone)
  );
}

/** Milliseconds since 1970 UTC. */
export const readUpdated: Read<number> = (value, context, key) => {
  if (booleanOf(value) !== undefined) return undefined;
  const reading = readingOf(value, context);
  if (reading.kind === 'moment') return reading.time;
  const problem = `"${key}" is ${shown(value)}, ${reason(reading)}, so it was left out`;
  context.warn('date', value.at, `${problem}; write it like 2021-12-01 20:17`);
  return undefined;
};

/** Milliseconds since 1970 UTC. An unreadable date is an error: the article would never expire. */
export const readExpires: Read<number> = (value, context, key) => {
  if (booleanOf(value) === false) return undefined;
  const reading = readingOf(value, context);
  if (reading.kind === 'moment') return reading.time;
  if (reading.kind === 'none') return undefined;
  context.fail(
    'date',
    value.at,
    `"${key}" is ${shown(value)}, ${reason(reading)}; write it like 2021-12-01 20:17`,
  );
  return undefined;
};

function readingOf(value: Value, { timezone, warn }: Context): DateReading {
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

function dayOfZolaPath(frontMatter: FrontMatter, timezone: string): number | undefined {
  for (const { value } of frontMatter.present(fieldKeys.path)) {
    if (value.kind === 'text') return dayOfFolders(value.text, timezone);
  }
  return undefined;
}

const shown = (value: Value): string => (value.kind === 'text' ? quote(value.text) : `a ${value.kind}`);

const reason = ({ kind }: DateReading): string =>
  kind === 'impossible' ? 'a day or an hour that does not exist' : 'which cannot be read as a date';
