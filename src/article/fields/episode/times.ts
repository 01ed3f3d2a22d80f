/** Chapters in the front matter, and soundbites: what begins at a time. */

import type { Chapter, Soundbite } from '../../episode.ts';
import { limits } from '../../../limits.ts';
import { quote } from '../../text.ts';
import type { Value } from '../../matter/value.ts';
import { clockIfOver, timeOf } from '../duration.ts';
import { Quota } from '../quota.ts';
import { itemsOf, textUnder, type Context, type Read } from '../read.ts';
import { addressUnder } from './addresses.ts';
import { shortened, unreadable } from './texts.ts';

const startKeys = ['start', 'start_time', 'time', 'at', 'timestamp'];

/** `00:12:30.500 Title`, as Podlove and Octopod write a chapter. */
const line = /^[([]?((?:\d{1,4}:){1,2}\d{1,2}(?:\.\d{1,9})?)[)\]]?[\s–—-]+(\S.*)$/;

/** UTF-16 code units of a line of chapters that are looked at. */
const lineLength = 1_000;

/** A list of chapters, or a text with one in each line, sorted by their times. The address of a file is none. */
export const readChapters: Read<Chapter[]> = (value, context, key) => {
  if (value.kind === 'map') return undefined;
  const quota = new Quota(limits.chapters, 'chapters');
  const chapters: Chapter[] = [];
  for (const item of value.kind === 'list' ? itemsOf(value) : linesOf(value)) {
    const chapter = chapterOf(item, context, key);
    if (chapter && quota.take(item.at)) chapters.push(chapter);
  }
  quota.report(context.warn);
  return chapters.length > 0 ? chapters.toSorted((a, b) => a.start - b.start) : undefined;
};

/** The lines of a text of chapters; none of an address. */
function linesOf(value: Value): Value[] {
  if (value.kind !== 'text' || !/\s/.test(value.text.trim())) return [];
  const lines = value.text.split('\n').filter((text) => text.trim() !== '');
  return lines.map((text) => ({ ...value, text }));
}

function chapterOf(item: Value, context: Context, key: string): Chapter | undefined {
  const [, time, name] =
    item.kind === 'text'
      ? (line.exec(item.text.trim().slice(0, lineLength)) ?? [])
      : ['', textUnder(item, startKeys), textUnder(item, ['title', 'name', 'text'])];
  const start = time === undefined ? undefined : timeIn(time, item, context, key);
  const title =
    name === undefined
      ? undefined
      : shortened(name, limits.episodeText, item.at, context, 'the title of a chapter');
  if (start === undefined || title === undefined) {
    unreadable(
      item,
      context,
      key,
      'has no time with a title',
      'write a chapter like {start: 12:30, title: News}',
    );
    return undefined;
  }
  const href = addressUnder(item, ['href', 'url', 'link'], context);
  const img = addressUnder(item, ['img', 'image'], context);
  return { start, title, ...(href !== undefined && { href }), ...(img !== undefined && { img }) };
}

/** Recommended by https://podcasting2.org/docs/podcast-namespace/tags/soundbite. */
const soundbiteSeconds = [15, 120] as const;

/** `{start: 73, duration: 60, title: …}`, also with an `end`. */
export const readSoundbites: Read<Soundbite[]> = (value, context, key) => {
  const quota = new Quota(limits.episodeValues, 'soundbites');
  const soundbites = Array.from(itemsOf(value)).flatMap((item): Soundbite[] => {
    const start = timeUnder(item, startKeys, context, key);
    const end = timeUnder(item, ['end', 'end_time'], context, key);
    const written = timeUnder(item, ['duration', 'length'], context, key);
    const duration =
      written ?? (end !== undefined && start !== undefined ? Math.round((end - start) * 1000) / 1000 : 0);
    if (start === undefined || duration <= 0) {
      const remedy = 'write one like {start: 73, duration: 60, title: Why}';
      unreadable(item, context, key, 'has no start with a duration', remedy);
      return [];
    }
    if (!quota.take(item.at)) return [];
    const [least, most] = soundbiteSeconds;
    if (duration < least || duration > most)
      context.warn(
        'episode',
        item.at,
        `a soundbite in "${key}" has ${duration} seconds, and the podcast namespace recommends ${least} to ${most}; write another duration`,
      );
    const name = textUnder(item, ['title', 'name', 'text']);
    const title = name && shortened(name, limits.episodeName, item.at, context, 'the title of a soundbite');
    return [{ start, duration, ...(title && { title }) }];
  });
  quota.report(context.warn);
  return soundbites.length > 0 ? soundbites : undefined;
};

function timeUnder(item: Value, keys: readonly string[], context: Context, key: string): number | undefined {
  const written = textUnder(item, keys);
  return written === undefined ? undefined : timeIn(written, item, context, key);
}

function timeIn(written: string, { at }: Value, { warn }: Context, key: string): number | undefined {
  const clock = clockIfOver(written);
  if (clock !== undefined)
    warn(
      'episode',
      at,
      `the time ${quote(written)} in "${key}" has more than 59 minutes or seconds, so it was read as ${clock}; write it so`,
    );
  return timeOf(written);
}
