/** Addresses that the patterns of OLD_ADDRESSES give to articles; those of the tests stand in vitest.config.ts. */

import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { pattern } from '../store/blobs/bytes.ts';
import { call } from './app.ts';
import { send, stored } from './files.ts';
import { article, follow } from './links.ts';
import type { Bindings } from '../../src/http/context.ts';
import { authorization, file, publish } from './publish.ts';

const keysInKv = async (): Promise<number> => (await env.DOCUMENTS.list()).keys.length;

describe('old addresses', () => {
  beforeAll(async () => {
    await reset();
    await publish({
      'notes/Hello World.md': article('One', 'post_id: 12\n'),
      'slugged.md': article('Two', 'slug: my/slug\nwp_id: "13"\n'),
      'about.md': '---\ntitle: About\n---\nText',
      'a/met.md': article('Met', ''),
      'b/met.md': article('Met', 'slug: other\n'),
      'late.md': '---\ntitle: Late\ndate: 2023-12-31T23:00:00Z\n---\nText',
      'draft.md': article('Draft', 'draft: true\n'),
    });
  });

  it.each([
    ['/former/2024/01/01/hello-world.html', '301 /articles/notes/Hello%20World'],
    ['/former/2024/01/01/slugged.html', '301 /articles/my/slug'],
    ['/about', '301 /articles/about'],
    ['/about/', '301 /articles/about'],
    ['/about/index.html', '301 /articles/about'],
    // The zone of the date, which is UTC here, though TIMEZONE is Asia/Shanghai.
    ['/former/2023/12/31/late.html', '301 /articles/late'],
    ['/former/2024/01/01/late.html', '404'],
    ['/former/2024/01/01/draft.html', '404'],
    ['/former/2024/01/01/nothing.html', '404'],
  ])('lead to their articles: %s', async (path, expected) => {
    expect(await follow(path)).toBe(expected);
  });

  it.each([
    '/former/2024/01/01/hello-world',
    '/former/2024/01/01/hello-world/',
    '/former/2024/01/01/hello-world/index.html',
    '/former/2024/01/01/Hello-World.HTML',
    '/former/2024/01/01/hello%20world.html?utm_source=x',
  ])('are found as hosts of static files find them: %s', async (path) => {
    expect(await follow(path)).toBe('301 /articles/notes/Hello%20World');
  });

  it.each([
    ['/?p=12', '301 /articles/notes/Hello%20World'],
    ['/?utm_source=x&p=13', '301 /articles/my/slug'],
    ['/index.php?p=12', '301 /articles/notes/Hello%20World'],
    ['/?p=99', '200'],
    ['/?p=x', '200'],
    ['/?q=12', '200'],
    ['/', '200'],
  ])('with parameters lead to their articles: %s', async (path, expected) => {
    expect(await follow(path)).toBe(expected);
  });

  it('lead to the first article by path where two meet', async () => {
    expect(await follow('/former/2024/01/01/met.html')).toBe('301 /articles/a/met');
    await publish({ 'a/met.md': null });
    expect(await follow('/former/2024/01/01/met.html')).toBe('301 /articles/other');
    await publish({ 'b/met.md': null });
    expect(await follow('/former/2024/01/01/met.html')).toBe('410');
  });

  it('come after aliases and rules, whatever was published first', async () => {
    expect(await follow('/former/2024/01/01/slugged.html')).toBe('301 /articles/my/slug');
    await publish({ _redirects: '/former/2024/01/01/slugged.html /search 302\n' });
    expect(await follow('/former/2024/01/01/slugged.html')).toBe('302 /search');
    await publish({ 'alias.md': article('Alias', 'aliases: [/former/2024/01/01/slugged.html]\n') });
    expect(await follow('/former/2024/01/01/slugged.html')).toBe('301 /articles/alias');
    await publish({ _redirects: null });
  });

  it('are written to SQLite alone, and an article that moves or is edited keeps them', async () => {
    const before = await keysInKv();
    await publish({ 'kv.md': article('Of KV', 'tags: [kv]\n') });
    // Its address, and the feeds of its tag.
    const added = (await keysInKv()) - before;
    await publish({ 'kv2.md': article('Of KV, with an alias', 'tags: [kv]\naliases: [/kv]\n') });
    expect(added).toBe(4);
    await publish({ 'kv.md': article('Edited', 'tags: [kv]\n') });
    expect(await follow('/former/2024/01/01/kv.html')).toBe('301 /articles/kv');
    const keys = (await env.DOCUMENTS.list()).keys.map(({ name }) => name);
    expect(keys.filter((key) => key.includes('former/2024/01/01/kv'))).toEqual([]);
  });

  it('of an article come before the tombstone of another one', async () => {
    const deleted = {
      'x.md': article('X', 'aliases: [/former/2024/01/01/reborn.html]\n'),
      'y.md': article('Y', ''),
    };
    await publish(deleted);
    await publish({ 'x.md': null, 'y.md': null });
    expect(await follow('/former/2024/01/01/reborn.html')).toBe('410');
    expect(await follow('/articles/y')).toBe('410');
    await publish({ 'reborn.md': article('Reborn', '') });
    expect(await follow('/former/2024/01/01/reborn.html')).toBe('301 /articles/reborn');
  });

  it('have the files beside their article below them', async () => {
    await publish({ 'bundle/index.md': article('Bundle', ''), 'assets.md': article('Assets', '') });
    const picture = pattern(100);
    const paths = [
      '/files/bundle/a.png',
      '/files/bundle/img/你.png',
      '/files/assets/a.png',
      '/files/bundle/c.pdf',
    ];
    await send({ files: await Promise.all(paths.map((path) => stored(path, picture))) });
    const old = '/former/2024/01/01';
    expect(await follow(`${old}/bundle/a.png`)).toBe('301 /files/bundle/a.png');
    expect(await follow(`${old}/bundle.html/img/%E4%BD%A0.png?x=1`)).toBe(
      '301 /files/bundle/img/%E4%BD%A0.png',
    );
    expect(await follow(`${old}/assets/a.png`)).toBe('301 /files/assets/a.png');
    for (const nothing of ['bundle/b.png', 'bundle/a', 'none/a.png', 'bundle/../../a.png'])
      expect(await follow(`${old}/${nothing}`)).toBe('404');
    await publish({ 'bundle/index.md': null });
    expect(await follow(`${old}/bundle/a.png`)).toBe('404');
  });

  it('lead on files beside an article that has its old address as an alias', async () => {
    const aliased = article('Aliased', 'aliases: [/2026/11/29/aliased/, /t/ni-hao.html]\n');
    await publish({
      'aliased/index.md': aliased,
      'held.md': article('Held', 'draft: true\naliases: /2026/held/\n'),
    });
    const paths = ['/files/aliased/a.png', '/files/aliased/img/你.png', '/files/held/a.png'];
    await send({ files: await Promise.all(paths.map((path) => stored(path, pattern(100)))) });
    expect(await follow('/2026/11/29/aliased/a.png')).toBe('301 /files/aliased/a.png');
    expect(await follow('/t/ni-hao.html/img/%E4%BD%A0.png')).toBe('301 /files/aliased/img/%E4%BD%A0.png');
    for (const nothing of ['/2026/11/29/aliased/b.png', '/2026/11/29/a.png', '/2026/held/a.png'])
      expect(await follow(nothing)).toBe('404');
    await publish({ 'aliased/index.md': null });
    expect(await follow('/2026/11/29/aliased/a.png')).toBe('404');
  });

  it('follow the date of an article that is edited', async () => {
    await publish({ 'dated.md': article('Dated', '') });
    expect(await follow('/former/2024/01/01/dated.html')).toBe('301 /articles/dated');
    await publish({ 'dated.md': '---\ntitle: Dated\ndate: 2022-02-02\n---\nText' });
    expect(await follow('/former/2022/02/02/dated.html')).toBe('301 /articles/dated');
    expect(await follow('/former/2024/01/01/dated.html')).toBe('404');
  });
});

describe('old addresses below /articles/', () => {
  it('lead to their articles, before addresses that differ in spelling', async () => {
    await reset();
    const sources = {
      'hello.md': article('One', 'slug: one\n'),
      '2024/HELLO.md': '---\ntitle: Two\ndate: 2020-01-01\n---\nText',
    };
    await publish(sources);
    expect(await follow('/articles/2024/hello')).toBe('301 /articles/2024/HELLO');
    // Parsed with other settings, as after a deployment.
    await runInDurableObject(env.CATALOG.getByName('catalog'), (_, { storage }) => {
      storage.sql.exec("UPDATE files SET blob = ''");
    });
    const { PARSER: _, ...others } = env as Bindings;
    const put = Object.entries(sources).map(([path, source]) => file(path, source));
    const published = await call(
      createApp(),
      '/api/publish',
      { method: 'POST', headers: authorization, body: JSON.stringify({ put, delete: [] }) },
      { OLD_ADDRESSES: 'hugo:/articles/:year/:filename/' },
      others,
    );
    expect(published.status).toBe(200);
    expect(await follow('/articles/2024/hello')).toBe('301 /articles/one');
  });
});
