/** What is written of an article follows its files, in whichever order they come, change and go. */

import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import * as fc from 'fast-check';
import { beforeAll, expect, it, vi } from 'vitest';
import { feedFormats } from '../../../src/feed/formats.ts';
import type { AssetPut } from '../../../src/publish/protocol.ts';
import { DocumentStore } from '../../../src/store/store.ts';
import { stored } from '../../http/files.ts';
import { file, post } from '../../http/publish.ts';
import { soon } from '../../soon.ts';
import { pattern } from '../../store/blobs/bytes.ts';
import { catalog } from '../batches.ts';

beforeAll(reset);

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Where generators look for `one.vtt` of `pod/one.md`: beside it, in its folder, in the static and the content folder. */
const folders = ['pod/', 'pod/one/', '/', ''];
const names = ['one.mp3', 'one.vtt', 'one.srt', 'one.chapters.json', 'said.vtt', 'a.png'];
const assets = folders.flatMap((folder) => names.map((name) => folder + name));

const sources = {
  plain: 'audio: one.mp3',
  named: 'audio: one.mp3\ntranscript: said.vtt\nimage: a.png',
  elsewhere: 'audio: https://cdn.example/one.mp3',
  draft: 'draft: true\naudio: one.mp3',
};
const articles = ['pod/one.md', 'one.md'];

const change = fc.record({
  files: fc.dictionary(fc.constantFrom(...assets), fc.constantFrom('first', 'second', 'gone'), {
    maxKeys: 4,
  }),
  sources: fc.dictionary(
    fc.constantFrom(...articles),
    fc.constantFrom(...(Object.keys(sources) as (keyof typeof sources)[]), 'gone' as const),
    { maxKeys: 1 },
  ),
});

const contents = {
  vtt: (version: string) => `WEBVTT\n\n00:12.000 --> 00:13.000\nSaid ${version}\n`,
  srt: (version: string) => `1\n00:00:12,000 --> 00:00:13,000\nSaid in SubRip ${version}\n`,
  json: (version: string) =>
    JSON.stringify({ version: '1.2.0', chapters: [{ startTime: 1, title: version }] }),
};
const types: Record<string, string> = {
  vtt: 'text/vtt',
  srt: 'application/x-subrip',
  json: 'application/json+chapters; charset=utf-8',
  mp3: 'audio/mpeg',
  png: 'image/png',
};

/** By ending and version; the bytes are sent once. */
const sent = new Map<string, AssetPut>();

async function assetOf(path: string, version: string): Promise<AssetPut> {
  const ending = path.split('.').at(-1)!;
  const bytes =
    ending in contents
      ? utf8(contents[ending as keyof typeof contents](version))
      : pattern(version.length * 100);
  const key = `${ending} ${version}`;
  const asset =
    sent.get(key) ??
    (await stored(path, bytes, {
      type: types[ending]!,
      ...(ending === 'png' && { width: version.length, height: 9 }),
      ...(ending === 'mp3' && { duration: version.length }),
    }));
  sent.set(key, asset);
  return { ...asset, path };
}

/** Waits until the pages of articles are written. Feeds may wait longer: KV takes one write of a key a second. */
const written = async (): Promise<void> =>
  vi.waitFor(async () => expect((await catalog().status()).outbox.article).toBe(0), soon);

/** Documents at the edge that are not what the catalog would write now, and that nothing will write. */
async function stale(): Promise<string[]> {
  const store = new DocumentStore(env.DOCUMENTS);
  const found: string[] = [];
  for (const path of articles) {
    const address = path.replace('.md', '');
    const now = await catalog().address(address);
    const then = await store.address(address);
    const [was, is] = [then, now].map((document) => document?.state === 'article' && document.etag);
    if (was !== is) found.push(address);
  }
  for (const format of feedFormats) {
    const document = await catalog().writtenFeed('all', format);
    const waits = await runInDurableObject(catalog(), (_, { storage: { sql } }) =>
      sql.exec("SELECT 1 FROM outbox WHERE kind = 'feed' AND key = 'all'").toArray(),
    );
    if (document === 'stale' && waits.length === 0) found.push(format);
  }
  return found;
}

it('any files and articles leave pages and feeds as they would be written now', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 5 }), async (changes) => {
      await post('/api/publish', { put: [], delete: [...articles, ...assets] });
      for (const { files, sources: said } of changes) {
        const kept = Object.entries(files).filter(([, version]) => version !== 'gone');
        await post('/api/publish', {
          put: Object.entries(said).flatMap(([path, what]) =>
            what === 'gone'
              ? []
              : [file(path, `---\ntitle: One\ndate: 2024-01-01\n${sources[what]}\n---\n![](a.png)\n`)],
          ),
          files: await Promise.all(kept.map(async ([path, version]) => assetOf(path, version))),
          delete: [...Object.entries(files), ...Object.entries(said)].flatMap(([path, what]) =>
            what === 'gone' ? [path] : [],
          ),
        });
        await written();
        expect(await stale()).toEqual([]);
      }
    }),
    { numRuns: 40 },
  );
});
