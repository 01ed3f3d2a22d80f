import { reset } from 'cloudflare:test';
import { beforeAll, expect, it } from 'vitest';
import { createApp } from '../../../src/http/app.ts';
import { call } from '../app.ts';
import { get, publish } from '../publish.ts';

// No alarm is left at work when the tests end.
beforeAll(async () => {
  await reset();
  await publish({});
});

const browser = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

it('tells people on a page, in which nothing of what they asked for can run', async () => {
  const response = await get('/articles/<script>alert(1)</script>', { headers: browser });
  expect(response.status).toBe(404);
  expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(response.headers.get('Permissions-Policy')).toContain('camera=()');
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  const html = await response.text();
  expect(html).toContain('<h1>找不到页面</h1>');
  expect(html).not.toContain('alert(1)</script>');
});

it('speaks to people in their language, and in English where it has no words of its own', async () => {
  const title = async (path: string, language: string) => {
    const response = await get(path, { headers: { ...browser, 'Accept-Language': language } });
    return /<div lang="(.*?)"><h1>(.*?)</.exec(await response.text())?.slice(1);
  };
  expect(await title('/articles/none', 'en')).toEqual(['en', 'Page not found']);
  expect(await title('/articles/none', 'zh')).toEqual(['zh-CN', '找不到页面']);
  expect(await title('/rss.xml?limit=x', 'zh')).toEqual(['en', 'Bad request']);
});

it.each(['*/*', 'application/rss+xml, application/xml;q=0.9, */*;q=0.1', ''])(
  'tells whoever accepts %j in one line of text',
  async (accept) => {
    const response = await get('/categories/none/rss.xml', { headers: { Accept: accept } });
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect((await response.text()).split('\n')).toHaveLength(2);
  },
);

it('tells programs of the API a problem, whatever they accept', async () => {
  const response = await get('/api/none', { headers: browser });
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect(await response.json()).toEqual({ title: 'Not found', status: 404, detail: expect.any(String) });
});

it('says without details that the site is not configured right', async () => {
  const response = await call(createApp(), '/rss.xml', { headers: browser }, { SITE_URL: 'not a url' });
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('SITE_URL');
});
