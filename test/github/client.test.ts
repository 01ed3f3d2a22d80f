import { describe, expect, it } from 'vitest';
import { GitHub, type Answer } from '../../src/github/client.ts';
import { limits } from '../../src/limits.ts';

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

it('asks for no other path than that of the repository', async () => {
  const asked: string[] = [];
  const fetch = async (url: string) => {
    asked.push(url);
    return Response.json({ truncated: false, tree: [] });
  };
  await new GitHub(settings, { fetch, now: () => now }).tree('a?b/c d#', blob, false);
  expect(asked).toEqual([`https://api.example/repos/a%3Fb/c%20d%23/git/trees/${blob}`]);
});

describe('an answer that fills the memory', () => {
  /** Sends pieces until it is told to stop. */
  function endless(start: string, piece: string): { response: Response; sent: () => number } {
    let sent = 0;
    const bytes = new TextEncoder().encode(piece);
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(start)),
      pull: (controller) => {
        sent += bytes.byteLength;
        controller.enqueue(bytes);
      },
    });
    return { response: new Response(body), sent: () => sent };
  }

  it.each([200, 404])('is not read to its end (status %i)', async (status) => {
    const { response, sent } = endless('{"encoding":"base64","content":"', 'A'.repeat(65_536));
    const fetch = async () => new Response(response.body, { status });
    const answer = await new GitHub(settings, { fetch, now: () => now }).blob('o/r', blob);
    expect(answer).toEqual({
      status: 'large',
      why: expect.stringContaining(`/git/blobs/${blob} answers with more`),
    });
    expect(sent()).toBeLessThan(limits.blobAnswerBytes + 1_000_000);
  });

  it('is none where only addresses are long, which are not needed', async () => {
    const url = `https://api.example/repos/o/r/git/blobs/${blob}?${'x'.repeat(700)}`;
    const tree = Array.from({ length: 30_000 }, (_, i) => ({
      path: `"url":"${i}"`,
      mode: '100644',
      type: 'blob',
      size: i,
      sha: blob,
      url,
    }));
    const text = JSON.stringify({ sha: blob, url, tree, truncated: false });
    expect(text.length).toBeGreaterThan(limits.treeAnswerBytes);
    const fetch = async () => new Response(text);
    const answer = await new GitHub(settings, { fetch, now: () => now }).tree('o/r', blob, true);
    expect(answer).toEqual({
      status: 'ok',
      value: {
        truncated: false,
        tree: tree.map(({ path, mode, type, size, sha }) => ({ path, mode, type, size, sha })),
      },
    });
  });

  it.each([-1, 1.5, 2 ** 60])('is none that gives a file %d bytes', async (size) => {
    const tree = [{ path: 'a.md', mode: '100644', type: 'blob', sha: blob, size }];
    const fetch = async () => Response.json({ truncated: false, tree });
    expect(await new GitHub(settings, { fetch, now: () => now }).tree('o/r', blob, true)).toMatchObject({
      status: 'refused',
    });
  });
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

describe('a stream', () => {
  const streamed = async (response: Response, asked: Request[] = []) => {
    const fetch = async (url: string, init: RequestInit) => {
      asked.push(new Request(url, init));
      return response;
    };
    const client = new GitHub(settings, { fetch, now: () => now });
    return client.stream('o/r', blob, 3, new AbortController().signal);
  };

  it('has the bytes of a file as they are', async () => {
    const asked: Request[] = [];
    const bytes = new Uint8Array([0, 0xff, 0x0a]);
    const answer = await streamed(new Response(bytes), asked);
    const got = answer.status === 'ok' && new Uint8Array(await new Response(answer.value).arrayBuffer());
    expect(got).toEqual(bytes);
    expect(asked[0]!.headers.get('Accept')).toBe('application/vnd.github.raw+json');
  });

  it.each([
    [502, {}, 'later'],
    [429, { 'Retry-After': '7' }, 'later'],
    [404, {}, 'refused'],
  ])('is none where GitHub answers %d', async (status, headers, outcome) => {
    const answer = await streamed(new Response('{"message":"Sorry"}', { status, headers }));
    expect(answer).toMatchObject({ status: outcome, why: expect.stringContaining('Sorry') as string });
  });
});
