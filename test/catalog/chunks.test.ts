import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../src/catalog/chunks.ts';
import { limits } from '../../src/limits.ts';

describe('rows for a statement', () => {
  it('are one chunk where they fit, and none where there are none', () => {
    expect([...chunksOf([])]).toEqual([]);
    expect([...chunksOf(['a', ['b', 1, null]])]).toEqual(['["a",["b",1,null]]']);
  });

  it('are cut by their bytes in UTF-8, in their order, and none is lost', () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `${i} ${'知'.repeat(400)}`);
    const chunks = [...chunksOf(rows)];
    expect(chunks.length).toBeGreaterThan(3);
    for (const chunk of chunks) expect(Buffer.byteLength(chunk)).toBeLessThan(limits.boundBytes);
    expect(chunks.flatMap((chunk) => JSON.parse(chunk) as string[])).toEqual(rows);
  });

  it('may be as large as the limit, and no larger', () => {
    const [chunk] = chunksOf(['x'.repeat(limits.boundBytes - 5)]);
    expect(chunk).toHaveLength(limits.boundBytes - 1);
    expect(() => [...chunksOf(['x'.repeat(limits.boundBytes - 4)])]).toThrow(RangeError);
  });
});
