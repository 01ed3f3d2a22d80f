/** Downloads from servers that are busy, hang up, or send something else than they say. */

import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Downloads } from '../../../src/cli/import/download/downloads.ts';
import { serveHttp } from '../http-server.ts';

const unzip = promisify(gunzip);

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** Downloads from a server that gives these answers, one after the other. */
async function download(...answers: Answer[]) {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-test-'));
  const file = join(folder, 'file');
  const ranges: (string | undefined)[] = [];
  const pauses: number[] = [];
  await using server = await serveHttp((request, response) => {
    ranges.push(request.headers.range);
    answers[ranges.length - 1]!(response, request);
  });
  const downloads = new Downloads({
    allowPrivate: true,
    stop: new AbortController().signal,
    pause: (ms) => Promise.resolve(void pauses.push(ms)),
  });
  try {
    const result = await downloads.save(server.url, file, { accept: '*/*', maxBytes: 1_000 });
    const [name] = readdirSync(folder);
    return { result, ranges, pauses, content: name && readFileSync(file, 'utf8') };
  } finally {
    downloads.close();
    rmSync(folder, { recursive: true });
  }
}

const busy =
  (status: number, after?: string): Answer =>
  (response) =>
    response.writeHead(status, after === undefined ? {} : { 'Retry-After': after }).end();

const whole: Answer = (response) => response.end('0123456789');

/** Sends the head of a file of ten bytes, and four of them. */
const broken =
  (headers: Record<string, string>): Answer =>
  (response) => {
    response.writeHead(200, { 'Content-Length': '10', ...headers });
    response.write('0123');
    // What was written arrives, and then the end of the connection.
    response.socket!.end();
  };

const strong = { ETag: '"a"' };

describe('a busy server', () => {
  it('is asked three times more, after the pauses that it asks for', async () => {
    const { result, pauses, content } = await download(busy(429, '7'), busy(503), busy(502, '0'), whole);
    expect({ pauses, content }).toEqual({ pauses: [7_000, 5_000, 0], content: '0123456789' });
    expect(result).toMatchObject({ bytes: 10 });
  });

  it('is left alone after these, and at once if it asks for a longer pause', async () => {
    const four = await download(busy(503), busy(503), busy(503), busy(503));
    expect([four.result, four.pauses, four.content]).toEqual([
      { code: 503, reason: 'the server answers 503' },
      [1_000, 5_000, 20_000],
      undefined,
    ]);
    const { result } = await download(busy(429, '3600'));
    expect(result).toEqual({
      code: 429,
      reason: 'the server answers 429, and asks for a pause of 3,600 s',
    });
  });
});

describe('a file that breaks off', () => {
  it('goes on where it ended, if the server names its content', async () => {
    const { content, ranges } = await download(broken(strong), (response, { headers }) => {
      expect(headers['if-range']).toBe('"a"');
      response.writeHead(206, { 'Content-Range': 'bytes 4-9/10' }).end('456789');
    });
    expect([content, ranges]).toEqual(['0123456789', [undefined, 'bytes=4-']]);
  });

  it('begins anew where the server does not, or has another file by now', async () => {
    expect(await download(broken({}), whole)).toMatchObject({ content: '0123456789' });
    expect(await download(broken({ ETag: 'W/"a"' }), whole)).toMatchObject({
      ranges: [undefined, undefined],
    });
    expect(await download(broken(strong), (response) => response.end('other'))).toMatchObject({
      content: 'other',
    });
    const wrong: Answer = (response) =>
      response.writeHead(206, { 'Content-Range': 'bytes 0-3/10' }).end('0123');
    expect(await download(broken(strong), wrong, whole)).toMatchObject({ content: '0123456789' });
    expect(await download(broken(strong), busy(416), whole)).toMatchObject({ content: '0123456789' });
  });

  it('is given up when a try brings no more of it, and leaves nothing', async () => {
    const { result, ranges, content } = await download(broken({}), broken({}));
    expect([result, ranges.length, content]).toEqual([
      { reason: 'the host closed the connection' },
      2,
      undefined,
    ]);
  });

  it('is bounded in all its parts', async () => {
    const { result } = await download(broken(strong), (response) =>
      response.writeHead(206, { 'Content-Range': 'bytes 4-2000/2001' }).end(Buffer.alloc(997)),
    );
    expect(result).toMatchObject({ reason: 'it has more than the 1 kB allowed' });
  });
});

it('content that is not compressed as the server says is refused', async () => {
  const lie: Answer = (response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('<rss/>');
  expect((await download(lie)).result).toEqual({
    reason: 'the server says that it answers in gzip, and does not',
  });
  const cut: Answer = (response) =>
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('0123456789').subarray(0, 15));
  expect((await download(cut, cut)).result).toMatchObject({
    reason: 'the answer ends before its compressed content does',
  });
});

it('content that is refused while its file is still being opened is refused all the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-test-'));
  const file = join(folder, 'pipe');
  // Opened for writing, a pipe waits for its reader.
  execFileSync('mkfifo', [file]);
  const answered = Promise.withResolvers<void>();
  await using server = await serveHttp((_, response) => {
    response.on('close', answered.resolve);
    response.writeHead(200, { 'Content-Encoding': 'gzip', Connection: 'close' }).end('<rss/>');
  });
  const downloads = new Downloads({ allowPrivate: true, stop: new AbortController().signal });
  try {
    const saving = downloads.save(server.url, file, { accept: '*/*', maxBytes: 1_000 });
    await answered.promise;
    // As long as it takes the command to see that this is no gzip.
    for (let i = 0; i < 20; i++) await expect(unzip('<rss/>')).rejects.toThrow('incorrect header check');
    const reader = createReadStream(file).resume();
    expect(await saving).toEqual({ reason: 'the server says that it answers in gzip, and does not' });
    reader.destroy();
  } finally {
    downloads.close();
    rmSync(folder, { recursive: true });
  }
});
