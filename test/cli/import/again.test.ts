/** A second run: it changes only what changed, and leaves alone what its author has done. */

import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonLines, Workspace } from '../workspace.ts';
import { filesIn, fixture, importInto, sourceOf } from './importing.ts';

const item = (name: string, text: string): string =>
  `<item><title>${name}</title><link>https://old.example/${name}</link><guid>${name}</guid><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate><description>${text}</description></item>`;

class Old implements Disposable {
  readonly work = new Workspace();
  readonly file = join(this.work.folder, 'feed.xml');

  write(entries: Record<string, string>): this {
    const items = Object.entries(entries).map(([name, text]) => item(name, text));
    writeFileSync(
      this.file,
      `<rss version="2.0"><channel><title>T</title><link>https://old.example</link>${items.join('')}</channel></rss>`,
    );
    return this;
  }

  /** What became of each entry: `a new`. */
  async import(...args: string[]): Promise<string[]> {
    const { stdout } = await importInto(this.work, this.file, '--json', ...args);
    return jsonLines(stdout)
      .filter((line) => 'entry' in line && 'status' in line)
      .map(({ id, status }) => `${String(id)} ${String(status)}`);
  }

  [Symbol.dispose](): void {
    this.work[Symbol.dispose]();
  }
}

const a = '2024-01-01-a.html';
const b = '2024-01-01-b.html';

