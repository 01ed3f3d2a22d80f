import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FileMap } from '../../../../src/cli/source/files.ts';
import { readCheckout } from '../../../../src/cli/source/git/checkout.ts';
import { cacheFile } from '../../../../src/cli/source/git/listing-cache.ts';
import { filesBelow } from '../../../../src/cli/source/article-files.ts';
import { sourcesOnly } from '../../../../src/publish/file-rules.ts';
import { Boundary } from '../../../../src/cli/source/boundary.ts';
import { scan } from '../../../../src/cli/source/scan.ts';
import { hashFile } from '../../../../src/cli/source/source-file.ts';
import { GitWorkspace } from '../../git-repository.ts';
import { Workspace } from '../../workspace.ts';

/** The result of reading every file, which the index must match. */
const byReading = (work: Workspace): Map<string, string> =>
  new Map(
    Array.from(filesBelow(work.content), (path) => {
      const file = hashFile(new Boundary(work.content), path);
      return [path.normalize('NFC'), 'blob' in file ? file.blob : ''];
    }),
  );

const byPath = (files: ReadonlyMap<string, string>): [string, string][] =>
  [...files].sort(([a], [b]) => (a < b ? -1 : 1));

/** Expects that a scan matches the disk. @returns paths that were not read, but taken from the index */
async function takenFromIndex(work: Workspace): Promise<string[]> {
  const { files } = await scan(work.content);
  const read = byReading(work);
  expect(byPath(files.all())).toEqual(byPath(read));
  expect(files.size).toBe(read.size);
  expect(files.digests().summary()).toEqual(new FileMap(read).digests().summary());
  const checkout = await readCheckout(work.content, sourcesOnly);
  const listed = Array.from(checkout?.listing.files('source') ?? [], ([path]) => path);
  return listed.filter((path) => !checkout?.others.has(path)).sort();
}

describe('a content folder in a checkout', () => {
  test('committed and unchanged files are not read', async () => {
    using work = new GitWorkspace();
    work.write('a.md', 'A');
    work.write('知乎/b.md', 'B');
    work.commit();
    expect(await takenFromIndex(work)).toEqual(['a.md', '知乎/b.md']);
    const { files } = await scan(work.content);
    // That works even without permission to read.
    if (process.getuid?.() !== 0) chmodSync(join(work.content, 'a.md'), 0);
    expect((await scan(work.content)).files.all()).toEqual(files.all());
  });

  test('edited, deleted, staged, new and ignored files count as on disk', async () => {
    using work = new GitWorkspace();
    for (const name of ['kept', 'edited', 'removed', 'staged', 'moved']) work.write(`${name}.md`, name);
    writeFileSync(join(work.folder, '.gitignore'), 'ignored.md\n');
    work.commit();
    work.write('edited.md', 'Edited');
    work.remove('removed.md');
    work.write('staged.md', 'Staged');
    work.git('add', 'content');
    work.write('staged.md', 'Edited since');
    work.move('moved.md', 'new/moved.md');
    work.write('ignored.md', 'Ignored');
    work.write('node_modules/package/README.md', 'Not an article');
    expect(await takenFromIndex(work)).toEqual(['edited.md', 'kept.md']);
  });

  test('an edit that changes neither size nor time is noticed', async () => {
    using work = new GitWorkspace();
    work.write('a.md', 'one');
    work.commit();
    const moment = new Date();
    utimesSync(join(work.content, 'a.md'), moment, moment);
    work.git('add', 'content');
    work.write('a.md', 'two');
    utimesSync(join(work.content, 'a.md'), moment, moment);
    expect((await scan(work.content)).files.all()).toEqual(byReading(work));
  });

  test.each([
    ['line ends', 'text=auto', 'a\r\nb\r\n'],
    ['an id', 'ident', '$Id: 0123 $\n'],
    ['a filter', 'filter=shout', 'quiet\n'],
    ['an encoding', 'working-tree-encoding=UTF-16LE', 'utf-16'],
  ])('with conversion of %s, the bytes on disk count', async (_what, attribute, source) => {
    using work = new GitWorkspace();
    work.git('config', 'filter.shout.clean', 'tr a-z A-Z');
    writeFileSync(join(work.folder, '.gitattributes'), `converted.md ${attribute}\n`);
    const encoding = attribute.endsWith('UTF-16LE') ? 'utf16le' : 'utf8';
    work.write('converted.md', Buffer.from(source, encoding));
    work.write('plain.md', 'a\r\n');
    work.commit();
    expect(await takenFromIndex(work)).toEqual(['plain.md']);
  });

  test('with core.autocrlf all files are read', async () => {
    using work = new GitWorkspace();
    work.git('config', 'core.autocrlf', 'input');
    work.write('a.md', 'a\r\nb\r\n');
    work.commit();
    expect(await takenFromIndex(work)).toEqual([]);
  });

  test('files marked assume-unchanged or skip-worktree are read', async () => {
    using work = new GitWorkspace();
    for (const name of ['assumed', 'skipped', 'gone']) work.write(`${name}.md`, name);
    work.commit();
    work.git('update-index', '--assume-unchanged', 'content/assumed.md');
    work.git('update-index', '--skip-worktree', 'content/skipped.md', 'content/gone.md');
    work.write('assumed.md', 'Edited');
    work.write('skipped.md', 'Edited');
    work.remove('gone.md');
    expect(await takenFromIndex(work)).toEqual([]);
  });

  test('links count as their targets, and nested repositories are walked', async () => {
    using work = new GitWorkspace();
    work.write('a.md', 'A');
    symlinkSync('a.md', join(work.content, 'linked.md'));
    symlinkSync('nowhere.md', join(work.content, 'dangling.md'));
    work.commit();
    work.write('within/b.md', 'B');
    work.git('init', '-q', 'content/within');
    expect(await takenFromIndex(work)).toEqual(['a.md']);
    expect([...(await scan(work.content)).files.all().keys()].sort()).toEqual([
      'a.md',
      'linked.md',
      'within/b.md',
    ]);
  });

  test('files in a conflict count as on disk', async () => {
    using work = new GitWorkspace();
    work.write('a.md', 'base\n');
    work.commit();
    work.git('checkout', '-q', '-b', 'other');
    work.write('a.md', 'theirs\n');
    work.commit();
    work.git('checkout', '-q', 'main');
    work.write('a.md', 'ours\n');
    work.commit();
    expect(() => work.git('-c', 'user.name=t', '-c', 'user.email=t@localhost', 'merge', 'other')).toThrow(
      /CONFLICT|Command failed/,
    );
    expect(await takenFromIndex(work)).toEqual([]);
  });

  test('variables of git hooks in the environment are ignored', async () => {
    using work = new GitWorkspace();
    work.write('a.md', 'A');
    work.commit();
    process.env['GIT_DIR'] = '/nowhere';
    process.env['GIT_INDEX_FILE'] = '/nowhere';
    try {
      expect(await takenFromIndex(work)).toEqual(['a.md']);
    } finally {
      delete process.env['GIT_DIR'];
      delete process.env['GIT_INDEX_FILE'];
    }
  });
});

