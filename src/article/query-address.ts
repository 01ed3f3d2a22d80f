/**
 * Addresses with a query, as old sites have them: `/index.php?p=1`. They are written in one form: path, `?`, and the
 * parameters by name, each percent-encoded. A path that contains an encoded question mark (`/index.php%3Fp=1`, as copies
 * of such sites have it) is the same address.
 */

import { limits } from '../limits.ts';

export type Parameters = readonly (readonly [name: string, value: string])[];

/** The names of the parameters of an address, sorted. */
export type QueryForm = readonly string[];

/** The address of a path with parameters, which come in any order. */
export function queryAddress(path: string, parameters: Parameters): string {
  const sorted = parameters.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const query = sorted.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  return query === '' ? path : `${path}?${query}`;
}

/** The path of an address and the names of its parameters; undefined for an address without a query. */
export function queryFormOf(address: string): { path: string; names: QueryForm } | undefined {
  const at = address.lastIndexOf('?');
  const query = at < 0 ? '' : address.slice(at + 1);
  if (!query.includes('=')) return undefined;
  return {
    path: address.slice(0, at),
    names: query.split('&').map((pair) => decode(pair.split('=', 1)[0]!)),
  };
}

/** The parameters of a request, the first of each name; those beyond a limit are left out. */
export function parametersIn(search: string): Parameters {
  const found = new Map<string, string>();
  if (search === '') return [];
  for (const [name, value] of new URLSearchParams(search)) {
    if (!found.has(name)) found.set(name, value.normalize('NFC'));
    if (found.size === limits.readParameters) break;
  }
  return [...found];
}

/**
 * The addresses that a request may mean, by the forms that are known of its path: those with most parameters first.
 * Parameters that a form does not have, such as `utm_source`, make no difference.
 */
export function candidates(path: string, forms: readonly QueryForm[], parameters: Parameters): string[] {
  const given = new Map(parameters);
  return forms
    .filter((names) => names.every((name) => given.has(name)))
    .toSorted((a, b) => b.length - a.length)
    .map((names) =>
      queryAddress(
        path,
        names.map((name) => [name, given.get(name)!] as const),
      ),
    );
}

const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
