import { env } from 'cloudflare:workers';
import { reset } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RebuildResult } from '../../src/publish/protocol.ts';
import { authorization, get, post, publish, settled } from './publish.ts';

const source = (title: string): string =>
  `---\ntitle: ${title}\ndate: 2024-01-01\ncategories: [Notes]\naliases: [/old/${title}]\n---\nText`;

/** Every key of KV with its value and its metadata, less the moment of writing. */
async function everything(): Promise<Map<string, unknown>> {
  const { keys } = await env.DOCUMENTS.list<{ lastModified?: number }>();
  const entries = keys.map(async ({ name, metadata }) => {
    const { lastModified: _, ...rest } = metadata ?? {};
    const value = Buffer.from((await env.DOCUMENTS.get(name, 'arrayBuffer'))!).toString('latin1');
    // The index repeats nothing of the moment; feeds hold only the times of their articles.
    return [name, { value, metadata: rest }] as const;
  });
  return new Map(await Promise.all(entries));
}

beforeEach(async () => reset());

describe('rebuilding KV from the catalog', () => {
  it('brings back every key that was lost, the same but for the moment', async () => {
    await publish({ 'a.md': source('A'), 'b.md': source('B'), 'c.md': source('C') });
    await publish({ 'b.md': null });
    const before = await everything();
    expect([...before.keys()]).toEqual(
      expect.arrayContaining(['index', 'feed:rss:all', 'article:a', 'article:b', 'article:/old/A']),
    );
    for (const key of before.keys()) await env.DOCUMENTS.delete(key);

    const response = await post('/api/rebuild', {});
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ feeds: 2, addresses: 6 } satisfies RebuildResult);
    await settled();
    expect(await everything()).toEqual(before);
  });

  it('replaces what something else wrote over', async () => {
    await publish({ 'a.md': source('A') });
    const before = await everything();
    for (const key of before.keys()) await env.DOCUMENTS.put(key, 'nonsense');
    await post('/api/rebuild', {});
    await settled();
    expect(await everything()).toEqual(before);
  });

  it('is for nobody without the token', async () => {
    expect((await post('/api/rebuild', {}, {})).status).toBe(401);
    expect((await get('/api/rebuild', { headers: authorization })).status).toBe(405);
  });
});
