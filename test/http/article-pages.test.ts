import { evictDurableObject, reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { enterEpochs } from '../../src/catalog/jobs/epochs.ts';
import { nextPages, writePages } from '../../src/catalog/jobs/pages.ts';
import { Tables } from '../../src/catalog/tables/tables.ts';
import { siteFrom } from '../../src/site/config.ts';
import type { ArticleDocument } from '../../src/store/documents.ts';
import { DocumentStore } from '../../src/store/store.ts';
import { catalog } from '../catalog/batches.ts';
import { get, publish } from './publish.ts';
import { soon } from '../soon.ts';

beforeEach(async () => reset());

const page = async (path: string, language = 'en') =>
  (await get(`/articles/${path}`, { headers: { 'Accept-Language': language } })).text();

const source = (n: number, extra: string, text = 'Text') =>
  `---\ntitle: Number \`${n}\`\ndate: 2024-01-${String(n).padStart(2, '0')}\n${extra}\n---\n${text}\n`;

const code = '```js\nconst a = 1;\n```';

describe('the page of an article', () => {
  it('has its body set, and feeds and apps have it as it is', async () => {
    const plain = '<pre><code class="language-js">const a = 1;\n</code></pre>';
    await publish({ 'a.md': source(1, 'tags: [t]', `# Number \`1\`\n\n## Part\n\n${code}`) });
    const html = await page('a');
    expect(html).toContain('<span class="keyword">const </span>');
    expect(html).toContain('<a class="anchor" href="#user-content-part">Part</a>');
    expect(html.match(/<h1/g)).toHaveLength(1);
    for (const path of ['/feed.json', '/v1/articles?address=/articles/a']) {
      const body = await (await get(path)).text();
      expect(body).toContain(JSON.stringify(plain).slice(1, -1));
      expect(body).not.toContain('user-content-part');
      expect(body).toContain('Number `1`');
    }
  });

  it('shows code in its title, and not in that of feeds or of the window', async () => {
    await publish({ 'a.md': source(1, '').replace('Number', '<Number>') });
    const html = await page('a');
    expect(html).toContain('<h1 lang="" dir="auto">&lt;Number&gt; <code>1</code></h1>');
    expect(html).toContain('<title>&lt;Number&gt; `1` — ');
  });

  it('names what it adds in the language of the reader', async () => {
    await publish({ 'a.md': source(1, '', 'Text[^1]\n\n[^1]: Note') });
    expect(await page('a')).toContain(
      '<a class="footnote-backref" lang="en" aria-label="Back to the text" href="#',
    );
    expect(await page('a')).toContain('1 min read');
    expect(await page('a', 'zh')).toContain('aria-label="返回正文"');
  });

  it('runs from right to left where its language does', async () => {
    await publish({ 'a.md': source(1, 'lang: ar'), 'b.md': source(2, 'lang: en') });
    expect(await page('a')).toMatch(/<div class="body" lang="ar" dir="rtl"/);
    expect(await page('b')).toMatch(/<div class="body" lang="en" data-/);
  });

  it('is shown plain where an earlier version wrote its document', async () => {
    await publish({ 'a.md': source(1, '', `${code}\n\n| a |\n|:-:|\n| 1 |`) });
    const store = new DocumentStore(env.DOCUMENTS);
    const { typeset: _, related: _related, ...older } = (await store.address('a')) as ArticleDocument;
    const html = '<p>Plain</p><table><tr><td align="center">1</td></tr></table><img src="a"><img src="b">';
    await store.putAddress('a', { ...older, article: { ...older.article, html } });
    const shown = await page('a');
    expect(shown).toContain('<td class="center">1</td>');
    expect(shown).toContain('<img loading="lazy" decoding="async" src="b">');
    expect(shown).not.toContain('min read');
  });
});

describe('related articles', () => {
  const related = async (path: string) => {
    const [, list = ''] = /<nav class="related".*?<ul>(.*?)<\/ul>/s.exec(await page(path)) ?? [];
    return Array.from(list.matchAll(/href="\/articles\/([^"]*)"/g), ([, to]) => to);
  };
  const many = Object.fromEntries([
    ...Array.from({ length: 9 }, (_, i) => [`common/${i}.md`, source(i + 1, 'tags: [common]')]),
    ['a.md', source(15, 'tags: [common, rare, rarer]')],
    ['one.md', source(11, 'tags: [rare, rarer]')],
    ['two.md', source(13, 'tags: [rare]')],
    // Beside it among all articles: the page links them already.
    ['before.md', source(14, 'tags: [rare]')],
    ['after.md', source(16, 'tags: [rare]')],
  ]) as Record<string, string>;

  it('share the rarest terms, and are none that the page links already', async () => {
    await publish(many);
    expect(await related('a')).toEqual(['one', 'two', 'common/8']);
  });

  it.each([
    ['removed', null],
    ['held back', source(11, 'tags: [rare, rarer]\ndraft: true')],
    ['unlisted', source(11, 'tags: [rare, rarer]\nunlisted: true')],
    ['at its end', source(11, 'tags: [rare, rarer]\nexpires: 2024-02-01')],
  ])('vanish from the pages of others when they are %s', async (_, changed) => {
    await publish(many);
    expect(await related('a')).toContain('one');
    await publish({ 'one.md': changed });
    expect(await related('a')).toEqual(['two', 'common/8', 'common/7']);
  });

  it('keep their title and address in the pages of others', async () => {
    await publish(many);
    await publish({ 'one.md': source(11, 'tags: [rare, rarer]\nslug: elsewhere').replace('Number', 'New') });
    expect(await related('a')).toContain('elsewhere');
    expect(await page('a')).toContain('>New <code>11</code></a>');
  });

  it('cost no further write when an article is added', async () => {
    await publish(many);
    const before = await (await get('/articles/a')).text();
    await publish({ 'later.md': source(20, 'tags: [rare, rarer]') });
    expect(await (await get('/articles/a')).text()).toBe(before);
  });
});

describe('after an update that sets bodies in another way', () => {
  it('the documents of all articles are written again, in the quiet, and feeds stay', async () => {
    await publish({ 'a.md': source(1, '', code), 'b.md': source(2, '', code) });
    const etag = (await get('/feed.json')).headers.get('ETag');
    const store = new DocumentStore(env.DOCUMENTS);
    for (const path of ['a', 'b']) {
      const { typeset: _, ...older } = (await store.address(path)) as ArticleDocument;
      await store.putAddress(path, { ...older, article: { ...older.article, html: '<p>Former</p>' } });
    }
    expect(await page('a')).toContain('<p>Former</p>');
    await runInDurableObject(catalog(), (_, { storage }) => {
      new Tables(storage.sql).settings.set('page_epoch', 0);
    });
    await evictDurableObject(catalog());
    await catalog().ping();
    await vi.waitFor(async () => {
      await runDurableObjectAlarm(catalog());
      expect(await page('a')).toContain('class="keyword"');
      expect(await page('b')).toContain('class="keyword"');
    }, soon);
    expect((await get('/feed.json')).headers.get('ETag')).toBe(etag);
  });

  it('some are written at a time, and the next ones hours later', async () => {
    await runInDurableObject(catalog(), (_, { storage }) => {
      const tables = new Tables(storage.sql);
      const rows = Array.from({ length: 450 }, (__, i) => ({
        address: String(1000 + i),
        id: `urn:x:${i}`,
        state: i === 7 ? ('gone' as const) : ('article' as const),
      }));
      tables.addresses.set(rows);
      tables.settings.set('page_epoch', 0);
      enterEpochs(tables, siteFrom(env), 1000);
      const written: number[] = [];
      for (let next = nextPages(tables); next !== undefined; next = nextPages(tables)) {
        writePages(tables, next);
        const works = tables.outbox.due('article', next, 1_000);
        written.push(works.length);
        tables.outbox.done('article', works);
      }
      expect(written).toEqual([200, 200, 49]);
      expect(nextPages(tables)).toBeUndefined();
    });
  });
});
