/** Sources that are damaged somewhere: each is read, or refused in one sentence. */

import { assert, asyncProperty, constantFrom, nat, tuple } from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliError } from '../../../src/cli/exit.ts';
import type { Entry, Source } from '../../../src/cli/import/entry.ts';
import { formatOf } from '../../../src/cli/import/readers/formats.ts';
import { feedsOf } from '../../../src/cli/import/readers/opml.ts';
import { articleOf } from '../../../src/cli/import/write/article.ts';
import { Workspace } from '../workspace.ts';
import { fixture } from './importing.ts';

const listener = { skipped: () => {}, leftOut: () => {}, warned: () => {}, site: () => {} };

/** The entries of a source, as they would be written; or why it is refused. */
async function outcomeOf(source: Source): Promise<string[] | string> {
  try {
    const { read } = await formatOf(source);
    if (read === 'list of feeds') return (await feedsOf(source)).map(({ address }) => address);
    const written: string[] = [];
    const add = (entry: Entry): unknown => written.push(articleOf(entry, entry.html, 'a').source);
    for await (const entry of read(source, listener)) add(entry);
    return written;
  } catch (error) {
    if (error instanceof CliError) return error.message;
    throw error;
  }
}

const names = [
  'wordpress.xml',
  'rss.xml',
  'atom.xml',
  'rdf.xml',
  'feed.json',
  'ghost.json',
  'blogger.xml',
  'takeout.atom',
];

/** What is put in place of a part. */
const damage = constantFrom(
  '',
  '<',
  '>',
  '&',
  '"',
  '{}',
  '[]',
  'null',
  '1',
  '<item>',
  '</item>',
  '<entry/>',
  ']]>',
  '\0',
  '😀',
  '\ud800',
  ':',
);

describe.each(names)('%s, damaged', (name) => {
  it('is read, or refused in one sentence', async () => {
    using work = new Workspace();
    const whole = readFileSync(fixture(name), 'latin1');
    const file = join(work.folder, name);
    await assert(
      asyncProperty(tuple(nat(whole.length), nat(60), damage), async ([at, length, text]) => {
        writeFileSync(file, whole.slice(0, at) + text + whole.slice(at + length), 'latin1');
        const outcome = await outcomeOf({ file, site: 'https://old.example' });
        const wrong =
          typeof outcome === 'string'
            ? !/^[^\n]+\.$/.test(outcome)
            : outcome.some((source) => !source.startsWith('---\n'));
        expect([wrong, outcome]).toEqual([false, outcome]);
      }),
      { numRuns: 150 },
    );
  });
});

/** Values of another type than a key should have. */
const wrong = constantFrom<unknown>(null, 1, true, 'x', [], {}, [null], [1], [[]], { a: 1 });

const tables = ['posts', 'tags', 'users', 'posts_tags', 'posts_authors', 'posts_meta', 'settings'] as const;
const columns = [
  'id',
  'title',
  'html',
  'slug',
  'status',
  'visibility',
  'published_at',
  'feature_image',
  'type',
] as const;
const ofFeed = [
  'title',
  'items',
  'home_page_url',
  'authors',
  'next_url',
  'icon',
  'description',
  'language',
] as const;
const ofItem = [
  'id',
  'url',
  'title',
  'content_html',
  'content_text',
  'tags',
  'authors',
  'attachments',
  'date_published',
] as const;

describe('JSON of other types', () => {
  it('is read, or refused in one sentence', async () => {
    using work = new Workspace();
    const file = join(work.folder, 'a.json');
    const version = 'https://jsonfeed.org/version/1.1';
    await assert(
      asyncProperty(
        tuple(
          wrong,
          constantFrom(...tables),
          constantFrom(...columns),
          constantFrom(...ofFeed),
          constantFrom(...ofItem),
        ),
        async ([value, table, column, feed, item]) => {
          const posts = [{ id: '1', title: 'a', [column]: value }];
          for (const document of [
            { db: value },
            { db: [{ data: { posts, [table]: value } }] },
            { db: [{ data: { posts: [value, ...posts] } }] },
            { version, title: 'a', items: [{ id: '1', [item]: value }], [feed]: value },
            { version, items: [{ id: '1', content_html: 'a', [item]: value }, value] },
          ]) {
            writeFileSync(file, JSON.stringify(document));
            expect(await outcomeOf({ file })).toBeDefined();
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
