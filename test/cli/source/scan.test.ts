import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scan } from '../../../src/cli/source/scan.ts';
import { blobId } from '../../../src/publish/manifest.ts';
import { Workspace } from '../workspace.ts';

const pathsIn = async (work: Workspace): Promise<string[]> => [
  ...(await scan(work.content)).files.all().keys(),
];

describe('scanning a content folder', () => {
  test('finds articles at any depth, with the blob ids of git', async () => {
    using work = new Workspace();
    work.write('社交媒体/知乎/a.md', 'hello\n');
    expect((await scan(work.content)).files.all()).toEqual(
      // printf 'hello\n' | git hash-object --stdin
      new Map([['社交媒体/知乎/a.md', 'ce013625030ba8dba906f756967f9e9ca394464a']]),
    );
  });

  test('skips other files and folders of tools', async () => {
    using work = new Workspace();
    for (const path of ['a.md', 'photo.jpg', '.git/a.md', 'node_modules/x/README.md', '_layouts/a.html']) {
      work.write(path, path);
    }
    expect(await pathsIn(work)).toEqual(['a.md']);
  });

  test('follows links to files, and skips broken links and links to folders', async () => {
    using work = new Workspace();
    work.write('a.md', 'text');
    symlinkSync('a.md', join(work.content, 'linked.md'));
    symlinkSync('nowhere', join(work.content, 'dangling.md'));
    symlinkSync('itself.md', join(work.content, 'itself.md'));
    mkdirSync(join(work.content, 'sub'));
    symlinkSync('..', join(work.content, 'sub/circle'));
    const { files } = await scan(work.content);
    expect([...files.all().keys()]).toEqual(['a.md', 'linked.md']);
    expect(files.all().get('linked.md')).toBe(blobId(Buffer.from('text')));
  });

  test('composes names that macOS decomposes, and still finds their files', async () => {
    using work = new Workspace();
    work.write('cafe\u0301.md', 'text');
    const { files, spelling } = await scan(work.content);
    expect(files.all()).toEqual(new Map([['caf\u00e9.md', blobId(Buffer.from('text'))]]));
    expect(spelling).toEqual(new Map([['caf\u00e9.md', 'cafe\u0301.md']]));
  });

  test('reports two files whose normalized names are equal', async () => {
    using work = new Workspace();
    work.write('cafe\u0301.md', 'one');
    work.write('caf\u00e9.md', 'two');
    const { files, unreadable } = await scan(work.content);
    expect(files.size).toBe(1);
    expect(unreadable).toMatchObject([{ path: 'caf\u00e9.md', code: 'name', severity: 'error' }]);
  });

  test('reports a file whose name is not UTF-8', async () => {
    using work = new Workspace();
    writeFileSync(
      Buffer.concat([Buffer.from(`${work.content}/caf`), Buffer.from([0xe9]), Buffer.from('.md')]),
      'text',
    );
    const { files, unreadable } = await scan(work.content);
    expect(files.size).toBe(0);
    expect(unreadable).toMatchObject([
      { path: 'caf\udce9.md', code: 'path', message: expect.stringContaining('rename it') },
    ]);
  });

  test('a missing folder is an error, not an empty folder', async () => {
    using work = new Workspace();
    work.remove('.');
    await expect(scan(work.content)).rejects.toThrow(/no such folder\. Set --content/);
  });
});
