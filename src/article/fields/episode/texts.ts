/** Short texts, numbers and answers of an episode. */

import { shortenTo } from '../../body/summary.ts';
import { booleanOf, type Value } from '../../matter/value.ts';
import { limits } from '../../../limits.ts';
import { quote, tidyText } from '../../text.ts';
import { readName } from '../markup.ts';
import { readText, textUnder, type ReadShared, type ValueContext } from '../read.ts';
import { episodeTypes, type Episode, type EpisodeType } from '../../episode.ts';

/** A text on one line, cut if apps would cut it. */
export const textOf =
  (most: number): ReadShared<string> =>
  (value, context, key) => {
    const written = readText(value, context, key);
    return written === undefined ? undefined : shortened(written, most, value.at, context, `"${key}"`);
  };

/** The plain text of markup, cut. @param what owner of the text, for the message */
export const shortened = (
  written: string,
  most: number,
  at: number,
  context: ValueContext,
  what: string,
): string | undefined => cut(readName(written), most, at, context, what) || undefined;

/** @param text plain @param what as above */
export function cut(text: string, most: number, at: number, { warn }: ValueContext, what: string): string {
  if (text.length <= most) return text;
  warn('too-long', at, `${what} is longer than ${most} characters, so it was cut; shorten it`);
  return shortenTo(text, most);
}

/** `2`, `Season 2`, `S2`, `{number: 2, name: Winter}`. */
export const readSeason: ReadShared<NonNullable<Episode['season']>> = (value, context, key) => {
  const written = numberIn(value, ['number', 'season']);
  const [, digits] = /^(?:(?:season|s)[\s#.-]*|#\s*)?(\d{1,6})$/i.exec(written ?? '') ?? [];
  if (digits === undefined) {
    unreadable(value, context, key, 'has no number', 'write one, like 2 or {number: 2, name: Winter}');
    return undefined;
  }
  const name = nameIn(value, ['name', 'title'], limits.episodeName, context, key);
  return { number: Number(digits), ...(name !== undefined && { name }) };
};

/** The season that a number like `S02E05` has in it. */
export type Numbered = NonNullable<Episode['number']> & { season?: number };

/** `12`, `100.5`, `#12`, `Episode 12`, `S02E05`, `{number: 12, display: Day 5}`. A map may have other fields only. */
export const readNumber: ReadShared<Numbered> = (value, context, key) => {
  const written = numberIn(value, ['number', 'episode', 'episode_number']);
  if (written === undefined && value.kind === 'map') return undefined;
  const both = /^s(\d{1,6})[\s.-]*ep?(\d{1,9})$/i.exec(written ?? '');
  if (both) return { number: Number(both[2]), season: Number(both[1]) };
  const [, digits] =
    /^(?:(?:episode|folge|ep|no|e)[\s#.:-]*|#\s*)?(\d{1,9}(?:\.\d{1,6})?)$/i.exec(written ?? '') ?? [];
  if (digits === undefined) {
    unreadable(value, context, key, 'is no number', 'write one, like 12 or {number: 12, display: Day 5}');
    return undefined;
  }
  const display = nameIn(value, ['display'], limits.episodeDisplay, context, key);
  return { number: Number(digits), ...(display !== undefined && { display }) };
};

/** A MIME type under the key `type` is that of the file. */
export const readType: ReadShared<EpisodeType> = (value, context, key) => {
  const written = value.kind === 'text' ? tidyText(value.text).toLowerCase() : '';
  const type = episodeTypes.find((known) => known === written);
  if (type === undefined && !written.includes('/'))
    unreadable(value, context, key, 'is no type of an episode', 'write full, trailer or bonus');
  return type;
};

/** `clean` is what Apple Podcasts once called "not explicit". */
export const readExplicit: ReadShared<boolean> = (value, context, key) => {
  const written = value.kind === 'text' ? value.text.trim().toLowerCase() : '';
  if (written === 'explicit') return true;
  if (written === 'clean') return false;
  const answer = booleanOf(value);
  if (answer === undefined) unreadable(value, context, key, 'is no answer', 'write true or false');
  return answer;
};

/** Directories leave the episode, or the show, out at `yes` only. */
export const readBlock: ReadShared<true> = (value, context, key) => {
  const answer = booleanOf(value);
  if (answer === undefined) unreadable(value, context, key, 'is no answer', 'write true or false');
  return answer || undefined;
};

/** Reports that a value was left out. @param problem what is wrong with it, after its key @param remedy in the imperative */
export function unreadable(
  value: Value,
  { warn }: ValueContext,
  key: string,
  problem: string,
  remedy: string,
): void {
  const what =
    value.kind === 'text'
      ? `"${key}" is ${quote(tidyText(value.text))}, which`
      : `the ${value.kind} "${key}"`;
  warn('episode', value.at, `${what} ${problem}, so it was left out; ${remedy}`);
}

function numberIn(value: Value, keys: readonly string[]): string | undefined {
  if (value.kind === 'map') return textUnder(value, keys);
  return value.kind === 'text' ? tidyText(value.text) : undefined;
}

function nameIn(
  value: Value,
  keys: readonly string[],
  most: number,
  context: ValueContext,
  key: string,
): string | undefined {
  const written = textUnder(value, keys);
  return written === undefined ? undefined : shortened(written, most, value.at, context, `"${key}"`);
}
