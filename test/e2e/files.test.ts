import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { blobId } from '../../src/publish/manifest.ts';
import { FileServer } from './file-server.ts';
import { soon } from '../soon.ts';

/** Bytes without a short period. @param seed so that two files differ */
const pattern = (size: number, seed = 0): Buffer =>
  Buffer.from(
    Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8) * 7 + (i >> 16) * 13 + seed) & 0xff),
  );

describe.each(['r2', 'kv'] as const)('the wire, with files in %s', (store) => {
  let server: FileServer;
  const audio = pattern(3_000_000);
  const picture = pattern(50_000);

  beforeAll(async () => {
    server = await FileServer.start(store);
    await server.putFile('/files/a.mp3', audio, 'audio/mpeg');
    await server.putFile('/files/a.png', picture, 'image/png');
  });
  afterAll(async () => server[Symbol.asyncDispose]());

  it.each([
    ['/files/a.mp3', audio],
    ['/files/a.png', picture],
  ])('gives %s its length, whole and in the parts that players ask for', async (path, bytes) => {
    const { length } = bytes;
    const whole = await server.get(path);
    expect([whole.status, whole.headers.get('content-length')]).toEqual([200, String(length)]);
    expect(whole.headers.has('transfer-encoding')).toBe(false);
    expect(whole.body.equals(bytes)).toBe(true);
    const parts: [range: string, first: number, last: number][] = [
      ['bytes=0-1', 0, 1],
      ['bytes=0-', 0, length - 1],
      ['bytes=-500', length - 500, length - 1],
      ['bytes=20000-29999', 20_000, 29_999],
    ];
    for (const [range, first, last] of parts) {
      const part = await server.get(path, { Range: range });
      expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([
        206,
        `bytes ${first}-${last}/${length}`,
        String(last - first + 1),
      ]);
      expect(part.body.equals(bytes.subarray(first, last + 1))).toBe(true);
    }
    const beyond = await server.get(path, { Range: `bytes=${length}-` });
    expect([beyond.status, beyond.headers.get('content-range'), beyond.body.length]).toEqual([
      416,
      `bytes */${length}`,
      0,
    ]);
  });

  it.each(['/files/a.mp3', '/files/a.png'])(
    'gives %s its length for HEAD, and no length for 304',
    async (path) => {
      const head = await server.get(path, {}, 'HEAD');
      expect([head.status, head.body.length]).toEqual([200, 0]);
      expect(head.headers.get('content-length')).toBe(path.endsWith('mp3') ? '3000000' : '50000');
      const fresh = await server.get(path, { 'If-None-Match': head.headers.get('etag')! });
      expect([fresh.status, fresh.body.length]).toEqual([304, 0]);
      expect(fresh.headers.has('content-type')).toBe(false);
    },
  );

  it('survives readers that leave in the middle of a file', async () => {
    for (const range of ['bytes=0-', 'bytes=1000000-2999999']) {
      const socket = server.open();
      socket.write(`GET /files/a.mp3 HTTP/1.1\r\nHost: a\r\nRange: ${range}\r\n\r\n`);
      await new Promise((resolve) => socket.once('data', resolve));
      socket.destroy();
    }
    expect((await server.get('/files/a.mp3')).body.equals(audio)).toBe(true);
  });

  it('keeps nothing of an upload whose client leaves in the middle, and takes it the next time', async () => {
    const bytes = pattern(2_000_000, 1);
    const blob = blobId(bytes);
    for (const sent of [0, 100, 1_000_000, 1_999_999]) {
      const socket = server.open();
      socket.on('error', () => {});
      await new Promise((resolve) => socket.write(server.upload(blob, 2_000_000), resolve));
      if (sent > 0) await new Promise((resolve) => socket.write(bytes.subarray(0, sent), resolve));
      socket.destroy();
      // Requests after it show that the worker has seen the end.
      expect((await server.get('/files/a.png')).status).toBe(200);
      expect(await server.holds(blob)).toBe(false);
    }
    await vi.waitFor(async () => {
      await server.putFile('/files/b.png', bytes, 'image/png');
    }, soon);
    expect((await server.get('/files/b.png')).body.equals(bytes)).toBe(true);
  });

  it('refuses a wrong upload, and stores it when it is right', async () => {
    const bytes = pattern(700_000, 2);
    const blob = blobId(bytes);
    const wrong = await server.send(server.upload(blob, 700_000), pattern(700_000, 3));
    expect(wrong.status).toBe(422);
    expect(await server.holds(blob)).toBe(false);
    expect((await server.send(server.upload(blob, 700_000), bytes)).status).toBe(200);
    expect(await server.holds(blob)).toBe(true);
  });
});
