/** What the command line says when Cloudflare answers instead of the worker. */

import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { connect, type Client } from '../../../src/cli/client/client.ts';
import { errorAnswer } from '../../../src/cli/client/error-answer.ts';
import { OverLimit } from '../../../src/cli/client/errors.ts';
import { exitCodes } from '../../../src/cli/exit.ts';
import { limits } from '../../../src/limits.ts';
import { serveHttp } from '../http-server.ts';

const html = { 'Content-Type': 'text/html; charset=UTF-8', Server: 'cloudflare' };

/** The forms in which an error of Cloudflare arrives: for browsers, for programs, for those that ask for JSON. */
const forms = {
  page: (code: number) => ({
    headers: html,
    body: `<!DOCTYPE html><html><head><title>Something happened | feeds.example.com | Cloudflare</title></head>
      <body><h1><span>Error</span> <span class="code">${code}</span></h1><p>Ray ID: 8a1b1019c2d3e4f5</p>${'<p>padding</p>'.repeat(800)}</body></html>`,
  }),
  title: (code: number) => ({
    headers: html,
    body: `<html><head><title>feeds.example.com | ${code}: Something happened</title></head></html>`,
  }),
  text: (code: number) => ({ headers: { 'Content-Type': 'text/plain' }, body: `error code: ${code}` }),
  json: (code: number) => ({
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      title: `Error ${code}: x`,
      detail: 'y',
      error_code: code,
      cloudflare_error: true,
    }),
  }),
  problem: (code: number) => ({
    headers: { 'Content-Type': 'application/problem+json' },
    body: JSON.stringify({
      title: `Error ${code}: x`,
      detail: 'y',
      error_code: code,
      cloudflare_error: true,
    }),
  }),
  header: (code: number) => ({ headers: { ...html, 'cf-error-type': String(code) }, body: '<p>Sorry</p>' }),
} as const;

type Answer = (response: ServerResponse) => void;

/** Asks a server that always answers the same. @returns the failure, and how often it was asked */
async function failure(
  answer: Answer,
  ask: (client: Client) => Promise<unknown> = (client) => client.manifest(),
): Promise<{ error: Error & { exitCode: number }; asked: number; url: string }> {
  let asked = 0;
  await using server = await serveHttp((_, response) => {
    asked++;
    answer(response);
  });
  const client = connect({ url: server.url, token: 'secret', local: false }, { backoffLimit: 1 });
  const error = await ask(client).then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason as Error,
  );
  return { error: error as Error & { exitCode: number }, asked, url: server.url };
}

const with_ =
  (status: number, { headers, body }: { headers: Record<string, string>; body: string }): Answer =>
  (response) =>
    void response.writeHead(status, headers).end(body);

