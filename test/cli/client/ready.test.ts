import { expect, test } from 'vitest';
import { reasonToWait, untilReady } from '../../../src/cli/client/ready.ts';
import { exitCodes } from '../../../src/cli/exit.ts';
import { serveHttp } from '../http-server.ts';

const quick = { pause: 1, tries: 5 };

/** A server that answers each path with a list of statuses or of sites, one after the other, and then with the last one. */
async function serving(answers: Record<string, (number | string)[]>) {
  const asked: string[] = [];
  const server = await serveHttp((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization ?? ''}`.trimEnd());
    const left = answers[request.url!]!;
    const answer = left.length > 1 ? left.shift()! : left[0]!;
    response.statusCode = typeof answer === 'number' ? answer : 200;
    if (answer === 302) response.setHeader('Location', 'https://elsewhere.example/');
    response.end(JSON.stringify({ site: answer }));
  });
  return { ...server, asked, [Symbol.asyncDispose]: server[Symbol.asyncDispose] };
}

test('a worker that is not known yet is asked until it answers', async () => {
  await using server = await serving({ '/healthz': [404, 503, 200], '/api/manifest': ['https://a.dev'] });
  const reasons: string[] = [];
  await untilReady({ url: server.url, token: 't' }, { ...quick, onWaiting: (why) => reasons.push(why) });
  expect(reasons).toEqual(['HTTP 404 at /healthz', 'HTTP 503 at /healthz']);
});

test('a new token is asked for until the worker knows it', async () => {
  await using server = await serving({ '/healthz': [200], '/api/manifest': [401, 401, 'https://a.dev'] });
  await untilReady({ url: server.url, token: 't', isNewToken: true }, quick);
  expect(server.asked.filter((path) => path === '/api/manifest Bearer t').length).toBe(3);
});

test('a token that is not new and wrong is left to the publish to explain', async () => {
  await using server = await serving({ '/healthz': [200], '/api/manifest': [401] });
  expect(await reasonToWait({ url: server.url, token: 't' })).toBeUndefined();
});

test('the version before, which has another SITE_URL, is waited for, and left to the publish if it stays', async () => {
  const [before, after] = ['http://127.0.0.1:8787', 'https://a.dev'];
  const reasons: string[] = [];
  const patience = { ...quick, onWaiting: (why: string) => reasons.push(why) };
  await using server = await serving({ '/healthz': [200], '/api/manifest': [before, after] });
  await untilReady({ url: server.url, token: 't', site: after }, patience);
  expect(reasons).toEqual([`SITE_URL of the worker is still ${before}`]);
  await using other = await serving({ '/healthz': [200], '/api/manifest': [before] });
  await untilReady({ url: other.url, token: 't', site: after }, patience);
  expect(reasons.length).toBe(quick.tries);
});

test('the tries are bounded, and the message says how to go on', async () => {
  await using server = await serving({ '/healthz': [404] });
  await expect(untilReady({ url: server.url }, quick)).rejects.toMatchObject({
    exitCode: exitCodes.unreachable,
    message: expect.stringContaining(
      `HTTP 404 at /healthz. A new domain takes some minutes; then run \`npx --no edgefeed publish --to ${server.url}\`.`,
    ),
  });
  expect(server.asked.length).toBe(quick.tries);
});

test('a redirect is not followed, and left to the publish to explain', async () => {
  await using server = await serving({ '/healthz': [302], '/api/manifest': [302] });
  expect(
    await reasonToWait({ url: server.url, token: 't', isNewToken: true, site: 'https://a.dev' }),
  ).toBeUndefined();
});

test('a connection that is refused is a reason to wait', async () => {
  const { url, [Symbol.asyncDispose]: close } = await serveHttp(() => {});
  await close();
  expect(await reasonToWait({ url })).toEqual({ why: 'connection refused' });
});
