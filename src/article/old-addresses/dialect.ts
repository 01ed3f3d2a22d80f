/** What the patterns of addresses of a generator consist of. */

import type { Remembered } from './remembered.ts';

/** An article as one generator sees it: `folders` are those below its folder of articles, `above` those above it. */
export interface Post extends Remembered {
  above: readonly string[];
  /** The section that the pattern is for, as in `hugo@posts:/:slug/`. */
  section?: string | undefined;
}

/**
 * What a placeholder stands for in the address of an article. Several texts: a setting of the generator decides, which no
 * pattern tells. None: the article has no address of this pattern.
 */
export type Meaning = (post: Post) => readonly string[];

export interface Dialect {
  /** A placeholder in a pattern; the first group that matches is the name. Global. */
  placeholder: RegExp;
  /** Undefined: the generator has no placeholder of this name. */
  meaningOf: (name: string) => Meaning | undefined;
  /** Patterns that have a name. `default` is that of a site that sets none. */
  styles: Readonly<Record<string, string>>;
  /** Keys with which the front matter of an article sets its whole address, which may be a pattern, too. */
  own: readonly string[];
  /** Folders of articles that are in no address, such as `_posts`. */
  roots: readonly string[];
  /** Clocks besides that of the site whose day may stand in an address, the likely one first. */
  otherClocks?: (article: Remembered) => readonly (Date | undefined)[];
  /** Whether aliases without a slash in front lie beside the page. */
  aliasesBeside?: boolean;
}

/** One text, if there is one. */
export const one = (text: string | undefined): readonly string[] =>
  text === undefined || text === '' ? [] : [text];

/** Different texts, empty ones left out. */
export const several = (...texts: readonly string[]): readonly string[] =>
  [...new Set(texts)].filter((text) => text !== '');

/** Looks a meaning up in a table. */
export const fromTable =
  (table: Readonly<Record<string, Meaning>>) =>
  (name: string): Meaning | undefined =>
    Object.hasOwn(table, name) ? table[name] : undefined;

/** A pattern without the blanks inside of the tags of Eleventy's templates. */
export const withoutBlanks = (pattern: string): string =>
  pattern.replace(/\{\{[^{}]*\}\}/g, (tag) => tag.replace(/\s+/g, ''));
