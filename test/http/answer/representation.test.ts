import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { Payload } from '../../../src/http/answer/payload.ts';
import { parseHttpDate, Representation } from '../../../src/http/answer/representation.ts';

const now = Date.UTC(2026, 10, 22, 12);
const lastModified = Date.UTC(2021, 11, 1, 12, 17, 44, 500);
const parts = {
  etag: 'abc',
  lastModified,
  headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'public, max-age=900', Link: '<x>; rel="self"' },
  payload: new Payload('the body'),
};
const representation = new Representation(parts);

const ask = (headers: Record<string, string> = {}, method = 'GET') =>
  representation.respond(new Request('https://feeds.example/', { method, headers }), now);

describe('If-None-Match', () => {
  it.each([
    ['the tag', 'W/"abc"', 304],
    ['the tag as a strong one', '"abc"', 304],
    ['another tag', '"abd"', 200],
    ['a list with the tag', '"zzz", "a, b", W/"abc" , W/"q"', 304],
    ['a list without it', '"zzz", W/"q","a, b"', 200],
    ['a star', ' * ', 304],
    ['a star in quotes, which is a tag', '"*"', 200],
    ['what is no tag at all', '"unterminated', 200],
    ['the tag without quotes', 'abc', 200],
    ['nothing', '', 200],
  ])('takes %s (check 41)', (_name, value, status) => {
    expect(ask({ 'If-None-Match': value }).status).toBe(status);
  });

  it('beats If-Modified-Since in both directions (check 41)', () => {
    const fresh = new Date(lastModified).toUTCString();
    expect(ask({ 'If-None-Match': '"no"', 'If-Modified-Since': fresh }).status).toBe(200);
    expect(
      ask({ 'If-None-Match': '"abc"', 'If-Modified-Since': 'Thu, 01 Jan 1998 00:00:00 GMT' }).status,
    ).toBe(304);
  });
});

describe('If-Modified-Since', () => {
  it.each([
    ['the very second', 'Wed, 01 Dec 2021 12:17:44 GMT', 304],
    ['a second before', 'Wed, 01 Dec 2021 12:17:43 GMT', 200],
    ['later', 'Wed, 01 Dec 2021 12:17:45 GMT', 304],
    ['the form of RFC 850', 'Wednesday, 01-Dec-21 12:17:44 GMT', 304],
    ['the form of asctime', 'Wed Dec  1 12:17:44 2021', 304],
    ['the future, which nobody can know', 'Wed, 01 Dec 2027 12:17:44 GMT', 200],
    ['what is no date', 'yesterday-ish', 200],
    ['a date that is no HTTP date', '2021-12-01T12:17:44Z', 200],
  ])('takes %s (check 42)', (_name, value, status) => {
    expect(ask({ 'If-Modified-Since': value }).status).toBe(status);
  });
});

it('repeats in a 304 what clients overwrite, and sends no body (check 43)', async () => {
  const [full, fresh] = [ask(), ask({ 'If-None-Match': '"abc"' })];
  expect(await fresh.text()).toBe('');
  for (const name of ['ETag', 'Last-Modified', 'Cache-Control', 'Link']) {
    expect(fresh.headers.get(name)).toBe(full.headers.get(name));
    expect(full.headers.get(name)).toBeTruthy();
  }
});

it('answers HEAD like GET, without the body (check 45)', async () => {
  const [get, head] = [ask(), ask({}, 'HEAD')];
  expect(Object.fromEntries(head.headers)).toMatchObject({
    etag: 'W/"abc"',
    'cache-control': 'public, max-age=900',
  });
  expect(head.status).toBe(get.status);
  expect(await head.text()).toBe('');
});

it('puts a year of two digits into the century that RFC 9110 says', () => {
  expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT', now)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
  expect(parseHttpDate('Friday, 06-Nov-26 08:49:37 GMT', now)).toBe(Date.UTC(2026, 10, 6, 8, 49, 37));
});

