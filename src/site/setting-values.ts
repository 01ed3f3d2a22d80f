/** Reads the values of settings: each returns undefined for what is invalid. */

import { normalize } from 'node:path/posix';
import { readPatterns, type OldPattern } from '../article/old-addresses/pattern.ts';
import { isClean } from '../article/text.ts';
import { limits } from '../limits.ts';
import { isBranchName } from './git-names.ts';

export function oldPatterns(value: string): OldPattern[] | undefined {
  const reading = readPatterns(value);
  return 'why' in reading ? undefined : reading.patterns;
}

/** An absolute IRI (RFC 3987, 2.2), as far as an Atom feed needs one; never normalised, since ids are compared by character. */
export const isIri = (value: string): boolean =>
  value.length <= limits.idLength &&
  isClean(value) &&
  /^[a-z][a-z0-9+.-]*:[^\s\p{C}<>"{}|\\^`]+$/iu.test(value);

export function text(value: string): string {
  return value;
}

export function inRange(min: number, value: number, max: number): number | undefined {
  return value >= min && value <= max ? value : undefined;
}

function httpUrl(value: string): URL | undefined {
  const url = URL.parse(value);
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

export function origin(value: string): string | undefined {
  const url = httpUrl(value);
  return url && url.search === '' && url.hash === '' && url.pathname === '/' ? url.origin : undefined;
}

/** The path of a file of the site. `//host/` would be an address. */
export const isPath = (value: string): boolean => /^\/(?![/\\])[^\s\p{C}"'<>\\]+$/u.test(value);

/** A path that stands in a Content-Security-Policy as it is. */
export const isSheetPath = (value: string): boolean =>
  /^(?:\/[A-Za-z0-9_-][\w.-]*)*\/_style\.css$/.test(value);

/** An address, or empty. */
export function optionalUrl(value: string): string | undefined {
  return value === '' ? '' : httpUrl(value)?.href;
}

/** The address of a service behind which other addresses are written; or empty. */
export function podcastPrefix(value: string): string | undefined {
  if (value === '') return value;
  const url = httpUrl(value);
  return url && value.endsWith('/') && url.search === '' && url.hash === '' ? url.href : undefined;
}

export function apiUrl(value: string): string | undefined {
  const url = httpUrl(value);
  return url && url.search === '' && url.hash === '' ? url.href.replace(/\/+$/, '') : undefined;
}

export function languageTag(value: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(value)[0];
  } catch {
    return undefined;
  }
}

export function timeZone(value: string): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return value;
  } catch {
    return undefined;
  }
}

/** A branch name, with or without `refs/heads/`. */
export function branch(value: string): string | undefined {
  const name = value.replace(/^refs\/heads\//, '');
  return name === '' || isBranchName(name) ? name : undefined;
}

/** `.`: the folder that has the content folder. `../../public`: two above it. */
export function staticFolder(value: string): string | undefined {
  return normalize(value.replace(/^\/+/, '')).replace(/\/$/, '');
}

/** Relative, since the configuration goes from one machine to another with its repository. */
export function contentFolder(value: string): string | undefined {
  return /^[/\\]|^[a-z]:/i.test(value) ? undefined : normalize(value).replace(/\/$/, '');
}

export function folder(value: string): string | undefined {
  const segments = value.split('/').filter((segment) => segment !== '' && segment !== '.');
  return segments.includes('..') ? undefined : segments.join('/');
}
