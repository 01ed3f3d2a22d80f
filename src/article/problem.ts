/** Something wrong in a source file, said as a compiler says it. */

/** An error refuses the file, a warning does not; `either`: its place decides. */
type Severity = 'error' | 'warning' | 'either';

/**
 * Every kind of problem. Codes are part of the contract: people count and filter by them, so none is renamed.
 * docs/front-matter.md has the same table, which a test compares.
 */
export const problemCodes = {
  address: { severity: 'error', means: 'the address of the article is longer than a URL has room for' },
  alias: { severity: 'warning', means: "an alias isn't a path of this site, or is too long for one" },
  author: { severity: 'warning', means: 'an author has no name' },
  blob: {
    severity: 'error',
    means: 'the file arrived at the worker with other bytes than it was sent with; publish again',
  },
  date: { severity: 'either', means: "a date doesn't exist or can't be read; see Dates" },
  'duplicate-address': {
    severity: 'error',
    means: 'another article has the address already; the slug makes it',
  },
  'duplicate-id': { severity: 'error', means: 'another article has the id already' },
  'duplicate-key': { severity: 'warning', means: 'a key is there twice; the last one counts' },
  enclosure: {
    severity: 'warning',
    means: 'audio or video has no address, or a length or duration that is no number',
  },
  encoding: {
    severity: 'error',
    means: "the file isn't in UTF-8; the place is that of the first byte that isn't",
  },
  fence: { severity: 'error', means: 'front matter is opened and never closed' },
  id: { severity: 'error', means: 'the id is longer than feeds and archive pages have room for' },
  image: { severity: 'warning', means: "what should be an image isn't an address on the web" },
  internal: { severity: 'error', means: 'a bug of edgefeed: please report it' },
  language: {
    severity: 'either',
    means:
      "an error where the fence names a language that isn't read; a warning where `lang` isn't a language",
  },
  link: {
    severity: 'either',
    means:
      'a warning where an external link is no address; an error where the file is a link out of the content folder',
  },
  'missing-space': { severity: 'warning', means: '`key:value` was read as `key: value`' },
  name: {
    severity: 'error',
    means: "the file's name can't be published: it is not UTF-8, or two names become one",
  },
  path: { severity: 'error', means: 'the path is too long, or has characters that no address can have' },
  read: { severity: 'error', means: 'the file could not be read' },
  shape: { severity: 'warning', means: 'a list or a map where a text belongs' },
  stripped: {
    severity: 'warning',
    means: 'tags that are not closed multiply in the body: it is shown as plain text',
  },
  'tab-indentation': { severity: 'warning', means: 'tabs were read as two spaces each' },
  term: { severity: 'warning', means: "a category, tag or author can't have an address" },
  title: { severity: 'error', means: 'the title is a list or a map' },
  toml: { severity: 'error', means: "the block isn't TOML" },
  'too-large': {
    severity: 'error',
    means: 'the file, its Markdown, its front matter, or the article that becomes of it, is too large',
  },
  'too-long': {
    severity: 'warning',
    means: 'a title, a heading or a summary is too long, and cut; or an address is, and left out',
  },
  'too-many': {
    severity: 'warning',
    means: 'there are more terms, former addresses, or media, than an article has room for',
  },
  'worker-fails': { severity: 'error', means: 'the worker ends over this file, and handles the others' },
  yaml: { severity: 'error', means: "the block isn't YAML or JSON, or uses more of it than is read" },
  zone: { severity: 'warning', means: "the zone of a date isn't known; `TIMEZONE` was taken" },
} as const satisfies Record<string, { severity: Severity; means: string }>;

export type ProblemCode = keyof typeof problemCodes;

export interface Problem {
  severity: 'error' | 'warning';
  /** In the file, from 1. */
  line: number;
  /** In the line, in UTF-16 code units, from 1. */
  column: number;
  code: ProblemCode;
  /** What is wrong and what to do about it, one sentence or two. */
  message: string;
}

/** An error that concerns a file as a whole stands at its beginning. */
export function wholeFile(code: ProblemCode, message: string): Problem {
  return { severity: 'error', line: 1, column: 1, code, message };
}
