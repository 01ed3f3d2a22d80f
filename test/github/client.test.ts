import { describe, expect, it } from 'vitest';
import { GitHub, type Answer } from '../../src/github/client.ts';

const now = Date.UTC(2026, 0, 1);
const seconds = now / 1000;
const blob = 'a'.repeat(40);
const settings = {
  api: 'https://api.example',
  repository: '',
  branch: '',
  content: 'content',
  pruneAny: false,
};

/** What the client makes of one answer. */
async function ask(
  status: number,
  headers: Record<string, string>,
  body = '{"message":"Sorry"}',
): Promise<Answer<Uint8Array>> {
  const fetch = async () => new Response(body, { status, headers });
  return new GitHub(settings, { fetch, now: () => now }).blob('o/r', blob);
}

it('says who it is, which version of the API it means, and the token if there is one', async () => {
  const asked: Request[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    asked.push(new Request(url, init));
    return Response.json({ truncated: false, tree: [] });
  };
  await new GitHub({ ...settings, token: 't' }, { fetch, now: () => now }).tree('o/r', blob, true);
  await new GitHub(settings, { fetch, now: () => now }).tree('o/r', blob, false);
  expect(asked.map(({ url }) => url)).toEqual([
    `https://api.example/repos/o/r/git/trees/${blob}?recursive=1`,
    `https://api.example/repos/o/r/git/trees/${blob}`,
  ]);
  const [first, second] = asked as [Request, Request];
  expect(first.headers.get('User-Agent')).toBe('edgefeed');
  expect(first.headers.get('X-GitHub-Api-Version')).toBe('2022-11-28');
  expect(first.headers.get('Authorization')).toBe('Bearer t');
  expect(second.headers.get('Authorization')).toBeNull();
});

it('decodes a blob whose base64 is broken into lines', async () => {
  const body = JSON.stringify({ encoding: 'base64', content: '5L2g\n5aW9\n' });
  const answer = await ask(200, {}, body);
  expect(answer.status === 'ok' && new TextDecoder().decode(answer.value)).toBe('你好');
});

describe('a limit is waited for', () => {
  it.each([
    ['429 with Retry-After', 429, { 'Retry-After': '7' }, now + 7000],
    ['403 with Retry-After', 403, { 'Retry-After': '60' }, now + 60_000],
    [
      '403 with nothing left',
      403,
      { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': `${seconds + 90}` },
      now + 90_000,
    ],
    ['429 without a word', 429, {}, now + 60_000],
    ['429 with nonsense', 429, { 'Retry-After': 'soon' }, now + 60_000],
    ['429 until next year, which is no limit of GitHub', 429, { 'Retry-After': '31536000' }, now + 3_700_000],
  ])('%s', async (_name, status, headers, at) => {
    expect(await ask(status, headers)).toEqual({
      status: 'later',
      at,
      why: expect.stringContaining(`answers ${status}: Sorry`),
    });
  });

  it('403 that says so in its text alone', async () => {
    expect(await ask(403, {}, '{"message":"You have exceeded a secondary rate limit"}')).toMatchObject({
      status: 'later',
    });
  });
});

describe('a failure', () => {
  it.each([500, 502, 503, 504, 408])('of status %i may pass', async (status) => {
    expect(await ask(status, {})).toEqual({
      status: 'later',
      why: expect.stringContaining(`answers ${status}`),
    });
  });

  it.each([
    [401, 'GITHUB_TOKEN is wrong'],
    [403, 'a private repository needs GITHUB_TOKEN'],
    [404, 'a private repository needs GITHUB_TOKEN'],
    [422, 'answers 422'],
  ])('of status %i does not pass by itself', async (status, why) => {
    expect(await ask(status, {})).toEqual({ status: 'refused', why: expect.stringContaining(why) });
  });

  it('of the network may pass', async () => {
    const fetch = async () => Promise.reject(new TypeError('connection refused'));
    const answer = await new GitHub(settings, { fetch, now: () => now }).blob('o/r', blob);
    expect(answer).toEqual({ status: 'later', why: expect.stringContaining('connection refused') });
  });

  it('is an answer that is none of GitHub', async () => {
    expect(await ask(200, {}, '{"content": 5}')).toMatchObject({ status: 'refused' });
    expect(await ask(200, {}, '<html>')).toMatchObject({ status: 'later' });
  });
});
