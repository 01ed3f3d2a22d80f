import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitCodes } from '../../../../src/cli/exit.ts';
import { readRevision } from '../../../../src/cli/source/git/revision.ts';
import { scan } from '../../../../src/cli/source/scan.ts';
import type { Source } from '../../../../src/cli/source/source.ts';
import { GitWorkspace } from '../../git-repository.ts';
import { Workspace } from '../../workspace.ts';

const gitDirOf = (work: Workspace): string => join(work.folder, '.git');

const read = async (work: Workspace, ref = 'HEAD', content = 'content'): Promise<Source> =>
  readRevision({ ref, content, gitDir: gitDirOf(work) });

describe('the articles of a commit', () => {
  test('are those of the committed folder, not of the work tree', async () => {
    using work = new GitWorkspace();
    work.write('知乎/a.md', 'A');
    work.write('b.md', 'B');
    work.write('_layouts/c.html', 'No article');
    const { files } = await scan(work.content);
    const commit = work.commit(1_800_000_000);
    work.remove('.');
    const source = await read(work);
    expect(source.files.all()).toEqual(files.all());
    expect(source.push).toEqual({ commit, time: 1_800_000_000_000 });
    expect(await source.read('知乎/a.md')).toEqual({
      status: 'read',
      source: 'A',
      blob: files.all().get('知乎/a.md'),
    });
    source.close?.();
  });

  test('are read from a bare repository, by any name of the commit, in any folder', async () => {
    using work = new GitWorkspace();
    work.write('blog/a.md', 'A');
    work.commit();
    work.git('tag', 'first');
    work.write('blog/b.md', 'B');
    work.commit();
    const gitDir = work.bare();
    const paths = async (ref: string, content: string): Promise<string[]> => [
      ...(await readRevision({ ref, content, gitDir })).files.all().keys(),
    ];
    expect(await paths('first', 'content')).toEqual(['blog/a.md']);
    expect(await paths('main', './content/blog/')).toEqual(['a.md', 'b.md']);
    expect(await paths('main', '.')).toEqual(['content/blog/a.md', 'content/blog/b.md']);
  });

  test('are not fetched with a program configured in a copied repository', async () => {
    using work = new GitWorkspace();
    work.write('a.md', 'A');
    const commit = work.commit();
    const blob = work.git('rev-parse', 'HEAD:content/a.md').trim();
    rmSync(join(work.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const mark = join(work.folder, 'ran');
    const settings = {
      'core.repositoryformatversion': '1',
      'extensions.partialClone': 'origin',
      'remote.origin.promisor': 'true',
      'remote.origin.url': 'ssh://127.0.0.1/x',
      'core.sshCommand': `touch ${mark}; false`,
    };
    for (const [name, value] of Object.entries(settings)) work.git('config', name, value);
    const fetching = ['cat-file', 'blob', blob];
    const source = await read(work, commit);
    await expect(source.read('a.md')).rejects.toThrow(blob);
    source.close?.();
    expect(existsSync(mark)).toBe(false);
    expect(() => work.git(...fetching)).toThrow('Command failed');
    expect(existsSync(mark)).toBe(true);
  });

  test('have a time that can be formatted as a date', async () => {
    using work = new GitWorkspace();
    work.write('a.md', 'A');
    const commit = work.git('cat-file', 'commit', work.commit());
    const file = join(work.folder, 'commit');
    writeFileSync(file, commit.replace(/^(committer .*>) \d+/m, '$1 9007199254740993'));
    const id = work.git('hash-object', '-t', 'commit', '-w', '--literally', file).trim();
    expect((await read(work, id)).push?.time).toBe(Date.UTC(9999, 11, 31, 23, 59, 59, 999));
  });

  test('are not read from a bare repository unless it is named', async () => {
    using work = new GitWorkspace();
    work.write('a.md', 'A');
    work.commit();
    const bare = work.bare();
    const { program, env } = work.command(['publish', '--ref', 'main', '--dry-run']);
    const { code, stderr } = await work.finish('sh', ['-c', `cd '${bare}' && ${program}`], env);
    expect(code).toBe(exitCodes.usage);
    expect(stderr).toContain(`--git-dir ${bare}`);
  });

  test('are not read outside a repository, which is an error with the remedy', async () => {
    using work = new Workspace();
    const source = readRevision({ ref: 'main', content: 'content', gitDir: work.folder });
    await expect(source).rejects.toMatchObject({
      exitCode: exitCodes.usage,
      message: `${work.folder} is not in a git repository, which --ref requires. Name one with --git-dir.`,
    });
  });

  test('are read one after another, including large, empty and missing ones', async () => {
    using work = new GitWorkspace();
    const large = 'x'.repeat(1_400_000);
    work.write('large.md', large);
    work.write('empty.md', '');
    work.write('huge.md', 'x'.repeat(5_000_000));
    work.write('latin.md', Buffer.from('caf\xe9', 'latin1'));
    work.commit();
    const source = await read(work);
    expect(await source.read('large.md')).toMatchObject({ source: large });
    expect(await source.read('huge.md')).toMatchObject({ problem: { path: 'huge.md', code: 'too-large' } });
    expect(await source.read('empty.md')).toMatchObject({ source: '' });
    expect(await source.read('latin.md')).toMatchObject({ problem: { path: 'latin.md', code: 'encoding' } });
    source.close?.();
  });

  test('links count as their targets, as on disk', async () => {
    using work = new GitWorkspace();
    work.write('folder/a.md', 'A');
    symlinkSync('folder/a.md', join(work.content, 'linked.md'));
    symlinkSync('folder', join(work.content, 'folder.md'));
    symlinkSync('nowhere.md', join(work.content, 'dangling.md'));
    work.commit();
    const { files } = await read(work);
    expect(files.all()).toEqual((await scan(work.content)).files.all());
    expect([...files.all().keys()]).toEqual(['folder/a.md', 'linked.md']);
  });

  test('names are composed, and equal normalized names reported', async () => {
    using work = new GitWorkspace();
    work.write('cafe\u0301.md', 'one');
    work.write('caf\u00e9.md', 'two');
    work.commit();
    const { files, unreadable } = await read(work);
    expect([...files.all().keys()]).toEqual(['caf\u00e9.md']);
    expect(unreadable).toMatchObject([{ path: 'caf\u00e9.md', code: 'name' }]);
  });

  test.each([
    ['no commit', 'nowhere', 'content', /--ref nowhere: no such commit \(git: .*\)\. Name a branch/],
    ['an option in disguise', '--output=/tmp/x', 'content', /: no such commit/],
    ['no folder', 'HEAD', 'articles', /^Commit [0-9a-f]{12} has no folder articles/],
    ['a folder elsewhere', 'HEAD', '../content', /relative to the root of the repository/],
  ])('%s ends with the code for a mistake and a remedy', async (_what, ref, content, message) => {
    using work = new GitWorkspace();
    work.write('a.md', 'A');
    work.commit();
    await expect(read(work, ref, content)).rejects.toMatchObject({
      exitCode: exitCodes.usage,
      message: expect.stringMatching(message),
    });
  });
});
