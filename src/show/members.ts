/** Reads the values of a show that have parts: people, money, a licence, the plan of episodes, a trailer. */

import type { Person } from '../article/episode.ts';
import { typeByEnding } from '../article/media-type.ts';
import type { Value } from '../article/matter/value.ts';
import { quote } from '../article/text.ts';
import { limits } from '../limits.ts';
import { appleCategoryOf, nearestCategory, writtenCategory } from './apple-categories.ts';
import type { AppleCategory, Show, Trailer, UpdateFrequency } from './show.ts';
import {
  few,
  fileAddress,
  flag,
  leaveOut,
  line,
  mailbox,
  member,
  moment,
  present,
  webAddress,
  wholeNumber,
  type ReadValue,
} from './values.ts';

/** `Ada`, `Ada <ada@example.com>` or `{name, email}`. */
export const readOwner: ReadValue<NonNullable<Show['owner']>> = (value, context, key) => {
  if (value.kind === 'map') {
    const name = member(value, ['name'], line(), context);
    const email = member(value, ['email', 'mail'], mailbox, context);
    return present({ name, email });
  }
  const text = line()(value, context, key);
  const [, name = '', email = ''] = /^([^<>]*)<([^<>\s]+@[^<>\s]+)>$/.exec(text ?? '') ?? [];
  if (email !== '') return { ...(name.trim() && { name: name.trim() }), email };
  return text !== undefined && /^\S+@\S+$/.test(text) ? { email: text } : present({ name: text });
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
    else if (unknown.length < limits.showEntries) unknown.push({ text, at });
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

/** A list of links for money: addresses, or `{url, text}`. */
export const readFunding: ReadValue<Show['funding']> = (value, context, key) => {
  const links = few(value, limits.showEntries, context, key).flatMap((item) => {
    const url =
      item.kind === 'map'
        ? member(item, ['url', 'href', 'link'], webAddress, context)
        : webAddress(item, context, key);
    if (url === undefined) {
      if (item.kind === 'map')
        leaveOut(item, context, key, 'without an address', 'write one, like {url: https://…}');
      return [];
    }
    const label =
      item.kind === 'map' ? member(item, ['text', 'label', 'title', 'name'], short, context) : undefined;
    return [{ url, label: label ?? new URL(url).host }];
  });
  return links.length > 0 ? links : undefined;
};

/** The specification allows so many characters in labels. */
const short = line(limits.showLabel);

/** People: names, or `{name, role, group, img, href}`. */
export const readPersons: ReadValue<Person[]> = (value, context, key) => {
  const persons = few(value, limits.showEntries, context, key).flatMap((item): Person[] => {
    if (item.kind === 'text') {
      const name = short(item, context, key);
      return name === undefined ? [] : [{ name }];
    }
    const name = member(item, ['name'], short, context);
    if (name === undefined) {
      leaveOut(item, context, key, 'without a name', 'write one, like {name: Ada, role: host}');
      return [];
    }
    return [
      {
        name,
        ...present({
          role: member(item, ['role'], short, context)?.toLowerCase(),
          group: member(item, ['group'], short, context)?.toLowerCase(),
          img: member(item, ['img', 'image', 'photo', 'picture'], fileAddress, context),
          href: member(item, ['href', 'url', 'link', 'website'], webAddress, context),
        }),
      },
    ];
  });
  return persons.length > 0 ? persons : undefined;
};

/** An identifier of SPDX, or `{name, url}`. */
export const readLicense: ReadValue<NonNullable<Show['license']>> = (value, context, key) => {
  if (value.kind !== 'map') {
    const name = short(value, context, key);
    return name === undefined ? undefined : { name };
  }
  const name = member(value, ['name', 'id', 'identifier', 'text'], short, context);
  const url = member(value, ['url', 'href', 'link'], webAddress, context);
  if (name === undefined) return leaveOut(value, context, key, 'without a name', 'write one, like cc-by-4.0');
  return { name, ...present({ url }) };
};

/** Words, or `{text, rrule, start, complete}`. */
export const readUpdateFrequency: ReadValue<UpdateFrequency> = (value, context, key) => {
  if (value.kind !== 'map') {
    const label = short(value, context, key);
    return label === undefined ? undefined : { label };
  }
  const rule = member(value, ['rrule', 'rule'], ruleOf, context);
  const label = member(value, ['text', 'label'], short, context) ?? rule;
  if (label === undefined)
    return leaveOut(
      value,
      context,
      key,
      'without words or a rule',
      'write {text: weekly, rrule: FREQ=WEEKLY}',
    );
  return {
    label,
    ...present({
      rule,
      start: member(value, ['dtstart', 'start'], moment, context),
      complete: member(value, ['complete'], flag, context),
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
  return rule.length <= limits.showValue && /^FREQ=[A-Z]+(?:;[A-Z]+=[A-Z\d,+:-]+)*$/.test(rule)
    ? rule
    : leaveOut(value, context, key, 'no rule of iCalendar', 'write one, like FREQ=WEEKLY;BYDAY=MO');
};

/** Texts for programs: `{text, purpose}`. */
export const readTxt: ReadValue<Show['txt']> = (value, context, key) => {
  const long = line(limits.showText);
  const txt = few(value, limits.showEntries, context, key).flatMap((item) => {
    const text =
      item.kind === 'map' ? member(item, ['text', 'value'], long, context) : long(item, context, key);
    if (text === undefined) return [];
    const purpose = item.kind === 'map' ? member(item, ['purpose'], short, context) : undefined;
    return [{ text, ...present({ purpose }) }];
  });
  return txt.length > 0 ? txt : undefined;
};

/** `{url, title, date, type, length, season}` */
export const readTrailer: ReadValue<Trailer> = (value, context, key) => {
  const remedy = 'write {url: trailer.mp3, title: Trailer, date: 2026-01-31}';
  if (value.kind !== 'map') return leaveOut(value, context, key, 'no map', remedy);
  const url = member(value, ['url', 'src', 'file'], fileAddress, context);
  const published = member(value, ['date', 'pubdate', 'published'], moment, context);
  if (url === undefined || published === undefined)
    return leaveOut(value, context, key, 'without an address or a date', remedy);
  const type = member(value, ['type'], mediaType, context) ?? typeByEnding(url);
  if (!type || !/^(?:audio|video)\//.test(type))
    return leaveOut(value, context, key, 'of no type of audio or video', 'write one, like type: audio/mpeg');
  return {
    url,
    published,
    type,
    title: member(value, ['title', 'text'], short, context) ?? 'Trailer',
    ...present({
      length: member(value, ['length', 'bytes', 'size'], wholeNumber, context),
      season: member(value, ['season'], wholeNumber, context),
    }),
  };
};

const mediaType: ReadValue<string> = (value, context, key) => {
  const type = value.kind === 'text' ? value.text.trim().toLowerCase() : '';
  return /^[\w.+-]{1,127}\/[\w.+-]{1,127}$/.test(type)
    ? type
    : leaveOut(value, context, key, 'not a media type', 'write one, like audio/mpeg');
};
