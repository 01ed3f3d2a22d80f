import { describe, expect, test } from 'vitest';
import { batches, encodeBatch, type Pack, type Piece } from '../../../src/cli/publish/batches.ts';
import { batchLimits, type Batch } from '../../../src/publish/protocol.ts';

const put = (path: string, source = ''): Piece => ({
  step: { action: 'add', path },
  put: JSON.stringify({ path, blob: '0', source }),
});

async function packed(pieces: Piece[]): Promise<Pack[]> {
  return Array.fromAsync(batches(pieces, () => batchLimits.files));
}

const body = ({ pieces, last }: Pack): Uint8Array => encodeBatch(pieces, !last);

const parsed = (pack: Pack): Batch => JSON.parse(Buffer.from(body(pack)).toString()) as Batch;

describe('packing files into batches', () => {
  test('without files there is no batch', async () => {
    expect(await packed([])).toEqual([]);
  });

  test('every file is packed once, in order, and only the last batch is marked as last', async () => {
    const paths = Array.from({ length: 1050 }, (_, i) => `${i}.md`);
    const bodies = (await packed(paths.map((path) => put(path)))).map(parsed);
    expect(bodies.flatMap((body) => body.put.map(({ path }) => path))).toEqual(paths);
    expect(bodies.map(({ more }) => more)).toEqual([true, true, false]);
  });

  test('a batch respects the limit of files as it is when a file is added', async () => {
    const sizes: number[] = [];
    const pieces = Array.from({ length: 200 }, (_, i) => put(`${i}`));
    let limit = 20;
    for await (const pack of batches(pieces, () => limit)) {
      sizes.push(pack.pieces.length);
      limit = sizes.length < 2 ? 100 : 50;
    }
    expect(sizes).toEqual([20, 100, 50, 30]);
  });

  test('a batch stays within the byte limit of a request', async () => {
    const source = 'é"\n'.repeat(200_000);
    const bodies = await packed(Array.from({ length: 9 }, (_, i) => put(`${i}`, source)));
    expect(bodies.length).toBeGreaterThan(1);
    for (const pack of bodies) expect(body(pack).byteLength).toBeLessThanOrEqual(batchLimits.bytes);
  });

  test('both parts of a move are in the same batch', async () => {
    const pieces: Piece[] = Array.from({ length: 300 }, (_, i) => ({
      ...put(`new/${i}`),
      delete: `old/${i}`,
    }));
    for (const body of (await packed(pieces)).map(parsed)) {
      expect(body.delete).toEqual(body.put.map(({ path }) => path.replace('new', 'old')));
      expect(body.put.length + body.delete.length).toBeLessThanOrEqual(batchLimits.files);
    }
  });

  test('files are read only as batches are consumed', async () => {
    let read = 0;
    const pieces = (function* () {
      for (; ; read++) yield put(`${read}`);
    })();
    for await (const pack of batches(pieces, () => 20)) {
      expect(read).toBe(pack.pieces.length);
      break;
    }
  });
});
