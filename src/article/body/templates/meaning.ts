/** What a tag of a template language means, and what is known of the place it stands in. */

import type { Arguments } from './arguments.ts';

/** Where the source lies. */
export interface Located {
  /** Relative to the content folder, with `/`. */
  path: string;
  /** The site's own address, no slash at the end. */
  siteUrl: string;
}

export interface Spot extends Located {
  /** What stands before the tag in its line, where that is white space and `>` only. */
  prefix: string | undefined;
  /** Nothing else stands in its line. */
  isAlone: boolean;
  /** Only an address can stand here: in `](…)`, in an attribute, behind other parts of an address. */
  isAddress: boolean;
}

/** What is written for a tag that stands for itself. Undefined: it stays as it stands. */
export type Single = (args: Arguments, spot: Spot) => string | undefined;

/** What is written before and behind what stands between two tags. */
export type Pair = (args: Arguments, spot: Spot) => readonly [before: string, after: string] | undefined;

/** The language and the title of a block of code. */
type Code = (args: Arguments) => { language: string; title: string };

/** `single` applies where a tag has no end. */
export interface Meaning {
  single?: Single;
  pair?: Pair;
  code?: Code;
  /** Nothing between the tags is shown. */
  isComment?: true;
}

/** By the names of tags. */
export type Meanings = Readonly<Record<string, Meaning>>;

/** The same meaning under several names. */
export const each = (names: string, meaning: Meaning): Meanings =>
  Object.fromEntries(names.split(' ').map((name) => [name, meaning]));

/**
 * HTML in the place of a tag. At the beginning of a line Markdown would take all lines below for HTML too; a comment
 * in front ends that with its line (https://spec.commonmark.org/0.31.2/#html-blocks, condition 2).
 */
export const markup = (html: string, { prefix }: Spot): string =>
  prefix === undefined ? html : `<!-- -->${html}`;

/** HTML around Markdown, where the tag begins a line; else what is inside is part of a paragraph. */
export function around(before: string, after: string, { prefix }: Spot): readonly [string, string] {
  if (prefix === undefined) return ['', ''];
  return [`${before}\n${prefix}\n${prefix}`, `\n${prefix}\n${prefix}${after}\n${prefix}\n${prefix}`];
}
