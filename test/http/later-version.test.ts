/** What a later version of edgefeed has written, after the earlier one was deployed again. */

import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalog } from '../catalog/batches.ts';
import { authorization, get, post, publish } from './publish.ts';

beforeEach(async () => {
  await reset();
  await publish({ 'a.md': '---\ntitle: A\ndate: 2026-01-01\nimage: https://i.example/a.png\n---\nText.\n' });
});

describe('KV', () => {
  it.each([
    ['feed:rss:all', '/rss.xml', { encoding: 'brotli', etag: 'x', lastModified: 1 }, 'later'],
    ['article:a', '/articles/a', { state: 'later' }, '{"state": "later"}'],
    ['article:a', '/thumbnails/a', { state: 'later' }, '{"state": "later"}'],
  ])(
    '%s in an unknown form counts as missing: %s is answered as before',
    async (key, path, metadata, value) => {
      const before = await get(path, { headers: { Accept: 'application/json' } });
      await env.DOCUMENTS.put(key, value, { metadata });
      const after = await get(path, { headers: { Accept: 'application/json' } });
      expect({ status: after.status, body: await after.text() }).toEqual({
        status: before.status,
        body: await before.text(),
      });
    },
  );
});

describe('the catalog', () => {
  const change = async (more = ''): Promise<void> => {
    await runInDurableObject(catalog(), (_, { storage }) => {
      storage.sql.exec(`INSERT OR IGNORE INTO migrations (step) VALUES (1000); ${more}`);
    });
    await evictDurableObject(catalog());
  };

  const refusal = {
    status: 409,
    catalog: 'later',
    detail: expect.stringContaining('later version of edgefeed') as string,
  };

  it.each([
    ['/api/publish', { put: [], delete: ['a.md'] }],
    ['/api/rebuild', {}],
  ])('refuses POST %s with the reason', async (path, body) => {
    await change();
    const response = await post(path, body);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject(refusal);
    expect((await get('/articles/a')).status).toBe(200);
  });

  it('says so in the status, also when the tables of the status are others', async () => {
    await change();
    const status = await get('/api/status', { headers: authorization });
    expect(await status.json()).toMatchObject({ files: { article: 1 }, locked: refusal.detail });
    await change('DROP TABLE tallies');
    const later = await get('/api/status', { headers: authorization });
    expect(await later.json()).toMatchObject(refusal);
  });
});
