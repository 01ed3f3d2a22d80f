/** Title, description, language and time zone among the constants of a script. */

import type { Stated } from './blog.ts';
import { computed, type Script } from './script.ts';
import { isTable, tableAt, textOf } from './values.ts';

/** Names in templates, compared in lower case without `_`, after a leading `site`. */
const keys: Readonly<Record<keyof Stated, readonly string[]>> = {
  title: ['title', 'name'],
  description: ['description', 'desc'],
  language: ['language', 'lang', 'locale'],
  timezone: ['timezone'],
};

/** Names of objects that have them: `SITE = { title: … }`. Another object may be about a person, or a link. */
const objects = ['site', 'siteconfig', 'config', 'metadata', 'meta', 'sitemetadata', 'siteinfo'];

const plain = (name: string): string => name.toLowerCase().replaceAll('_', '');

/** @param script undefined: there is none @param notes are added to for values that only running the program would tell */
export function scriptTexts(script: Script | undefined, notes: string[]): Stated {
  if (!script) return {};
  const exported = script.exported();
  const constants = Object.entries(script.constants());
  const tables = [
    ...(isTable(exported) ? [tableAt(exported, 'site'), exported] : []),
    ...constants.flatMap(([name, value]) => (objects.includes(plain(name)) && isTable(value) ? [value] : [])),
  ].flatMap((table) => Object.entries(table));
  // `TITLE` alone is that of something else more often than not.
  const own = constants.filter(([name]) => plain(name).startsWith('site'));
  const entries = [...own, ...tables].map(
    ([name, value]) => [plain(name).replace(/^site(?=.)/, ''), value] as const,
  );
  const stated: Stated = {};
  for (const [field, names] of Object.entries(keys) as [keyof Stated, readonly string[]][]) {
    const values = names.flatMap((name) => entries.filter(([key]) => key === name).map(([, value]) => value));
    const text = values.map(textOf).find((value) => value !== undefined);
    if (text !== undefined) stated[field] = text;
    else if (values.includes(computed))
      notes.push(`The ${field} in ${script.name} is not taken over: code makes it, which is not run.`);
  }
  return stated;
}
