/** The keys that describe the worker: its name, its platform, its triggers. */

import type { Finding } from '../finding.ts';
import type { Examined } from '../examined.ts';
import { objectOf, textOf, textsIn } from '../values.ts';

export function* checkName({ environment, additions }: Examined): Generator<Finding> {
  if (environment.get('name')) return;
  const message = 'the worker has no name; it is a part of its workers.dev address';
  yield { code: 'name', message, add: additions.keys([], { name: 'feeds' }) };
}

export function* checkPlatform({ environment, outline, additions, reference }: Examined): Generator<Finding> {
  const needed = textOf(reference.get('compatibility_date'));
  const date = environment.get('compatibility_date');
  const path = environment.path('compatibility_date');
  if (date === undefined) {
    const message = `compatibility_date is missing; this version needs ${needed} or later`;
    yield { code: 'compatibility-date', message, add: additions.keys([], { compatibility_date: needed }) };
  } else if (!/^\d{4}-\d\d-\d\d$/.test(dayOf(date)) || dayOf(date) < needed) {
    const message = `compatibility_date is ${dayOf(date)}; this version needs ${needed} or later`;
    const add = additions.value(path, needed);
    yield { code: 'compatibility-date', message, line: outline.lineOf(path), add };
  }
  yield* checkFlags({ environment, outline, additions, reference });
}

/** TOML has dates of its own, which wrangler takes, too. */
const dayOf = (date: unknown): string =>
  date instanceof Date ? date.toISOString().slice(0, 10) : textOf(date);

function* checkFlags({
  environment,
  outline,
  additions,
  reference,
}: Omit<Examined, 'config'>): Generator<Finding> {
  const flags = textsIn(environment.get('compatibility_flags'));
  const path = environment.path('compatibility_flags');
  const missing = textsIn(reference.get('compatibility_flags')).filter((flag) => !flags.includes(flag));
  if (missing.length === 0) return;
  const isError = missing.some((flag) => !Object.hasOwn(optionalFlags, flag));
  const lacks = isError ? [] : missing.map((flag) => optionalFlags[flag]);
  yield {
    code: isError ? 'compatibility-flag' : 'optional',
    message: [`compatibility_flags has no ${missing.join(', ')}`, ...lacks].join(': '),
    line: outline.lineOf(path),
    add: additions.elements(path, missing),
  };
}

/** Flags that a site does without, and what it lacks then. */
const optionalFlags: Readonly<Record<string, string>> = {
  global_fetch_strictly_public: 'requests to subscribers may reach other workers of your zone directly',
};

export function* checkCrons({ environment, outline, additions, reference }: Examined): Generator<Finding> {
  const crons = textsIn(objectOf(environment.get('triggers'))['crons']);
  const path = [...environment.path('triggers'), 'crons'];
  const needed = textsIn(objectOf(reference.get('triggers'))['crons']);
  const missing = needed.filter((cron) => !crons.includes(cron));
  if (missing.length === 0) return;
  yield {
    code: 'cron',
    message: `triggers.crons has no ${missing.map((cron) => `"${cron}"`).join(', ')}`,
    line: outline.lineOf(path),
    add: additions.elements(path, missing),
  };
}