it('names no date that is yet to come, whatever a clock that was ahead has left (check 44)', () => {
  const tomorrow = new Representation({ ...parts, lastModified: now + 86_400_000 }, now);
  const request = (since?: string) =>
    new Request('https://feeds.example/', since ? { headers: { 'If-Modified-Since': since } } : {});
  const sent = tomorrow.respond(request(), now).headers.get('Last-Modified')!;
  expect(sent).toBe(new Date(now).toUTCString());
  expect(tomorrow.respond(request(sent), now + 5000).status).toBe(304);
  // Sent before the clock was set right: not believed, so the client gets what is there.
  expect(tomorrow.respond(request(new Date(now + 86_400_000).toUTCString()), now + 5000).status).toBe(200);
});

describe('compression', () => {
  const long = new Representation({ ...parts, payload: new Payload('长'.repeat(1000)) });
  const encoded = (value: string) =>
    long.respond(new Request('https://feeds.example/', { headers: { 'Accept-Encoding': value } }), now);

  it.each(['gzip', 'br, gzip;q=0.5', 'x-gzip', '*', 'identity;q=0, *', 'GZIP'])(
    'answers "%s" with gzip',
    async (value) => {
      const response = encoded(value);
      expect(response.headers.get('Content-Encoding')).toBe('gzip');
      const text = await new Response(response.body?.pipeThrough(new DecompressionStream('gzip'))).text();
      expect(text).toBe('长'.repeat(1000));
    },
  );

  it.each(['identity', 'gzip;q=0', 'identity;q=1, *;q=0', '', 'br', '*, gzip;q=0'])(
    'answers "%s" as it is',
    async (value) => {
      const response = encoded(value);
      expect(response.headers.get('Content-Encoding')).toBeNull();
      expect(await response.text()).toBe('长'.repeat(1000));
    },
  );

  /** A request as it reaches a worker on Cloudflare. */
  const throughEdge = (clientAcceptEncoding: string) =>
    new Request('https://feeds.example/', {
      headers: { 'Accept-Encoding': 'br, gzip' },
      cf: { clientAcceptEncoding },
    });
  const ofType = (type: string, payload: Payload) =>
    new Representation({ ...parts, headers: { 'Content-Type': type }, payload });

  it.each([
    ['text/html; charset=utf-8', null],
    ['application/rss+xml; charset=utf-8', null],
    ['application/atom+xml; charset=utf-8', 'gzip'],
    ['application/feed+json; charset=utf-8', 'gzip'],
  ])('leaves %s to the edge if the edge compresses it: %s', (type, encoding) => {
    const response = ofType(type, new Payload('长'.repeat(1000))).respond(throughEdge('gzip, br'), now);
    expect(response.headers.get('Content-Encoding')).toBe(encoding);
  });

  it('sends what is compressed already as it is, also through the edge, and plain to who takes no gzip', async () => {
    const stored = () => new Payload(gzipSync('长'.repeat(1000)), 'gzip');
    const type = 'application/rss+xml; charset=utf-8';
    const zipped = ofType(type, stored()).respond(throughEdge('gzip, br'), now);
    expect(zipped.headers.get('Content-Encoding')).toBe('gzip');
    const plain = ofType(type, stored()).respond(throughEdge(''), now);
    expect(plain.headers.get('Content-Encoding')).toBeNull();
    expect(await plain.text()).toBe('长'.repeat(1000));
  });

  it('has one ETag for both, says that it varies, and leaves short bodies alone', () => {
    const [zipped, plain] = [encoded('gzip'), encoded('identity')];
    expect(zipped.headers.get('ETag')).toBe(plain.headers.get('ETag'));
    for (const response of [zipped, plain]) expect(response.headers.get('Vary')).toBe('Accept-Encoding');
    expect(ask({ 'Accept-Encoding': 'gzip' }).headers.get('Content-Encoding')).toBeNull();
    const again = long.respond(
      new Request('https://feeds.example/', {
        headers: { 'Accept-Encoding': 'gzip', 'If-None-Match': zipped.headers.get('ETag')! },
      }),
      now,
    );
    expect(again.status).toBe(304);
  });
});
