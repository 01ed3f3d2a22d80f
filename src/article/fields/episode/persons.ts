/** Persons of an episode or a show: hosts, guests, and others with their roles. */

import type { Person } from '../../episode.ts';
import { limits } from '../../../limits.ts';
import { plainKey } from '../../keys.ts';
import type { Entry, MapValue, TextValue } from '../../matter/value.ts';
import { authorAddressKeys, authorOf } from '../authors.ts';
import { quote } from '../../text.ts';
import { itemsOf, textUnder, type ValueContext } from '../read.ts';
import { Quota } from '../quota.ts';
import { addressUnder, resolvePage } from './addresses.ts';
import { knownGroup, knownRole } from './taxonomy.ts';
import { cut, shortened } from './texts.ts';

/** The role that a key gives to persons without one. */
const roleOfKey = { persons: undefined, hosts: 'host', guests: 'guest' } as const;

/** The fields of persons, in the order in which they count. */
export const personFields = Object.keys(roleOfKey) as (keyof typeof roleOfKey)[];

/**
 * All fields count together, in the order of their keys and lists, each name once in a role.
 * @param entriesOf the entries of a field
 */
export function readPersons(
  entriesOf: (field: keyof typeof roleOfKey) => Iterable<Entry>,
  context: ValueContext,
): Person[] {
  const persons = new Map<string, Person>();
  const quota = new Quota(limits.episodeValues, 'persons', context.owner);
  for (const field of personFields) {
    for (const { key, value } of entriesOf(field)) {
      const usual = plainKey(key) === 'cohosts' ? 'co-host' : roleOfKey[field];
      for (const item of itemsOf(value)) {
        const person = personOf(item, usual, context, key);
        if (!person) continue;
        const id = JSON.stringify([person.name, person.role]);
        if (!persons.has(id) && quota.take(item.at)) persons.set(id, person);
      }
    }
  }
  quota.report(context.warn);
  return [...persons.values()];
}

/** `Ada`, `[Ada](https://ada.example)` or `{name, role, group, img, href}`. */
function personOf(
  item: TextValue | MapValue,
  usual: string | undefined,
  context: ValueContext,
  key: string,
): Person | undefined {
  const author = authorOf(item, context);
  if (!author) {
    context.warn(
      'episode',
      item.at,
      `a person in "${key}" has no name, so it was left out; write one, like {name: Ada, role: guest}`,
    );
    return undefined;
  }
  const name = cut(author.name, limits.episodeName, item.at, context, `a name in "${key}"`);
  const role = wordOf(item, 'role', knownRole, 'host or guest', context) ?? usual;
  const group = wordOf(item, 'group', knownGroup, 'cast or writing', context);
  const img = addressUnder(item, pictureKeys, context);
  const href = author.url ?? addressUnder(item, authorAddressKeys, context, resolvePage);
  return {
    name,
    ...(role !== undefined && { role }),
    ...(group !== undefined && { group }),
    ...(img !== undefined && { img }),
    ...(href !== undefined && { href }),
  };
}

/** A word of the taxonomy, else the text as it stands, with a warning. */
function wordOf(
  item: TextValue | MapValue,
  key: 'role' | 'group',
  known: (written: string) => string | undefined,
  examples: string,
  context: ValueContext,
): string | undefined {
  const written = textUnder(item, [key]);
  if (written === undefined) return undefined;
  const word = known(written);
  if (word !== undefined) return word;
  const at = entryAt(item, key);
  context.warn(
    'episode',
    at,
    `"${key}" is ${quote(written)}, no ${key} of the Podcast Taxonomy, so that apps may not know it; write one of https://podcasttaxonomy.com, such as ${examples}`,
  );
  return shortened(written.toLowerCase(), limits.episodeName, at, context, `"${key}"`);
}

const entryAt = (item: TextValue | MapValue, key: string): number =>
  (item.kind === 'map'
    ? item.entries.findLast((entry) => plainKey(entry.key) === key)?.value.at
    : undefined) ?? item.at;

const pictureKeys = ['img', 'image', 'avatar', 'picture', 'photo', 'thumbnail'];
