/** The generators whose patterns of addresses are read. */

import type { Dialect } from './dialect.ts';
import { withBraces } from './braces.ts';
import { hexo, isHexoName } from './hexo.ts';
import { hugo } from './hugo.ts';
import { jekyll } from './jekyll.ts';
import { wordpress } from './wordpress.ts';

export const dialects = { jekyll, hexo, hugo, wordpress, ...withBraces } as const satisfies Record<
  string,
  Dialect
>;

export type Generator = keyof typeof dialects;

export const generators = Object.keys(dialects) as Generator[];

export const isGenerator = (name: string): name is Generator => Object.hasOwn(dialects, name);

/** The names of the placeholders in a pattern. */
export const placeholdersIn = (pattern: string, { placeholder }: Dialect): string[] =>
  Array.from(pattern.matchAll(placeholder), ([, name]) => name!);

/**
 * The generators that a pattern without a name may be of: those that have all of its placeholders. Hexo's may be any key of
 * the front matter, which a mistake looks like, too: a pattern with such a key needs the name.
 */
export const generatorsOf = (pattern: string): Generator[] =>
  generators.filter((name) => {
    const dialect: Dialect = dialects[name];
    const names = placeholdersIn(pattern, dialect);
    const rest = pattern.replace(dialect.placeholder, '');
    return (
      names.length > 0 &&
      !/[:%{[]\w/.test(rest) &&
      names.every((each) => (name === 'hexo' ? isHexoName(each) : dialect.meaningOf(each) !== undefined))
    );
  });
