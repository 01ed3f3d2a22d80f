/** The persons of an episode: hosts, guests, and others with their roles. */

import type { Person } from '../../episode.ts';
import { limits } from '../../../limits.ts';
import { authorOf } from '../authors.ts';
import { resolveFile } from '../media.ts';
import { isShort, itemsOf, textUnder, type Context } from '../read.ts';
import { Quota } from '../quota.ts';
import { plainKey } from '../../keys.ts';
import { episodeKeys } from './keys.ts';
import type { Places } from './places.ts';
import { cut, shortened } from './texts.ts';

const roles = { persons: undefined, hosts: 'host', guests: 'guest' } as const;

/** In the order of the keys and of their lists, each name once in a role. */
export function readPersons(places: Places, context: Context): Person[] {
  const persons = new Map<string, Person>();
  const quota = new Quota(limits.episodeValues, 'persons');
  for (const field of ['persons', 'hosts', 'guests'] as const) {
    for (const { key, value } of places.of(episodeKeys[field])) {
      for (const item of itemsOf(value)) {
        const person = personOf(item, roles[field], context, key);
        if (!person) continue;
        const id = JSON.stringify([person.name, person.role]);
        if (!persons.has(id) && quota.take(item.at)) persons.set(id, person);
      }
    }
  }
  quota.report(context.warn);
  return [...persons.values()];
}

function personOf(
  item: Parameters<typeof authorOf>[0],
  usual: string | undefined,
  context: Context,
  key: string,
): Person | undefined {
  const author = authorOf(item, context);
  if (!author) {
    context.warn(
      'episode',
      item.at,
      `a person in "${key}" has no name; write one, like {name: Ada, role: guest}`,
    );
    return undefined;
  }
  const name = cut(author.name, limits.episodeName, item.at, context, `a name in "${key}"`);
  const word = (name: string): string | undefined => {
    const written = textUnder(item, [name]);
    return written && shortened(written.toLowerCase(), limits.episodeName, item.at, context, `"${name}"`);
  };
  const role = word('role') ?? usual;
  const group = word('group');
  const img = pictureOf(item, context);
  return {
    name,
    ...(role !== undefined && { role }),
    ...(group !== undefined && { group }),
    ...(img !== undefined && { img }),
    ...(author.url !== undefined && { href: author.url }),
  };
}

const pictureKeys = ['img', 'image', 'avatar', 'picture', 'photo', 'thumbnail'].map(plainKey);

function pictureOf(item: Parameters<typeof authorOf>[0], context: Context): string | undefined {
  const written = textUnder(item, pictureKeys);
  const url = written === undefined ? undefined : resolveFile(written, item.at, context);
  return url !== undefined && isShort(url, item.at, context, 'a picture of a person') ? url : undefined;
}
