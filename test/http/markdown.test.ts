/** Articles as Markdown, as agents ask for them. */

import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { prefersMarkdown } from '../../src/http/resources/markdown.ts';
import { get, publish, site } from './publish.ts';

beforeEach(async () => reset());

const source = (title: string, extra = ''): string =>
  `---\ntitle: ${title}\ndate: 2024-01-01\n${extra}\n---\n## Part\n\nText\n`;

describe('/articles/{address}.md', () => {
  it('is the article as Markdown, with validators, and names its page', async () => {
    await publish({ 'notes/你好.md': source('Hello') });
    const path = '/articles/notes/%E4%BD%A0%E5%A5%BD';
    const answer = await get(`${path}.md`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('text/markdown; charset=utf-8');
    expect(answer.headers.get('Link')).toBe(`<${site}${path}>; rel="canonical"; type="text/html"`);
    expect(answer.headers.get('Cache-Control')).toBe((await get(path)).headers.get('Cache-Control'));
    expect(await answer.text()).toMatch(
      /^# Hello\n\n- 发布：2023-12-31T16:00:00Z\n[^]*\n\n## Part\n\nText\n$/,
    );
    const validators = { 'If-None-Match': answer.headers.get('ETag')! };
    expect((await get(`${path}.md`, { headers: validators })).status).toBe(304);
    expect((await get(`${path}.md`, { method: 'HEAD' })).headers.get('ETag')).toBe(
      answer.headers.get('ETag'),
    );
    expect((await get(`${path}.md`, { method: 'POST' })).status).toBe(405);
  });

  it('answers as the page does: unlisted with noindex, held back, deleted, moved', async () => {
    await publish({
      'unlisted.md': source('Unlisted', 'unlisted: true'),
      'later.md': source('Later').replace('2024', '2999'),
      'gone.md': source('Gone'),
      'new.md': source('New', 'aliases: [/articles/old, old2]'),
    });
    await publish({ 'gone.md': null });
    const unlisted = await get('/articles/unlisted.md');
    expect([unlisted.status, unlisted.headers.get('X-Robots-Tag')]).toEqual([200, 'noindex']);
    for (const name of ['later', 'gone', 'none', 'old', 'old2', 'unlisted']) {
      const [page, markdown] = [await get(`/articles/${name}`), await get(`/articles/${name}.md`)];
      expect([name, markdown.status]).toEqual([name, page.status]);
      const to = page.headers.get('Location');
      expect(markdown.headers.get('Location')).toBe(to && `${to}.md`);
    }
  });

  it('is the page of an article whose own address ends in .md, which has its Markdown behind it', async () => {
    await publish({ 'a.md': source('A'), 'b.md': source('B', 'slug: a.md') });
    const page = await get('/articles/a.md', { headers: { Accept: 'text/html' } });
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('<title>B — ');
    expect(await (await get('/articles/a.md.md')).text()).toMatch(/^# B\n/);
  });

  it('is not named where another article is at its address', async () => {
    await publish({
      'a.md': source('A', 'aliases: [/articles/old]'),
      'about.md': source('About', 'kind: page'),
    });
    const asked = { headers: { Accept: 'text/markdown' } };
    const named = async (): Promise<unknown> => {
      const page = await get('/articles/a');
      return {
        link: page.headers.get('Link'),
        page:
          (await page.text()).match(/<link rel="alternate" type="text\/markdown" href="([^"]*)"/)?.[1] ??
          null,
        accept: (await get('/articles/a', asked)).headers.get('Location'),
        moved: (await get('/articles/old.md')).headers.get('Location'),
        llms: /\[A\]\(([^)]*)\)/.exec(await (await get('/llms.txt')).text())?.[1],
      };
    };
    const url = `${site}/articles/a.md`;
    const offered = {
      link: `<${url}>; rel="alternate"; type="text/markdown"`,
      page: url,
      accept: url,
      moved: url,
      llms: url,
    };
    const page = `${site}/articles/a`;
    const alone = { link: null, page: null, accept: null, moved: page, llms: page };
    expect(await named()).toEqual(offered);
    await publish({ 'b.md': source('B', 'slug: a.md\nunlisted: true') });
    await expect.poll(named).toEqual(alone);
    expect(await (await get('/articles/a.md')).text()).toContain('<title>B — ');
    // Its tombstone stays there.
    await publish({ 'b.md': null });
    await expect.poll(named).toEqual(alone);
    expect((await get('/articles/a.md')).status).toBe(410);
  });

  it('is named where an article is still to come at its address, and no more once it is there', async () => {
    await publish({ 'a.md': source('A'), 'b.md': source('B', 'slug: a.md').replace('2024', '2999') });
    expect((await get('/articles/a')).headers.get('Link')).toContain('/articles/a.md>');
    await publish({ 'b.md': source('B', 'slug: a.md') });
    await expect.poll(async () => (await get('/articles/a')).headers.get('Link')).toBe(null);
  });

  it('follows an article that once had an address in .md', async () => {
    await publish({ 'b.md': source('B', 'aliases: [/articles/a.md]'), 'a.md': source('A') });
    const moved = await get('/articles/a.md');
    expect([moved.status, moved.headers.get('Location')]).toEqual([301, `${site}/articles/b`]);
  });
});

describe('the page of an article', () => {
  it('names its Markdown, and sends agents there that ask for it', async () => {
    await publish({ 'a.md': source('A') });
    const page = await get('/articles/a');
    const url = `${site}/articles/a.md`;
    expect(page.headers.get('Link')).toBe(`<${url}>; rel="alternate"; type="text/markdown"`);
    expect(await page.text()).toContain(`<link rel="alternate" type="text/markdown" href="${url}"/>`);
    // From memory too.
    for (let i = 0; i < 2; i++) {
      const sent = await get('/articles/a', { headers: { Accept: 'text/markdown, */*' } });
      expect([sent.status, sent.headers.get('Location')]).toEqual([303, url]);
      // The page keeps its place in all caches.
      expect(sent.headers.get('Cache-Control')).toBe('no-store');
      expect(sent.headers.get('Cloudflare-CDN-Cache-Control')).toBe('no-store');
    }
    expect((await get('/articles/a', { headers: { Accept: '*/*' } })).status).toBe(200);
  });

  it.each([
    ['text/markdown', true],
    ['text/markdown, text/html;q=0.9, */*', true],
    ['text/html, text/markdown', true],
    ['text/html, text/markdown;q=0.5', false],
    ['text/markdown;q=0', false],
    ['text/html,application/xhtml+xml,*/*;q=0.8', false],
    ['*/*', false],
    ['TEXT/MARKDOWN, text/html;q=0.5', true],
    ['text/markdown, */*', true],
    ['text/markdown;q=0.1, */*', false],
    ['text/markdown;q=0.5, text/*;q=0.9', false],
    ['text/markdown;q=0.5, text/html;q=0.2, */*', true],
    [null, false],
  ])('takes Accept: %s for a wish for Markdown: %s', (accept, wished) => {
    expect(prefersMarkdown(accept)).toBe(wished);
  });
});
