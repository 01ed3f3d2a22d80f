/** What a site does without, but is better with. */

import type { Examined } from '../examined.ts';
import type { Finding } from '../finding.ts';
import { notInherited } from './bindings.ts';
import { objectsIn, textOf } from '../values.ts';

/** What each lacks that is missing. */
const purposes: Readonly<Record<string, string>> = {
  WRONG_TOKENS: 'wrong tokens are not limited',
  CATALOG_READS: 'searches and pages of older articles are not limited',
};

export function* checkLimits(examined: Examined): Generator<Finding> {
  const { environment, outline, additions, reference } = examined;
  const path = environment.path('ratelimits');
  const known = objectsIn(environment.get('ratelimits'));
  const missing = objectsIn(reference.get('ratelimits')).filter(
    ({ name }) => !known.some((each) => each['name'] === name),
  );
  if (missing.length === 0) return;
  const taken = takenIds(examined);
  const added = missing.map((limit) => {
    let id = Number(limit['namespace_id']);
    while (taken.has(String(id))) id++;
    taken.add(String(id));
    return { ...limit, namespace_id: String(id) };
  });
  const names = missing.map(({ name }) => textOf(name));
  const lacks = names.map((name) => purposes[name] ?? `${name} is not applied`);
  yield {
    code: 'optional',
    message: `the rate limit${names.length === 1 ? ` ${names[0]} is` : `s ${names.join(' and ')} are`} missing${notInherited(environment.name)}: ${lacks.join('; ')}`,
    line: outline.lineOf(path),
    add: additions.elements(path, added),
  };
}

/** Rate limits of an account that share an id share their counter. */
function takenIds({ environment }: Examined): Set<string> {
  const lists = [
    environment.get('ratelimits'),
    ...environment.others().map(({ values }) => values['ratelimits']),
  ];
  return new Set(lists.flatMap((list) => objectsIn(list).map((each) => textOf(each['namespace_id']))));
}

/** Tables of one binding or one switch, and what is missing without them. */
const tables = {
  version_metadata: 'pages do not change their Last-Modified with a deployment',
  observability: 'the log of the worker is not kept in the dashboard',
  cache: 'every request runs the worker',
} as const;

export function* checkTables({ environment, outline, additions, reference }: Examined): Generator<Finding> {
  for (const [key, lack] of Object.entries(tables) as [keyof typeof tables, string][]) {
    const value = reference.get(key);
    if (value === undefined || environment.get(key) !== undefined) continue;
    yield {
      code: 'optional',
      message: `${key} is missing${key === 'version_metadata' ? notInherited(environment.name) : ''}: ${lack}`,
      line: outline.lineOf(environment.path(key)),
      add: additions.keys(environment.path(key), value as Record<string, unknown>),
    };
  }
}

/** The name of the bucket that the worker looks for. It is switched off in the configuration of the package. */
const bucket = 'FILES';

export function* checkBucket({ environment, outline }: Examined): Generator<Finding> {
  const buckets = objectsIn(environment.get('r2_buckets'));
  if (buckets.length === 0 || buckets.some((each) => each['binding'] === bucket)) return;
  yield {
    code: 'bucket',
    message: `no R2 bucket has the binding ${bucket}, so files beside articles go to KV, up to 25 MiB each`,
    line: outline.lineOf(environment.path('r2_buckets')),
  };
}
