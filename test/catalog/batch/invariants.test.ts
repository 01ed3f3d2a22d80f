import { reset, runInDurableObject } from 'cloudflare:test';
import * as fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import type { ParsedPut } from '../../../src/catalog/batch/parsed-batch.ts';
import { catalog, day, publish, put } from '../batches.ts';
import { contradictions } from '../contradictions.ts';

beforeEach(async () => reset());

const paths = ['a.md', 'b.md', 'c.md', 'd.md'];
const addresses = ['a', 'b', 'c', '/old'];

/** What one file of a batch does: a few paths, ids and addresses that get into each other's way. */
const step = fc.oneof(
  fc.constant('stays' as const),
  fc.constant('deleted' as const),
  fc.constantFrom('skip' as const, 'error' as const),
  fc.record(
    {
      title: fc.constantFrom('One', 'Two'),
      id: fc.constantFrom('x:1', 'x:2'),
      address: fc.constantFrom('a', 'b', 'c'),
      aliases: fc.subarray(addresses, { maxLength: 2 }),
      published: fc.constantFrom(day(1), Date.UTC(2999, 0)),
      movedFrom: fc.constantFrom(...paths),
    },
    { requiredKeys: ['title'] },
  ),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function putOf(path: string, what: Step, number: number): ParsedPut[] {
  if (what === 'stays' || what === 'deleted') return [];
  if (typeof what === 'string') {
    const blob = `${number}`.padStart(40, '0');
    return [{ path, blob, parsed: { status: what, problems: [] } }];
  }
  const { movedFrom, ...said } = what;
  return [put(path, said, movedFrom)];
}

it('any batches leave articles, files and addresses that agree', async () => {
  const batch = fc.tuple(...paths.map(() => step));
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 2, maxLength: 6 }), async (batches) => {
      await publish([], paths);
      for (const [number, steps] of batches.entries()) {
        const deleted = paths.filter((_, i) => steps[i] === 'deleted');
        await publish(
          steps.flatMap((what, i) => putOf(paths[i]!, what, number)),
          deleted,
        );
        const found = await runInDurableObject(catalog(), (_, { storage: { sql } }) =>
          Object.entries(contradictions).flatMap(([name, select]) =>
            sql.exec(select).toArray().length > 0 ? [name] : [],
          ),
        );
        expect(found).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
