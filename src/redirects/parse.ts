/**
 * Reads a `_redirects` file, in the format of Netlify (https://docs.netlify.com/routing/redirects/) and Cloudflare Pages
 * (https://developers.cloudflare.com/pages/configuration/redirects/). Pure.
 */

import { ProblemList } from '../article/problem-list.ts';
import type { Problem } from '../article/problem.ts';
import { withLineFeeds } from '../article/source.ts';
import { isOwnAddress } from '../article/own-addresses.ts';
import { quote } from '../article/text.ts';
import { wholeFile } from '../article/problem.ts';
import { limits } from '../limits.ts';
import { circleOf } from './loops.ts';
import { readLine } from './line.ts';
import { RedirectMatcher } from './matcher.ts';
import { isPattern, segmentsOf } from './pattern.ts';
import type { Rule } from './rule.ts';

export type RedirectsResult =
  | { status: 'redirects'; rules: Rule[]; problems: Problem[] }
  /** At least one line cannot be read, or leads in a circle. */
  | { status: 'error'; problems: Problem[] };

/** @param siteUrl no slash at the end */
export function parseRedirects(source: string, siteUrl: string): RedirectsResult {
  const bytes = Buffer.byteLength(source);
  if (bytes > limits.redirectsBytes) {
    const excess = `the file has ${bytes} bytes, more than the ${limits.redirectsBytes} allowed`;
    return {
      status: 'error',
      problems: [wholeFile('too-large', `${excess}; remove rules, or merge some with * and :name`)],
    };
  }
  const list = new ProblemList(source);
  const rules = readRules(source, siteUrl, list);
  lookForCircles(rules, list);
  const problems = list.problems;
  return problems.some(({ severity }) => severity === 'error')
    ? { status: 'error', problems }
    : { status: 'redirects', rules: rules.map(({ rule }) => rule), problems };
}

interface Placed {
  rule: Rule;
  /** Offset of its line. */
  at: number;
}

function readRules(source: string, siteUrl: string, list: ProblemList): Placed[] {
  const rules: Placed[] = [];
  const lines = new Map<string, number>();
  const left = { static: limits.staticRedirects, dynamic: limits.dynamicRedirects };
  let at = 0;
  for (const [i, text] of withLineFeeds(source).split('\n').entries()) {
    const line = i + 1;
    const start = at;
    at += text.length + 1;
    const read = readLine(i === 0 ? text.replace(/^\uFEFF/, ' ') : text, line, siteUrl);
    if (read === undefined) continue;
    for (const { severity, at: column, why } of read.problems)
      list.add(severity, 'redirect', start + column, why);
    const { rule } = read;
    if (!rule) continue;
    const kind = isPattern(rule.from) ? 'dynamic' : 'static';
    const first = claim(lines, rule);
    if (first !== undefined) {
      list.add(
        'warning',
        'redirect',
        start,
        `line ${first} is a rule for the same address already, so this line was left out; remove it`,
      );
    } else if (isHidden(rule)) {
      const what = `${quote(rule.from || '/')} is an address of the site itself, which always answers`;
      list.add('warning', 'redirect', start, `${what}, so this line was left out; remove it`);
    } else if (left[kind]-- <= 0) {
      const most = kind === 'static' ? limits.staticRedirects : limits.dynamicRedirects;
      const what = kind === 'static' ? 'without' : 'with';
      list.add(
        'warning',
        'too-many',
        start,
        `a file may have ${most} rules ${what} * or :name, so this line was left out; merge some, or remove it`,
      );
    } else rules.push({ rule, at: start });
  }
  return rules;
}

/** @returns the line of an earlier rule that has the same address */
function claim(lines: Map<string, number>, { line, from, query }: Rule): number | undefined {
  const key = JSON.stringify([segmentsOf(from) ?? from, query?.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
  const first = lines.get(key);
  if (first === undefined) lines.set(key, line);
  return first;
}

/** Whether a document of the site answers, whatever is published. The home page leaves parameters to rules. */
function isHidden({ from, query }: Rule): boolean {
  if (isPattern(from)) return /^\/(?:api|hooks)\//.test(from);
  const path = `/${(segmentsOf(from) ?? []).join('/')}`;
  return isOwnAddress(path) && !(path === '/' && query);
}

function lookForCircles(rules: readonly Placed[], list: ProblemList): void {
  const matcher = new RedirectMatcher(rules.map(({ rule }) => rule));
  for (const { rule, at } of rules) {
    const back = circleOf(matcher, rule);
    if (back !== undefined) {
      const way =
        back === rule.line ? 'leads back to its own address' : `leads in a circle, through line ${back}`;
      list.add('error', 'redirect', at, `this rule ${way}; change where it leads, or remove it`);
      continue;
    }
    const asked = { pathname: rule.from || '/', search: '', parameters: rule.query ?? [] };
    const above = isPattern(rule.from) ? undefined : matcher.find(asked, rule.line);
    if (above) {
      list.add(
        'warning',
        'redirect',
        at,
        `line ${above.rule.line} has this address too, and comes first; move this line above it, or remove it`,
      );
    }
  }
}
