/** Categories, tags and names of authors are terms: each has its own feeds and its own page. */

import { limits } from '../../limits.ts';
import { isLongerThan } from '../address.ts';
import type { Value } from '../matter/value.ts';
import { quote } from '../text.ts';
import { readName } from './markup.ts';
import { textUnder, itemsOf } from './read.ts';
import type { Context, Read } from './read.ts';

/** A text is one category. Lists are flattened. */
export const readCategories: Read<string[]> = (value, context, key) => {
  const categories = new Set<string>();
  for (const item of itemsOf(value)) {
    const written = item.kind === 'text' ? item.text : textUnder(item, ['name', 'title', 'slug', 'id']);
    const name = written === undefined ? undefined : readName(written);
    if (name === undefined) {
      context.warn('shape', item.at, `a map in "${key}" has no name; write the name as text`);
    } else if (
      isTerm(name, item.at, context) &&
      !categories.has(name) &&
      context.quotas.terms.take(item.at)
    ) {
      categories.add(name);
    }
  }
  return categories.size > 0 ? [...categories] : undefined;
};

/** A list is read like a list of categories. */
export const readTags: Read<string[]> = (value, context, key) =>
  readCategories(splitTags(value), context, key);

/** Splits a text at its commas, and before its hashtags. In Obsidian the `#` is not part of the tag. */
export function splitTags(value: Value): Value {
  if (value.kind === 'map') return value;
  if (value.kind === 'list') return { ...value, items: value.items.map(withoutHash) };
  const items = value.text
    .split(/^\s*#\S/.test(value.text) ? /[,，]|\s(?=#)/ : /[,，]/)
    .map((text) => withoutHash({ ...value, text }));
  return { kind: 'list', items, at: value.at };
}

const withoutHash = (value: Value): Value =>
  value.kind === 'text' ? { ...value, text: value.text.replace(/^\s*#(?=[\p{L}\p{N}_])/u, '') } : value;

/**
 * Whether a name can be a term; warns if not. In a URL a segment `.` or `..` means this folder or its parent, even
 * percent-encoded (https://url.spec.whatwg.org/#double-dot-path-segment).
 */
export function isTerm(name: string, at: number, { warn }: Context): boolean {
  if (name === '') return false;
  const { termLength, termAddressLength } = limits;
  if (name.length > termLength || isLongerThan(termAddressLength, name)) {
    const excess = `is longer than ${termLength} characters, or ${termAddressLength} percent-encoded`;
    warn('term', at, `the name ${quote(name)} ${excess}, so it was left out; shorten it`);
    return false;
  }
  if (!/^\.{1,2}$/.test(name)) return true;
  warn(
    'term',
    at,
    `the name ${quote(name)} cannot be part of an address, so it was left out; choose another one`,
  );
  return false;
}
