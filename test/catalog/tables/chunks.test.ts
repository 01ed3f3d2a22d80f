import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../../src/catalog/tables/chunks.ts';
import { Sql } from '../../../src/catalog/tables/sql.ts';
import { limits } from '../../../src/limits.ts';
import { catalog } from '../batches.ts';

describe('chunks of rows', () => {
  it('hold all rows in their order, each below what a statement takes', () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => [i, '知'.repeat(i % 700), null]);
    const chunks = [...chunksOf(rows)];
    expect(chunks.flatMap((chunk) => JSON.parse(chunk) as unknown[])).toEqual(rows);
    expect(chunks.length).toBeGreaterThan(1);
    for (const chunk of chunks) expect(Buffer.byteLength(chunk)).toBeLessThanOrEqual(limits.boundBytes);
  });

  it('are none for no rows, and one as long as they fit', () => {
    expect([...chunksOf([])]).toEqual([]);
    expect([...chunksOf(['a', 'b'])]).toEqual(['["a","b"]']);
    const most = 'x'.repeat(limits.boundBytes - 5);
    expect([...chunksOf([most])]).toHaveLength(1);
    expect([...chunksOf([most, 'x'])]).toHaveLength(2);
  });

  it('refuse a row that is too large by itself', () => {
    expect(() => [...chunksOf(['x'.repeat(limits.boundBytes)])]).toThrow(RangeError);
  });
});

describe('the database', () => {
  const bind = async (value: string) =>
    runInDurableObject(catalog(), (_, { storage }) =>
      new Sql(storage.sql).one<{ n: number }>('SELECT length(?) AS n', value),
    );

  it('takes values up to 2 MB, as the platform does', async () => {
    expect(await bind('x'.repeat(2_000_000))).toEqual({ n: 2_000_000 });
    expect(await bind('知'.repeat(666_666))).toEqual({ n: 666_666 });
  });

  it('refuses larger ones, which the local one would take', async () => {
    await expect(bind('x'.repeat(2_000_001))).rejects.toThrow('a value has 2000001 bytes');
    await expect(bind('知'.repeat(666_667))).rejects.toThrow(RangeError);
  });
});
