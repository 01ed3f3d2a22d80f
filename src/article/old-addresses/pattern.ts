/** Patterns of old addresses, as OLD_ADDRESSES has them: `/:year/:month/:title.html hugo@posts:/blog/:slug/ jekyll:pretty`. */

import { limits } from '../../limits.ts';
import { quote } from '../text.ts';
import { withoutBlanks, type Dialect } from './dialect.ts';
import {
  dialects,
  generators,
  generatorsOf,
  isGenerator,
  placeholdersIn,
  type Generator,
} from './dialects.ts';

export interface OldPattern {
  generator: Generator;
  /** The first folder of the articles that it is for. Absent: all. */
  section?: string;
  /** In the notation of the generator. */
  text: string;
}

/** Patterns, or why a text has none: "…; remedy". */
type Reading = { patterns: OldPattern[] } | { why: string };

const example = 'write it like /:year/:month/:day/:title.html, hugo:/posts/:slug/ or jekyll:pretty';

/** @param value patterns separated by blanks */
export function readPatterns(value: string): Reading {
  const entries = value.split(/\s+/).filter(Boolean);
  if (entries.length > limits.oldPatterns)
    return {
      why: `there are ${entries.length} patterns, more than the ${limits.oldPatterns} allowed; remove some`,
    };
  const patterns: OldPattern[] = [];
  for (const entry of entries) {
    const reading = readPattern(entry);
    if ('why' in reading) return reading;
    patterns.push(...reading.patterns);
  }
  return { patterns };
}

function readPattern(entry: string): Reading {
  if (entry.length > limits.oldPatternLength)
    return { why: `${quote(entry)} has more than ${limits.oldPatternLength} characters; shorten it` };
  const [, name = '', section, rest = ''] = /^([a-z]+)(?:@([^:/]+))?(?::(.+))?$/.exec(entry) ?? [];
  if (isGenerator(name)) return readOf(name, section, rest === '' ? 'default' : rest, entry);
  // `pretty` is Jekyll's, with its name or without.
  if (Object.hasOwn(dialects.jekyll.styles, entry)) return readOf('jekyll', undefined, entry, entry);
  if (name !== '' && rest !== '')
    return {
      why: `${quote(name)} is no generator; begin it with one of ${generators.join(', ')}, or with none`,
    };
  const fitting = generatorsOf(entry);
  if (fitting.length === 0)
    return { why: `no generator has all placeholders of ${quote(entry)}; ${example}` };
  return { patterns: fitting.map((generator) => ({ generator, text: entry })) };
}

function readOf(generator: Generator, section: string | undefined, text: string, entry: string): Reading {
  const dialect: Dialect = dialects[generator];
  const pattern = Object.hasOwn(dialect.styles, text) ? dialect.styles[text]! : text;
  const names = placeholdersIn(pattern, dialect);
  const unknown = names.find((name) => dialect.meaningOf(name) === undefined);
  if (unknown !== undefined)
    return {
      why: `${quote(entry)} has a placeholder that ${generator} does not know, ${quote(unknown)}; ${example}`,
    };
  if (names.length === 0)
    return { why: `${quote(entry)} has no placeholder, so all articles would have this address; ${example}` };
  return { patterns: [{ generator, ...(section !== undefined && { section }), text: pattern }] };
}

/**
 * The value of OLD_ADDRESSES for a pattern of a generator's configuration, in the notation that it has there.
 * @param pattern such as Jekyll's `pretty`; undefined or empty: the configuration sets none
 * @param section for Hugo, whose configuration has a pattern for each
 * @returns why the pattern is not read, if it is not
 */
export function oldAddressesFor(
  generator: Generator,
  pattern?: string,
  section?: string,
): { value: string } | { why: string } {
  const text = withoutBlanks(pattern?.trim() ?? '') || 'default';
  if (/\s/.test(text)) return { why: `${quote(text)} has blanks; take them out` };
  const value = `${generator}${section === undefined ? '' : `@${section}`}:${text}`;
  const reading = readPatterns(value);
  return 'why' in reading ? reading : { value };
}
