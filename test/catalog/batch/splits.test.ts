/** A publish comes to the same, however the command divides it into batches. */

import { createHash } from 'node:crypto';
import { reset, runInDurableObject } from 'cloudflare:test';
import * as fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import type { ParsedPut } from '../../../src/catalog/batch/parsed-batch.ts';
import type { Client } from '../../../src/cli/client/client.ts';
import { BatchSize } from '../../../src/cli/publish/batch-size.ts';
import { compare } from '../../../src/cli/publish/plan.ts';
import { upload } from '../../../src/cli/publish/upload.ts';
import type { Batch } from '../../../src/publish/protocol.ts';
import { catalog, publish, put } from '../batches.ts';
import { contradictions } from '../contradictions.ts';
import { quiet } from '../quiet.ts';

afterAll(quiet);

/** What a file says. */
interface Text {
  title: string;
  isDraft: boolean;
  id?: string;
  slug?: string;
  aliases: string[];
}

/** By path. */
type Folder = Readonly<Record<string, Text>>;

const blobOf = (text: Text): string => createHash('sha1').update(JSON.stringify(text)).digest('hex');

function parse(path: string, text: Text, movedFrom?: string): ParsedPut {
  const { title, isDraft, id, slug, aliases } = text;
  const names = { ...(id !== undefined && { id }), ...(slug !== undefined && { address: slug }) };
  const made = { ...put(path, { title, aliases, ...names }, movedFrom), blob: blobOf(text) };
  if (!isDraft || made.parsed.status !== 'article') return made;
  return { ...made, parsed: { ...made.parsed, status: 'draft', heldBack: 'draft' } };
}

/** Each batch has as many files, however quick the answers are. */
class Fixed extends BatchSize {
  constructor(files: number) {
    super();
    this.files = files;
  }

  override answered(): void {}
}

const rows = async (...selects: string[]) =>
  runInDurableObject(catalog(), (_, { storage: { sql } }) =>
    selects.map((select) => sql.exec<Record<string, string>>(select).toArray()),
  );

/** Publishes a folder as the command does. @returns the problems of refused files */
async function send(folder: Folder, files: number): Promise<string[]> {
  const client = {
    publish: async (body: Uint8Array) => {
      const batch = JSON.parse(new TextDecoder().decode(body)) as Batch;
      const puts = batch.put.map(({ path, movedFrom }) => parse(path, folder[path]!, movedFrom));
      return { files: Object.values(await publish(puts, batch.delete)) };
    },
  } as unknown as Client;
  const read = async (path: string) => ({
    status: 'read' as const,
    source: '',
    blob: blobOf(folder[path]!),
  });
  const [held] = await rows('SELECT path, blob FROM files');
  const { steps } = compare(
    new Map(Object.entries(folder).map(([path, text]) => [path, blobOf(text)])),
    new Map(held!.map(({ path, blob }) => [path!, blob!])),
  );
  const outcomes = await Array.fromAsync(upload(steps, { read, client, size: new Fixed(files) }));
  return outcomes
    .filter(({ result }) => result.status === 'error')
    .flatMap(({ result }) => result.problems.map(({ message }) => `${result.path}: ${message}`))
    .sort();
}

const paths = ['a.md', 'b.md', 'c.md', 'd.md'];

const shuffled = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });

/** Folders whose files share no id and no address; each file may be missing. @param ids whether files may name ids */
const folders = (ids: readonly boolean[], withAliases: boolean): fc.Arbitrary<Folder> =>
  fc
    .record({
      files: fc.tuple(
        ...paths.map(() =>
          fc.record({
            exists: fc.constantFrom(true, true, false),
            isDraft: fc.constantFrom(false, false, true),
            hasId: fc.constantFrom(...ids),
            hasSlug: fc.boolean(),
            hasAlias: fc.constantFrom(...(withAliases ? [true, false] : [false])),
            edition: fc.nat({ max: 1 }),
          }),
        ),
      ),
      ids: shuffled,
      slugs: shuffled,
      titles: shuffled,
      aliases: shuffled,
    })
    .map(({ files, ids, slugs, titles, aliases }) => {
      const addressOf = (i: number): string =>
        files[i]!.hasSlug ? `slug-${slugs[i]}` : paths[i]!.slice(0, -3);
      const taken = new Set(files.flatMap(({ exists }, i) => (exists ? addressOf(i) : [])));
      const former = ['a', 'b', 'slug-0', 'slug-1'];
      return Object.fromEntries(
        files.flatMap(({ exists, isDraft, hasId, hasSlug, hasAlias, edition }, i): [string, Text][] => {
          if (!exists) return [];
          const alias = former[aliases[i]!]!;
          const text: Text = {
            title: `Title ${titles[i]}.${edition}`,
            isDraft,
            ...(hasId && { id: `x:${ids[i]}` }),
            ...(hasSlug && { slug: `slug-${slugs[i]}` }),
            aliases: hasAlias && !taken.has(alias) ? [alias] : [],
          };
          return [[paths[i]!, text]];
        }),
      );
    });

it.each([
  ['ids', [true], false],
  ['ids and none', [true, false], false],
  ['no ids', [false], false],
] as const)(
  'folders one after the other, with %s, in batches of any size',
  async (_name, ids, withAliases) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(folders(ids, withAliases), { minLength: 2, maxLength: 4 }),
        async (states) => {
          let whole: unknown;
          for (const files of [20, 1, 3]) {
            await reset();
            const now: unknown[] = [];
            for (const folder of states) {
              const refused = await send(folder, files);
              // Files that share nothing are all published.
              expect(ids.every((has) => has) ? refused : []).toEqual([]);
              const found = await rows(...Object.values(contradictions));
              expect(Object.keys(contradictions).filter((_, i) => found[i]!.length > 0)).toEqual([]);
              now.push(
                refused,
                ...(await rows(
                  "SELECT path, id, address, json ->> '$.title' AS title FROM articles ORDER BY path",
                  'SELECT address, id, state FROM addresses ORDER BY address',
                  'SELECT path, id FROM withdrawn ORDER BY path',
                )),
              );
            }
            whole ??= now;
            expect({ files, now }).toEqual({ files, now: whole });
          }
        },
      ),
      { numRuns: 40 },
    );
  },
);
