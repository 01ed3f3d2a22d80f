/** Finds rules that lead in a circle. */

import { parametersIn } from '../article/query-address.ts';
import { placeholder, segmentsOf } from './pattern.ts';
import { locationOf, type Rule } from './rule.ts';
import type { RedirectMatcher } from './matcher.ts';

/** Stands for what placeholders stand for: a name that no rule has. */
const sampleName = 'sample-of-edgefeed';

/** Redirects in a row that browsers follow (https://fetch.spec.whatwg.org/#http-redirect-fetch). */
const mostHops = 20;

/**
 * Follows a rule from an address that it has.
 * @returns the line of the rule that leads back, or that of the last one of a chain that no browser follows to its end
 */
export function circleOf(matcher: RedirectMatcher, rule: Rule, siteUrl: string): number | undefined {
  if (!rule.to.startsWith('/')) return undefined;
  const sample = (text: string): string => text.replace('*', sampleName).replace(placeholder, sampleName);
  let pathname = sample(rule.from) || '/';
  let search = rule.query
    ? `?${rule.query.map(([name, value]) => `${name}=${sample(value)}`).join('&')}`
    : '';
  const seen = new Set([keyOf(pathname, search)]);
  let line = rule.line;
  for (let hops = 0; hops < mostHops; hops++) {
    const asked = { pathname, search, parameters: parametersIn(search) };
    const found = matcher.find(asked);
    // A rule that does not apply to an address of its own would lead back there.
    if (!found) return hops === 0 ? rule.line : undefined;
    line = found.rule.line;
    const location = locationOf(found.rule, found.captures, { siteUrl, search, slash: false });
    const url = location === undefined ? null : URL.parse(location);
    if (!url || url.origin !== URL.parse(siteUrl)?.origin) return undefined;
    ({ pathname, search } = url);
    const key = keyOf(pathname, search);
    // A circle that the rule only leads into is a fault of the rules that are in it.
    if (seen.has(key)) return key === seen.values().next().value ? line : undefined;
    seen.add(key);
  }
  return line;
}

const keyOf = (pathname: string, search: string): string =>
  JSON.stringify([segmentsOf(pathname) ?? pathname, search]);