describe('a second import', () => {
  it('writes what is new and what changed, and touches nothing else', async () => {
    using old = new Old().write({ a: 'one', b: 'two' });
    expect(await old.import()).toEqual(['a new', 'b new']);
    expect(await old.import()).toEqual(['a unchanged', 'b unchanged']);
    old.write({ a: 'one', b: 'two, corrected', c: 'three' });
    expect(await old.import()).toEqual(['a unchanged', 'b updated', 'c new']);
    expect(sourceOf(old.work, b)).toContain('two, corrected');
  });

  it('keeps what its author has edited, and names what has changed on both sides', async () => {
    using old = new Old().write({ a: 'one', b: 'two' });
    await old.import();
    appendFileSync(join(old.work.content, a), '<p>Mine.</p>\n');
    appendFileSync(join(old.work.content, b), '<p>Mine.</p>\n');
    old.write({ a: 'one', b: 'two, corrected' });
    const { stdout } = await importInto(old.work, old.file);
    expect(stdout).toContain('2 entries: 2 edited here and kept');
    expect(stdout).toContain(
      `${join(old.work.content, b)}: edited here, and changed in the source; it stays as it is`,
    );
    expect(stdout).not.toContain(`${join(old.work.content, a)}:`);
    expect(sourceOf(old.work, b)).toContain('two</p>'.replace('</p>', '') + '\n<p>Mine.</p>');
  });

  it('finds a file that was moved, updates it there, and writes a deleted one no more', async () => {
    using old = new Old().write({ a: 'one', b: 'two' });
    await old.import();
    old.work.move(a, 'notes/renamed.html');
    old.work.remove(b);
    old.write({ a: 'one, corrected', b: 'two' });
    expect(await old.import()).toEqual(['a updated', 'b deleted']);
    expect(filesIn(old.work.content)).toEqual(['notes/renamed.html']);
    expect(sourceOf(old.work, 'notes/renamed.html')).toContain('one, corrected');
  });

  it('without its record keeps every file that is there, by its id', async () => {
    using old = new Old().write({ a: 'one', b: 'two' });
    await old.import();
    rmSync(join(old.work.content, '.edgefeed-import.json'));
    appendFileSync(join(old.work.content, a), '<p>Mine.</p>\n');
    expect(await old.import()).toEqual(['a edited', 'b unchanged']);
    expect(sourceOf(old.work, a)).toContain('Mine.');
  });

  it('does not take the name of a file that is not its own', async () => {
    using old = new Old().write({ a: 'one' });
    old.work.write(a, '---\ntitle: Mine\n---\n');
    expect(await old.import()).toEqual(['a new']);
    expect(filesIn(old.work.content)).toEqual(['2024-01-01-a-2.html', a]);
    expect(await old.import()).toEqual(['a unchanged']);
  });

  it('with --dry-run shows what it would do, and writes nothing', async () => {
    using old = new Old().write({ a: 'one' });
    const { stdout } = await importInto(old.work, old.file, '--dry-run');
    expect(stdout).toContain(`A  ${join(old.work.content, a)}\n`);
    expect(stdout).toMatch(/1 entry: 1 new \(.*\) Nothing was written \(--dry-run\)\.\n$/);
    expect(filesIn(old.work.folder)).toEqual(['feed.xml']);
  });

  it('with --markdown after one without turns what is unedited into Markdown, at the same address', async () => {
    using old = new Old().write({
      a: '&lt;p&gt;one &lt;em&gt;two&lt;/em&gt;&lt;/p&gt;',
      b: '&lt;p&gt;H&lt;sub&gt;2&lt;/sub&gt;O&lt;/p&gt;',
    });
    await old.import();
    expect(await old.import('--markdown')).toEqual(['a updated', 'b unchanged']);
    expect(filesIn(old.work.content)).toEqual(['2024-01-01-a.md', b]);
    expect(sourceOf(old.work, '2024-01-01-a.md')).toContain('\n---\n\none *two*\n');
  });

  it('of the feed adds what is new since the export, and leaves what the export brought', async () => {
    using work = new Workspace();
    await importInto(work, fixture('ghost.json'), '--site', 'https://bakery.example');
    const path = '2023-04-21-bread-at-night.html';
    const before = sourceOf(work, path);
    const file = join(work.folder, 'feed.xml');
    const known = item('bread', 'less').replace('<guid>bread', '<guid>6441a2b3c4d5e6f708192a3b');
    writeFileSync(
      file,
      `<rss version="2.0"><channel><title>T</title><link>https://old.example</link>${known}${item('fresh', 'x')}</channel></rss>`,
    );
    const { stdout } = await importInto(work, file);
    expect(stdout).toContain('2 entries: 1 new, 1 unchanged');
    expect(sourceOf(work, path)).toBe(before);
  });

  it('makes the folder if it is not there, and makes none for a source that is none', async () => {
    using old = new Old().write({ a: 'one' });
    const to = join(old.work.folder, 'site/posts');
    expect(await old.work.run(['import', old.file, '--to', to])).toMatchObject({ code: 0 });
    expect(filesIn(to)).toEqual([a]);
    writeFileSync(old.file, '<rss');
    const none = join(old.work.folder, 'none');
    const { code, stderr } = await old.work.run(['import', old.file, '--to', none]);
    expect([code, stderr, existsSync(none)]).toEqual([
      2,
      `edgefeed: ${old.file}: line 1: no feed, and no export of a blog. docs/moving.md lists what is read. Nothing was imported.\n`,
      false,
    ]);
  });

  it('asks for a folder where --to names a file', async () => {
    using old = new Old().write({ a: 'one' });
    const { code, stderr } = await old.work.run(['import', old.file, '--to', old.file]);
    expect([code, stderr]).toEqual([
      2,
      `edgefeed: ${old.file} is no folder, and lies in none. Name a folder with --to.\n`,
    ]);
  });

  it('says so if the record cannot be read', async () => {
    using old = new Old().write({ a: 'one' });
    const record = join(old.work.content, '.edgefeed-import.json');
    writeFileSync(record, '{"entries": [');
    const { code, stderr } = await importInto(old.work, old.file);
    expect(code).toBe(2);
    expect(stderr).toContain(
      `${record} is not readable as the record of an import. Restore it from git, or delete it`,
    );
    expect(readFileSync(record, 'utf8')).toBe('{"entries": [');
  });
});

it('goes on after a disk was full: it said so, and what was written has stayed', async () => {
  using old = new Old();
  old.write({ a: 'Text', b: 'Text' });
  mkdirSync(old.work.content, { recursive: true });
  // The device of the system that is always full, in place of the draft of the record.
  const draft = join(old.work.content, '.edgefeed-import.json.new');
  symlinkSync('/dev/full', draft);
  const { code, stderr } = await importInto(old.work, old.file);
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr:
      'edgefeed: ENOSPC: no space left on device, write. The disk is full; free some space, and run the command again. 2 articles are written and stay; the next run goes on with the others.\n',
  });
  expect(filesIn(old.work.content)).toEqual([a, b]);
  expect(existsSync(draft)).toBe(false);
  expect(await old.import()).toEqual(['a unchanged', 'b unchanged']);
  expect(filesIn(old.work.content)).toEqual([a, b]);
});
