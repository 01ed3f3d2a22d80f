/** The problems of a source file, in the form of compiler messages. */

/** An error refuses the file, a warning does not. `either`: it depends on the case. */
type Severity = 'error' | 'warning' | 'either';

/**
 * Every kind of problem. The codes are part of the contract, since users filter by them: never rename one.
 * docs/front-matter.md has the same table; a test compares them.
 */
export const problemCodes = {
  address: { severity: 'error', means: 'the address of the article is too long for a URL' },
  alias: {
    severity: 'warning',
    means:
      'an alias is not a path of this site, is too long, or is an address that another article, a file or the site itself has',
  },
  author: { severity: 'warning', means: 'an author has no name' },
  blob: {
    severity: 'error',
    means: 'the content does not match its blob id, so it changed in transit; publish again',
  },
  conflict: { severity: 'error', means: 'the file begins with an unresolved conflict of git' },
  date: { severity: 'either', means: 'a date does not exist or cannot be read; see Dates' },
  'duplicate-address': {
    severity: 'error',
    means: 'another article already has this address; give one of the two a different slug',
  },
  'duplicate-id': { severity: 'error', means: 'another article already has this id' },
  'duplicate-key': { severity: 'warning', means: 'a key appears more than once; the last one counts' },
  enclosure: {
    severity: 'warning',
    means: 'audio or video has no address, or its length or duration is not a number',
  },
  encoding: {
    severity: 'error',
    means: 'the file is not valid UTF-8; the position is that of the first invalid byte',
  },
  episode: {
    severity: 'warning',
    means:
      'a field of an episode cannot be read, or apps that play podcasts want it otherwise; see podcasts.md',
  },
  fence: { severity: 'error', means: 'the front matter is never closed' },
  file: {
    severity: 'either',
    means:
      'a warning if the article names a file that there is not; an error if a file has another content than its name says, or an address of the site',
  },
  'held-back': {
    severity: 'warning',
    means: 'a key that hides articles has a value that is not known; the article is held back',
  },
  id: { severity: 'error', means: 'the id is too long for feeds and archive pages' },
  image: { severity: 'warning', means: 'the image is not a web address' },
  internal: { severity: 'error', means: 'a bug in edgefeed; please report it' },
  language: {
    severity: 'either',
    means: 'an error if the fence names an unsupported language; a warning if `lang` is not a language tag',
  },
  link: {
    severity: 'either',
    means:
      'a warning if an external link is not a web address; an error if the file is a link out of the content folder',
  },
  'missing-space': { severity: 'warning', means: '`key:value` was read as `key: value`' },
  name: {
    severity: 'error',
    means: 'the file name is not UTF-8, or equals another one after normalization',
  },
  'old-address': {
    severity: 'warning',
    means:
      'only in `check`: a pattern of `OLD_ADDRESSES` gives two articles one address, which leads to one of them; see redirects.md',
  },
  path: {
    severity: 'error',
    means: 'the path is too long, or contains characters that an address cannot have',
  },
  pointer: {
    severity: 'error',
    means: 'the file is a pointer of Git LFS or git-annex, not the article itself',
  },
  read: { severity: 'error', means: 'the file cannot be read' },
  redirect: {
    severity: 'either',
    means:
      'in `_redirects`: an error if a line cannot be read or leads in a circle, a warning if it has no effect; see redirects.md',
  },
  remote: {
    severity: 'warning',
    means:
      'only with `check --remote`: a picture, audio or video of another site cannot be loaded, or is something else; see files.md',
  },
  shape: { severity: 'warning', means: 'a list or a map stands where text is expected' },
  show: {
    severity: 'either',
    means:
      'in `_show.md`: an error if a field that podcasts need is missing or wrong, a warning if a value was left out or cut; see podcasts.md',
  },
  stripped: {
    severity: 'warning',
    means: 'unclosed tags multiply in the body, so it is shown as plain text',
  },
  'tab-indentation': { severity: 'warning', means: 'each tab was read as two spaces' },
  term: { severity: 'warning', means: 'the name of a category, tag or author cannot be part of an address' },
  title: { severity: 'error', means: 'the title is a list or a map' },
  toml: { severity: 'error', means: 'the front matter is not valid TOML' },
  'too-large': {
    severity: 'error',
    means: 'the file, its Markdown, its front matter or the resulting article is too large',
  },
  'too-long': {
    severity: 'warning',
    means: 'a title, heading or summary was cut, or an address was left out, because it is too long',
  },
  'too-many': {
    severity: 'warning',
    means:
      'the article has too many terms, former addresses, or audio and video files; or, in `check`, the navigation too many links',
  },
  undated: {
    severity: 'warning',
    means: 'nothing gives the article a date: it becomes a page, which is in no feed',
  },
  'worker-fails': { severity: 'error', means: 'the worker crashes on this file but handles the others' },
  yaml: { severity: 'error', means: 'the front matter is not valid YAML or JSON, or exceeds a limit' },
  zone: { severity: 'warning', means: 'the time zone of a date is unknown, so `TIMEZONE` was used' },
} as const satisfies Record<string, { severity: Severity; means: string }>;

export type ProblemCode = keyof typeof problemCodes;

export interface Problem {
  severity: 'error' | 'warning';
  /** From 1. */
  line: number;
  /** In UTF-16 code units, from 1. */
  column: number;
  code: ProblemCode;
  /** What is wrong; then the remedy, in the imperative. Lower-case start, no full stop. */
  message: string;
}

/** An error of a whole file, positioned at its beginning. */
export function wholeFile(code: ProblemCode, message: string): Problem {
  return { severity: 'error', line: 1, column: 1, code, message };
}

/** The warning for an article without a date that becomes a page. */
export const undated: Problem = {
  ...wholeFile('undated', 'without a date this is a page, in no feed; add a line like "date: 2026-01-31"'),
  severity: 'warning',
};
