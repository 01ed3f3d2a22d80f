/** Reads the values that only a show has, and that have parts: its owner, its categories, the plan of episodes, a trailer. */

import { readSeason } from '../article/fields/episode/texts.ts';
import { mediumKeys, mediumOf } from '../article/fields/media.ts';
import { Quota } from '../article/fields/quota.ts';
import { itemsOf } from '../article/fields/read.ts';
import type { Value } from '../article/matter/value.ts';
import { quote } from '../article/text.ts';
import { limits } from '../limits.ts';
import { appleCategoryOf, nearestCategory, writtenCategory } from './apple-categories.ts';
import type { AppleCategory, Show, Trailer, UpdateFrequency } from './show.ts';
import {
  flag,
  leaveOut,
  line,
  mailbox,
  member,
  moment,
  present,
  warnOfOthers,
  type ReadValue,
  type ShowContext,
} from './values.ts';

const ownerKeys = { name: ['name'], email: ['email', 'mail'] } as const;

/** `Ada`, `Ada <ada@example.com>` or `{name, email}`. */
export const readOwner: ReadValue<NonNullable<Show['owner']>> = (value, context, key) => {
  if (value.kind === 'map') {
    warnOfOthers(value, ownerKeys, context, key);
    const name = member(value, ownerKeys.name, line(), context);
    const email = member(value, ownerKeys.email, mailbox, context);
    return name === undefined && email === undefined ? undefined : present({ name, email });
  }
  const text = line()(value, context, key);
  const [, name = '', email = ''] = /^([^<>]*)<([^<>\s]+@[^<>\s]+)>$/.exec(text ?? '') ?? [];
  if (email !== '') return { ...(name.trim() && { name: name.trim() }), email };
  if (text === undefined) return undefined;
  return /^\S+@\S+$/.test(text) ? { email: text } : { name: text };
};

/**
 * Categories of Apple: texts, or maps of a category to its subcategories, as far as Apple's list has them.
 * An unknown one is an error if no other is left.
 */
export const readCategories: ReadValue<AppleCategory[]> = (value, context, key) => {
  const found = new Map<string, AppleCategory>();
  const unknown: { text: string; at: number }[] = [];
  for (const { text, at } of categoryTexts(value)) {
    const category = appleCategoryOf(text);
    if (category) found.set(writtenCategory(category), category);
    else if (unknown.length < limits.episodeValues) unknown.push({ text, at });
  }
  const report = found.size > 0 ? context.warn : context.fail;
  for (const { text, at } of unknown) {
    const what = `${quote(text)} in "${key}" is no category of Apple Podcasts`;
    report('show', at, `${what}; write another one, such as ${quote(nearestCategory(text))}`);
  }
  if (found.size > limits.showCategories)
    context.warn(
      'show',
      value.at,
      `"${key}" has ${found.size} categories, and only the first ${limits.showCategories} count; remove the others`,
    );
  return found.size > 0 ? [...found.values()].slice(0, limits.showCategories) : undefined;
};

function* categoryTexts(value: Value, above = ''): Generator<{ text: string; at: number }> {
  if (value.kind === 'text') {
    if (value.text.trim() !== '')
      yield { text: above === '' ? value.text : `${above} > ${value.text}`, at: value.at };
    return;
  }
  if (value.kind === 'list') {
    for (const item of value.items) yield* categoryTexts(item, above);
    return;
  }
  for (const { key, keyAt, value: subs } of value.entries) {
    const inner = [...categoryTexts(subs, key)];
    if (inner.length === 0) yield { text: key, at: keyAt };
    yield* inner;
  }
}

/** A label, as long as the podcast namespace allows. */
const short = line(limits.episodeName);

const frequencyKeys = {
  label: ['text', 'label'],
  rule: ['rrule', 'rule'],
  start: ['start', 'dtstart'],
  complete: ['complete'],
} as const;

/** Words, or `{text, rrule, start, complete}`. */
export const readUpdateFrequency: ReadValue<UpdateFrequency> = (value, context, key) => {
  if (value.kind !== 'map') {
    const label = short(value, context, key);
    return label === undefined ? undefined : { label };
  }
  warnOfOthers(value, frequencyKeys, context, key);
  const rule = member(value, frequencyKeys.rule, ruleOf, context);
  const label = member(value, frequencyKeys.label, short, context) ?? rule;
  if (label === undefined)
    return leaveOut(
      value,
      context,
      key,
      'without words or a rule',
      'write {text: weekly, rrule: FREQ=WEEKLY}',
    );
  const start = member(value, frequencyKeys.start, moment, context);
  if (rule?.includes(';COUNT=') && start === undefined) {
    context.warn(
      'show',
      value.at,
      `"${key}" has a rule with COUNT and no start, so that the rule was left out; write the day of the first episode, like start: 2026-01-31`,
    );
    return { label };
  }
  return {
    label,
    ...present({
      rule,
      start,
      complete: member(value, frequencyKeys.complete, flag, context),
    }),
  };
};

const ruleOf: ReadValue<string> = (value, context, key) => {
  const rule =
    value.kind === 'text'
      ? value.text
          .trim()
          .toUpperCase()
          .replace(/^RRULE:/, '')
      : '';
  return rule.length <= limits.showValue && /^FREQ=[A-Z]+(?:;[A-Z]+=[A-Z\d,+:.-]+)*$/.test(rule)
    ? rule
    : leaveOut(value, context, key, 'no rule of iCalendar', 'write one, like FREQ=WEEKLY;BYDAY=MO');
};

const trailerKeys = {
  ...mediumKeys,
  title: ['title', 'text'],
  date: ['date', 'pubdate', 'published'],
  season: ['season'],
} as const;

/** `{url, title, date, type, length, season}`, or a list of them: one for each season, say. */
export const readTrailers: ReadValue<Trailer[]> = (value, context, key) => {
  const quota = new Quota(limits.episodeValues, 'trailers', context.owner);
  const trailers = Array.from(itemsOf(value)).flatMap((item) => {
    const trailer = trailerOf(item, context, key);
    return trailer && quota.take(item.at) ? [trailer] : [];
  });
  quota.report(context.warn);
  return trailers.length > 0 ? trailers : undefined;
};

function trailerOf(value: Value, context: ShowContext, key: string): Trailer | undefined {
  const remedy = 'write {url: trailer.mp3, title: Trailer, date: 2026-01-31}';
  if (value.kind !== 'map') return leaveOut(value, context, key, 'no map', remedy);
  warnOfOthers(value, trailerKeys, context, key);
  const medium = mediumOf(value, context, key);
  const published = member(value, trailerKeys.date, moment, context);
  if (medium === undefined || published === undefined)
    return leaveOut(value, context, key, 'without an address or a date', remedy);
  const { url, type, length } = medium;
  if (!/^(?:audio|video)\//.test(type))
    return leaveOut(value, context, key, 'of no type of audio or video', 'write one, like type: audio/mpeg');
  return {
    url,
    published,
    type,
    title: member(value, trailerKeys.title, short, context) ?? 'Trailer',
    ...present({ length, season: member(value, trailerKeys.season, readSeason, context)?.number }),
  };
}
