/** The form in which old addresses are compared: hosts of static files answer at several spellings of one. */

import { foldAddress } from '../fold.ts';
import { candidates, queryFormOf, type Parameters, type QueryForm } from '../query-address.ts';
import type { OldPattern } from './pattern.ts';

/**
 * Folded, without `index.html` and the extension of a page: `/2020/hello`, `/2020/hello/`, `/2020/Hello.html` and
 * `/2020/hello/index.html` are one. Raise `foldFormat` when the result changes: catalogs store it.
 */
export function oldKey(address: string): string {
  const at = queryFormOf(address) ? address.lastIndexOf('?') : address.length;
  let end = at;
  // Not an expression, which would take quadratic time for thousands of slashes.
  while (address[end - 1] === '/') end--;
  const path = address
    .slice(0, end)
    .replace(/\/(?:index|default)\.(?:html?|php)$/i, '')
    .replace(/\.(?:html?|php)$/i, '');
  return foldAddress(path) + address.slice(at);
}

/** The parameters that patterns have at a path, as in WordPress's `/?p=12`. */
export function formsOfPatterns(patterns: readonly OldPattern[] | undefined, path: string): QueryForm[] {
  if (patterns === undefined || patterns.length === 0) return [];
  const key = oldKey(path);
  return patterns.flatMap(({ text }): QueryForm[] => {
    const [own = '', query = ''] = text.split('?', 2);
    return query === '' || oldKey(own) !== key ? [] : [[...new URLSearchParams(query).keys()].toSorted()];
  });
}

/** The old addresses that a request may mean, those with parameters first. @param path decoded, no slash at the end */
export const oldCandidates = (
  patterns: readonly OldPattern[] | undefined,
  path: string,
  parameters: Parameters,
): string[] => [...candidates(path || '/', formsOfPatterns(patterns, path || '/'), parameters), path];
