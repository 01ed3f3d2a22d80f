/** Finds the rule of a request: the topmost one that has its path and its parameters. */

import {
  isPattern,
  match,
  parsePattern,
  pathOf,
  segmentsOf,
  type Captures,
  type Pattern,
} from './pattern.ts';
import { locationOf, targetOf, type RedirectStatus, type Rule } from './rule.ts';
import type { Parameters, QueryForm } from '../article/query-address.ts';

export interface Asked {
  /** Percent-encoded, as in the request. */
  pathname: string;
  /** With its `?`, or empty. */
  search: string;
  parameters: Parameters;
}

interface Dynamic {
  rule: Rule;
  pattern: Pattern;
  /** Of a rule that leads to this site: the addresses that it leads to. */
  target?: Pattern;
}

/** A rule, and what its placeholders stand for. */
export interface Found {
  rule: Rule;
  captures: Captures;
}

export class RedirectMatcher {
  /** By path; those of one path differ in their parameters. */
  readonly #static = new Map<string, Rule[]>();
  readonly #dynamic: Dynamic[] = [];

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) {
      if (!isPattern(rule.from)) {
        const key = pathOf(segmentsOf(rule.from) ?? []);
        const others = this.#static.get(key);
        if (others) others.push(rule);
        else this.#static.set(key, [rule]);
        continue;
      }
      const pattern = parsePattern(rule.from);
      if ('why' in pattern) continue;
      const target = rule.to.startsWith('/')
        ? parsePattern(targetOf(rule.to).path.replace(/:splat\b/, '*'))
        : undefined;
      this.#dynamic.push({ rule, pattern, ...(target && !('why' in target) && { target }) });
    }
  }

  /** The rule of a request with what its placeholders stand for. @param before only rules above this line */
  find({ pathname, parameters }: Asked, before = Infinity): Found | undefined {
    const path = segmentsOf(pathname);
    if (!path) return undefined;
    const plain = this.#findStatic(path, parameters, before);
    for (const { rule, pattern, target } of this.#dynamic) {
      if (rule.line >= (plain?.rule.line ?? before)) break;
      const matched = match(pattern, path);
      const captures = matched && withQuery(rule, matched, path, parameters);
      if (!captures) continue;
      const found = { rule, captures };
      // `/* /articles/:splat`, asked for an article that does not exist, would lead on and on.
      if (!target || !match(target, path) || !match(pattern, nextPath(found))) return found;
    }
    return plain;
  }

  #findStatic(path: readonly string[], parameters: Parameters, before: number): Found | undefined {
    for (const rule of this.#static.get(pathOf(path)) ?? []) {
      const captures = rule.line < before ? withQuery(rule, new Map(), path, parameters) : undefined;
      if (captures) return { rule, captures };
    }
    return undefined;
  }

  /** Where a request is redirected to: an absolute address. */
  locate(asked: Asked, siteUrl: string): { location: string; status: RedirectStatus } | undefined {
    const found = this.find(asked);
    if (!found) return undefined;
    const { rule, captures } = found;
    const slash = asked.pathname.endsWith('/');
    const location = locationOf(rule, captures, { siteUrl, search: asked.search, slash });
    return location === undefined ? undefined : { location, status: rule.status };
  }

  /** The parameters that rules of a path look at. */
  formsOf(pathname: string): QueryForm[] {
    const path = segmentsOf(pathname) ?? [];
    const rules = [
      ...(this.#static.get(pathOf(path)) ?? []),
      ...this.#dynamic.filter(({ pattern }) => match(pattern, path)).map(({ rule }) => rule),
    ];
    return rules.flatMap(({ query }) => (query ? [query.map(([name]) => name).toSorted()] : []));
  }
}

/** The path that a rule of this site leads to. */
function nextPath({ rule, captures }: Found): readonly string[] {
  const siteUrl = 'https://site.invalid';
  const location = locationOf(rule, captures, { siteUrl, search: '', slash: false });
  return segmentsOf(URL.parse(location ?? siteUrl)?.pathname ?? '/') ?? [];
}

/**
 * Adds what the parameters of a request give; undefined if one is missing or has another value. The home page answers
 * requests whatever their parameters, so only a rule that looks at them applies there.
 */
function withQuery(
  rule: Rule,
  captures: Captures,
  path: readonly string[],
  parameters: Parameters,
): Captures | undefined {
  if (!rule.query) return path.length === 0 ? undefined : captures;
  const given = new Map(parameters);
  const all = new Map(captures);
  for (const [name, wanted] of rule.query) {
    const value = given.get(name);
    if (value === undefined) return undefined;
    const [, placeholder] = /^:([A-Za-z]\w*)$/.exec(wanted) ?? [];
    if (placeholder !== undefined) all.set(placeholder, [value]);
    else if (value !== wanted) return undefined;
  }
  return all;
}
