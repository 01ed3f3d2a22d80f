/** Finds rules that lead in a circle. */

import { parametersIn } from '../article/query-address.ts';
import type { Found, RedirectMatcher } from './matcher.ts';
import { isPattern, pathOf, placeholder, segmentsOf } from './pattern.ts';
import { locationOf, targetOf, type Rule } from './rule.ts';

/** Stands for what placeholders stand for: a name that no rule has. */
const sampleName = 'sample-of-edgefeed';

/** Redirects in a row that browsers follow (https://fetch.spec.whatwg.org/#http-redirect-fetch). */
export const mostHops = 20;

/** An address, from which one placeholder tells no other. */
interface Sample {
  pathname: string;
  search: string;
}

/**
 * Follows a rule from an address that it has.
 * @returns the line of the rule that leads back, or that of the last one of a chain that no browser follows to its end
 */
export function circleOf(matcher: RedirectMatcher, rule: Rule): number | undefined {
  if (!rule.to.startsWith('/')) return undefined;
  const first = sourceOf(rule);
  // A rule that does not apply to an address of its own would lead back there.
  if (isPattern(rule.from) && !find(matcher, first)) return rule.line;
  /** Which of the addresses each one is. */
  const seen = new Map([[keyOf(first), 0]]);
  /** The lines that lead on from them. */
  const lines = [rule.line];
  let sample = targetSampleOf(rule, first);
  for (let hops = 1; hops < mostHops; hops++) {
    const key = keyOf(sample);
    const back = seen.get(key);
    // A circle that the rule only leads into is a fault of the rules that are in it.
    if (back !== undefined) {
      const circle = lines.slice(back);
      if (!circle.includes(rule.line)) return undefined;
      return circle.findLast((line) => line !== rule.line) ?? rule.line;
    }
    seen.set(key, hops);
    const found = find(matcher, sample);
    if (!found) return undefined;
    lines.push(found.rule.line);
    const location = locationOf(found.rule, found.captures, { siteUrl, search: sample.search, slash: false });
    const url = URL.parse(location ?? '');
    if (url?.origin !== siteUrl) return undefined;
    sample = url;
  }
  return lines.at(-1);
}

/** Stands for the site. */
const siteUrl = 'https://site.invalid';

const filled = (text: string): string => text.replace('*', sampleName).replace(placeholder, sampleName);

function sourceOf({ from, query }: Rule): Sample {
  const pairs = query?.map(([name, value]) => [name, filled(value)] as [string, string]);
  return { pathname: filled(from) || '/', search: pairs ? `?${new URLSearchParams(pairs).toString()}` : '' };
}

/** Where the rule itself leads, for which no address has to be parsed: most rules are in no chain. */
function targetSampleOf(rule: Rule, { search }: Sample): Sample {
  const { path, query } = targetOf(rule.to);
  return { pathname: filled(path), search: query === '' && !rule.query ? search : filled(query) };
}

const find = (matcher: RedirectMatcher, { pathname, search }: Sample): Found | undefined =>
  matcher.find({ pathname, search, parameters: parametersIn(search) });

function keyOf({ pathname, search }: Sample): string {
  const segments = segmentsOf(pathname);
  return `${segments ? pathOf(segments) : pathname}${search}`;
}
