/** Reads one line of a `_redirects` file: `/old /new 301`. */

import type { Problem } from '../article/problem.ts';
import type { Parameters } from '../article/query-address.ts';
import { quote } from '../article/text.ts';
import { limits } from '../limits.ts';
import { isPattern, parsePattern, placeholder, splatName } from './pattern.ts';
import { redirectStatuses, targetOf, type RedirectStatus, type Rule } from './rule.ts';

interface LineProblem {
  severity: Problem['severity'];
  /** Offset in the line. */
  at: number;
  /** With the remedy. */
  why: string;
}

export interface ReadLine {
  /** Absent: the line was left out. */
  rule?: Rule;
  problems: LineProblem[];
}

interface Token {
  text: string;
  at: number;
}

/** A line that cannot be read (an error), or asks for what is not done here (a warning). */
class Refused extends Error {
  readonly problem: LineProblem;

  constructor(severity: Problem['severity'], at: number, why: string) {
    super(why);
    this.problem = { severity, at, why };
  }
}

const example = 'write it like "/old /new 301"';

/** @returns undefined for an empty line and a comment */
export function readLine(text: string, line: number, siteUrl: string): ReadLine | undefined {
  if (/^\s*(?:#|$)/.test(text)) return undefined;
  const problems: LineProblem[] = [];
  try {
    if (text.trim().length > limits.redirectLine)
      throw new Refused('error', 0, `the line has more than ${limits.redirectLine} characters; shorten it`);
    return { rule: ruleOf(tokensOf(text), line, siteUrl, (problem) => problems.push(problem)), problems };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { problems: [...problems, error.problem] };
  }
}

/** The words of a line, up to a comment behind them. */
function tokensOf(text: string): Token[] {
  const tokens = Array.from(text.matchAll(/\S+/g), ({ 0: text, index }): Token => ({ text, at: index }));
  const comment = tokens.findIndex(({ text }, i) => i >= 2 && text.startsWith('#'));
  return comment < 0 ? tokens : tokens.slice(0, comment);
}

function ruleOf(
  [source, ...rest]: Token[],
  line: number,
  siteUrl: string,
  warn: (problem: LineProblem) => void,
): Rule {
  const toAt = rest.findIndex(({ text }) => /^(?:\/|[a-z][a-z\d+.-]*:)/i.test(text));
  const to = rest[toAt];
  if (!source || !to)
    throw new Refused(
      'error',
      source?.at ?? 0,
      `the line does not say where ${quote(source?.text ?? '')} leads; ${example}`,
    );
  const [first, ...others] = rest.slice(toAt + 1);
  const isCondition = first !== undefined && /^[a-z]+=/i.test(first.text);
  const [status, conditions] = isCondition ? [undefined, [first, ...others]] : [first, others];
  const { from, query: inSource } = readSource(source, siteUrl);
  const query = [...inSource, ...rest.slice(0, toAt).map(readParameter)];
  const rule = {
    line,
    from,
    ...(query.length > 0 && { query: query.map(([name, value]) => [name, value.normalize('NFC')] as const) }),
    to: readTarget(to, siteUrl),
    status: readStatus(status, warn),
  };
  if (conditions.length > 0) {
    const what = conditions.map(({ text }) => text).join(' ');
    throw new Refused(
      'warning',
      conditions[0]!.at,
      `conditions such as ${quote(what)} are not supported, so the line was left out; remove the condition, or the line`,
    );
  }
  checkPlaceholders(rule, to.at, warn);
  return rule;
}

function readSource({ text, at }: Token, siteUrl: string): { from: string; query: Parameters } {
  let path = text;
  if (/^https?:\/\//i.test(text)) {
    if (!text.toLowerCase().startsWith(`${siteUrl}/`.toLowerCase()))
      throw new Refused(
        'warning',
        at,
        `${quote(text)} is an address of another site, so the line was left out; remove it`,
      );
    path = text.slice(siteUrl.length);
  }
  if (!path.startsWith('/'))
    throw new Refused('error', at, `${quote(text)} is not a path of this site; let it begin with /`);
  const { path: whole, query } = targetOf(path);
  let end = whole.length;
  while (whole[end - 1] === '/') end--;
  const from = whole.slice(0, end);
  const pattern = parsePattern(from);
  if ('why' in pattern)
    throw new Refused('error', at, `${quote(text)} is not understood: ${pattern.why}; change that`);
  return { from, query: [...new URLSearchParams(query)] };
}

function readParameter({ text, at }: Token): Parameters[number] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new Refused(
      'error',
      at,
      `${quote(text)} is neither where the rule leads nor a parameter like id=:id; ${example}`,
    );
  const [parameter] = [...new URLSearchParams(text.replaceAll('+', '%2B'))];
  return parameter ?? [name, value];
}

/** The target in ASCII: a path for this site, an absolute address for others. */
function readTarget({ text, at }: Token, siteUrl: string): string {
  if (/^[/\\]{2}/.test(text))
    throw new Refused('error', at, `${quote(text)} leads to another site; begin it with https://`);
  if (!text.startsWith('/') && !/^https?:\/\/[^/]/i.test(text))
    throw new Refused(
      'error',
      at,
      `${quote(text)} is not a web address; write a path that begins with /, or one that begins with https://`,
    );
  const host = /^https?:\/\/[^/?#]*/i.exec(text)?.[0].slice(6) ?? '';
  // Otherwise a request would choose the host.
  if (host.search(placeholder) >= 0 || host.includes('*') || host.includes('@'))
    throw new Refused(
      'error',
      at,
      `${quote(text)} has a placeholder or a user in its host; write the host out`,
    );
  const url = URL.parse(text, siteUrl);
  if (!url) throw new Refused('error', at, `${quote(text)} is not a web address; check its spelling`);
  return url.origin === URL.parse(siteUrl)?.origin ? url.pathname + url.search + url.hash : url.href;
}

function readStatus(token: Token | undefined, warn: (problem: LineProblem) => void): RedirectStatus {
  if (!token) return 301;
  const [, digits, force] = /^(\d{3})(!?)$/.exec(token.text) ?? [];
  const status = redirectStatuses.find((known) => String(known) === digits);
  if (status !== undefined) {
    if (force !== '') {
      const why = 'a rule never comes before an article or a feed, so the ! was left out; remove it';
      warn({ severity: 'warning', at: token.at, why });
    }
    return status;
  }
  if (digits !== undefined && /^(?:200|4\d\d)$/.test(digits)) {
    const what = digits === '200' ? 'rewrites and proxies (200)' : `custom pages for ${digits}`;
    throw new Refused(
      'warning',
      token.at,
      `${what} are not supported, so the line was left out; make it a redirect with 301, or remove it`,
    );
  }
  throw new Refused(
    'error',
    token.at,
    `${quote(token.text)} is not the status of a redirect; write one of ${redirectStatuses.join(', ')}, or leave it out`,
  );
}

function checkPlaceholders(rule: Rule, at: number, warn: (problem: LineProblem) => void): void {
  const known = new Set(
    Array.from(
      `${rule.from} ${rule.query?.map(([, value]) => value).join(' ') ?? ''}`.matchAll(placeholder),
      ([, name]) => name!,
    ),
  );
  if (rule.from.includes('*')) known.add(splatName);
  for (const [whole, name] of rule.to.matchAll(placeholder)) {
    if (known.has(name!) || (!isPattern(rule.from) && name !== splatName)) continue;
    const remedy =
      name === splatName ? 'write * in the address, or write the target out' : 'correct one of the two';
    warn({
      severity: 'warning',
      at,
      why: `the address has no ${name === splatName ? '*' : whole}, so ${whole} stays as it is written; ${remedy}`,
    });
  }
}