describe('a repository whose top is the content folder', () => {
  test('is trusted: a clone with articles only', async () => {
    using work = new Workspace();
    using clone = new GitWorkspace();
    clone.write('a.md', 'A');
    clone.commit();
    clone.git('clone', '-q', '.', work.content);
    expect(await takenFromIndex({ content: work.content } as Workspace)).toEqual(['content/a.md']);
  });

  test('is trusted as a submodule or as an additional work tree', async () => {
    using articles = new GitWorkspace();
    articles.write('a.md', 'A');
    articles.commit();
    using site = new GitWorkspace();
    site.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', articles.folder, 'content/posts');
    const posts = join(site.content, 'posts');
    expect(await takenFromIndex({ content: posts } as Workspace)).toEqual(['content/a.md']);
    articles.git('worktree', 'add', '-q', '-b', 'other', join(site.folder, 'other'));
    expect(await takenFromIndex({ content: join(site.folder, 'other') } as Workspace)).toEqual([
      'content/a.md',
    ]);
  });

  test('is trusted if the folder is named by a link', async () => {
    using work = new GitWorkspace();
    work.write('a.md', 'A');
    work.commit();
    symlinkSync('content', join(work.folder, 'link'));
    expect(await takenFromIndex({ content: join(work.folder, 'link') } as Workspace)).toEqual(['a.md']);
  });
});

describe('a large checkout, whose listing is cached', () => {
  test('counts as on disk after any change, and with a damaged cache', async () => {
    using work = new GitWorkspace();
    for (let i = 0; i < 2_000; i++) work.write(`${i % 7}/${i}.md`, `${i}`);
    work.commit();
    const kept = cacheFile(work.content, sourcesOnly);
    expect((await takenFromIndex(work)).length).toBe(2_000);
    expect(existsSync(kept)).toBe(true);
    try {
      work.write('0/0.md', 'edited');
      work.write('3/new.md', 'new');
      work.remove('6/1000.md');
      expect((await takenFromIndex(work)).length).toBe(1_998);
      work.commit();
      work.move('1/1.md', '5/1.md');
      expect((await takenFromIndex(work)).length).toBe(1_999);
      work.write('0/0.md', '0');
      expect((await takenFromIndex(work)).length).toBe(1_998);
      // Only a flag in the index makes git ignore changes of the file.
      work.git('update-index', '--assume-unchanged', 'content/2/2.md');
      work.write('2/2.md', 'edited');
      expect((await takenFromIndex(work)).length).toBe(1_997);
      const file = readFileSync(kept);
      file[file.length - 5_000]! ^= 1; // in the digests, which nothing else would show
      for (const broken of [file, file.subarray(0, 1000), '']) {
        writeFileSync(kept, broken);
        expect((await takenFromIndex(work)).length).toBe(1_997);
      }
      // Another index, while the first one still exists.
      work.git('init', '-q', work.content);
      expect(await takenFromIndex(work)).toEqual([]);
    } finally {
      rmSync(kept, { force: true });
    }
  });
});

describe('a folder without a usable index', () => {
  test('outside a repository is read', async () => {
    using work = new Workspace();
    work.write('a.md', 'A');
    expect(await readCheckout(work.content, sourcesOnly)).toBeUndefined();
    expect(await takenFromIndex(work)).toEqual([]);
  });

  test('of a repository with a damaged index is read', async () => {
    using work = new GitWorkspace();
    work.write('a.md', 'A');
    work.commit();
    writeFileSync(join(work.folder, '.git/index'), 'nonsense');
    expect(await takenFromIndex(work)).toEqual([]);
    rmSync(join(work.folder, '.git/index'));
    expect(await takenFromIndex(work)).toEqual([]);
  });
});
