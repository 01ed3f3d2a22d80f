import { reset } from 'cloudflare:test';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { ParsedPut } from '../../../src/catalog/batch/parsed-batch.ts';
import { limits } from '../../../src/limits.ts';
import { catalog, publish, put } from '../batches.ts';
import { quiet } from '../quiet.ts';

beforeEach(async () => reset());
afterAll(quiet);

const bad = (path: string, line = 3): ParsedPut => ({
  path,
  blob: '0'.repeat(40),
  parsed: {
    status: 'error',
    problems: [
      { severity: 'warning', line: 1, column: 1, code: 'duplicate-key', message: 'lesser' },
      { severity: 'error', line, column: 2, code: 'date', message: 'not a date; write it like 2026-01-31' },
    ],
  },
});

const refused = async () => (await catalog().status()).refused;

describe('the files that were refused', () => {
  it('have their first error in the status of the owner, until they are accepted or deleted', async () => {
    expect(await refused()).toBeUndefined();
    await publish([put('good.md'), bad('b.md'), bad('a.md', 7), bad('c.md')]);
    const message = 'not a date; write it like 2026-01-31';
    const sent = expect.stringMatching(/^20\d\d-/);
    expect(await refused()).toEqual([
      { path: 'a.md', line: 7, message, sent },
      { path: 'b.md', line: 3, message, sent },
      { path: 'c.md', line: 3, message, sent },
    ]);
    await publish([put('a.md')], ['c.md']);
    expect((await refused())?.map(({ path }) => path)).toEqual(['b.md']);
    // What everybody may read names none of them.
    expect(JSON.stringify(await catalog().publicStatus())).not.toContain('b.md');
  });

  it('are bounded in number; of those of one moment the first by path stay', async () => {
    const many = (name: string, count: number) =>
      Array.from({ length: count }, (_, i) => bad(`${name}${String(i).padStart(3, '0')}.md`));
    await publish(many('z-old', limits.refusals));
    await publish(many('a-new', 10));
    const paths = (await refused())?.map(({ path }) => path) ?? [];
    expect(paths).toHaveLength(limits.refusals);
    expect(paths.filter((path) => path.startsWith('a-new'))).toHaveLength(10);
  });
});
