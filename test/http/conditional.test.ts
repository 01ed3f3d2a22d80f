import { describe, expect, it } from 'vitest';
import { conditional, parseHttpDate } from '../../src/http/conditional.ts';

const now = Date.UTC(2026, 10, 22, 12);
const lastModified = Date.UTC(2021, 11, 1, 12, 17, 44, 500);
const representation = {
  etag: 'abc',
  lastModified,
  headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'public, max-age=900', Link: '<x>; rel="self"' },
  body: () => 'the body',
};

const ask = (headers: Record<string, string> = {}, method = 'GET') =>
  conditional(new Request('https://feeds.example/', { method, headers }), representation, now);

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

it('builds no body for a 304', () => {
  const body = () => {
    throw new Error('built');
  };
  const request = new Request('https://feeds.example/', { headers: { 'If-None-Match': '*' } });
  expect(conditional(request, { ...representation, body }, now).status).toBe(304);
});

it('puts a year of two digits into the century that RFC 9110 says', () => {
  expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT', now)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
  expect(parseHttpDate('Friday, 06-Nov-26 08:49:37 GMT', now)).toBe(Date.UTC(2026, 10, 6, 8, 49, 37));
});