describe.each(Object.entries(forms))('an error of Cloudflare as %s', (_, form) => {
  test.each([
    [1102, 503, /CPU or memory limit of the Workers plan \(Cloudflare's error 1102\).*10 ms/],
    [1101, 500, /threw an exception.*1101.*wrangler tail/],
    [1027, 429, /100,000 requests of the day.*1027.*reset at 00:00 UTC \(in \d+ (?:h|min).*paid plan/],
    [1015, 429, /rate limit.*1015.*rate limiting rules/],
    [1016, 530, /DNS records.*1016.*wrangler\.toml/],
    [1000, 403, /DNS records.*1000/],
    [1020, 403, /security rule.*1020.*\/api\//],
    [1010, 403, /security rule.*1010/],
    [1042, 404, /no worker answers.*1042.*workers\.dev/],
    [1199, 500, /runtime.*1199.*cloudflarestatus/],
    [1099, 500, /did not pass.*1099/],
  ])('%i is said by name, with the remedy', async (code, status, message) => {
    const { error, url } = await failure(with_(status, form(code)));
    expect(error.exitCode).toBe(exitCodes.unreachable);
    expect(error.message).toMatch(message);
    expect(error.message.startsWith(`${url}: `)).toBe(true);
    expect(error.message).not.toMatch(/[<>]|padding|Ray/);
  });
});

describe('retries', () => {
  test.each([1027, 1016, 1020, 1042])('are not made after %i, whatever its status', async (code) => {
    expect((await failure(with_(503, forms.text(code)))).asked).toBe(1);
    expect((await failure(with_(429, forms.page(code)))).asked).toBe(1);
  });

  test('are made after an exception of the worker', async () => {
    expect((await failure(with_(500, forms.text(1101)))).asked).toBe(7);
  });

  test('of a batch that exceeds the CPU limit are left to its parts', async () => {
    const answer = with_(503, forms.text(1102));
    const whole = await failure(answer, (client) => client.publish('{}', { divisible: true }));
    expect(whole.asked).toBe(1);
    expect(whole.error).toBeInstanceOf(OverLimit);
    expect((await failure(answer, (client) => client.publish('{}'))).asked).toBe(7);
  });

  test('of a batch after a 503 that says nothing are two', async () => {
    const answer: Answer = (response) => void response.writeHead(503).end();
    expect((await failure(answer, (client) => client.publish('{}', { divisible: true }))).asked).toBe(3);
    expect((await failure(answer, (client) => client.publish('{}'))).asked).toBe(7);
  });

  test('are not made when the worker names a limit of the plan', async () => {
    const limit = { name: 'rows-written', why: 'The rows are used up', resetsAt: '2999-01-01T00:00:00.000Z' };
    const headers = { 'Content-Type': 'application/problem+json', 'Retry-After': '3600' };
    for (const status of [507, 503]) {
      const { error, asked } = await failure(
        with_(status, { headers, body: JSON.stringify({ detail: 'x', limit }) }),
        (client) => client.publish('{}'),
      );
      expect({ asked, code: error.exitCode }).toEqual({ asked: 1, code: exitCodes.unreachable });
      expect(error.message).toMatch(
        /: The rows are used up; the limit is reset at 00:00 UTC \(in .*Run the command again then/,
      );
    }
  });
});

test.each([
  [403, { ...html, 'cf-mitigated': 'challenge' }, /prove that it is a browser.*workers\.dev/],
  [503, { ...html, 'cf-mitigated': 'challenge' }, /prove that it is a browser/],
  [403, html, /a security rule of the domain refuses the command/],
  [522, html, /instead of the worker.*522.*wrangler\.toml/],
  [530, {}, /instead of the worker.*530/],
])('a page with %i and %j is explained without its HTML', async (status, headers, message) => {
  const { error, asked } = await failure(with_(status, { headers, body: '<h1>Just a moment…</h1>' }));
  expect(error.message).toMatch(message);
  expect(error.message).not.toContain('<');
  expect(asked).toBe(1);
});

test('a login page of Cloudflare Access is named', async () => {
  const answer: Answer = (response) =>
    void response
      .writeHead(302, { Location: 'https://team.cloudflareaccess.com/cdn-cgi/access/login' })
      .end();
  expect((await failure(answer)).error.message).toMatch(/behind Cloudflare Access.*Bypass/);
});

test("an error of the worker that quotes one of Cloudflare's stays the worker's", async () => {
  const body = JSON.stringify({ detail: 'put.0.path: error code: 1102.' });
  const headers = { 'Content-Type': 'application/problem+json' };
  expect((await failure(with_(400, { headers, body }))).error.message).toMatch(/answered HTTP 400: put\.0/);
});

test.each(['soon', 17, null])('a limit whose reset is %j has no time', async (resetsAt) => {
  const body = JSON.stringify({ limit: { name: 'x', why: 'The rows are used up', resetsAt } });
  const { error } = await failure(with_(507, { headers: {}, body }));
  expect(error.message).toMatch(/: The rows are used up\. Everything sent/);
});

test('an endless answer is read up to a limit', async () => {
  let sent = 0;
  let isClosed = false;
  await using server = await serveHttp((_, response) => {
    const piece = Buffer.alloc(16_384, '<');
    response.on('close', () => (isClosed = true)).writeHead(500);
    const write = (): void => {
      if (isClosed) return;
      sent += piece.byteLength;
      if (response.write(piece)) setImmediate(write);
      else response.once('drain', write);
    };
    write();
  });
  expect(await errorAnswer(await fetch(server.url))).toEqual({});
  // The connection has its own buffers.
  expect(sent).toBeLessThan(limits.errorBytes + 16 * 1024 * 1024);
});

test('requests carry the version', async () => {
  let agent: string | undefined;
  await using server = await serveHttp(({ headers }, response) => {
    agent = headers['user-agent'];
    response.end('{}');
  });
  await connect({ url: server.url, local: false }).status();
  expect(agent).toMatch(/^edgefeed\/\d+\.\d+\.\d+$/);
});
