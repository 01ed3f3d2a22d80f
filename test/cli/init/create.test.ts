import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { finished, Workspace, type Finished } from '../workspace.ts';
import { spawn } from 'node:child_process';

const project = join(import.meta.dirname, '../../..');
const packageOf = (folder: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(project, folder, 'package.json'), 'utf8')) as Record<string, unknown>;

test('create-edgefeed has the version of edgefeed, and depends on it', () => {
  const { version } = packageOf('.');
  expect(packageOf('create-edgefeed')).toMatchObject({
    version,
    dependencies: { edgefeed: version },
    bin: { 'create-edgefeed': 'create.js' },
    files: ['create.js'],
  });
  expect(readFileSync(join(project, 'create-edgefeed/LICENSE'))).toEqual(
    readFileSync(join(project, 'LICENSE')),
  );
});

test('`npm create edgefeed` runs init in the current folder, with the same arguments', async () => {
  using work = new Workspace();
  const installed = join(work.folder, 'node_modules/create-edgefeed');
  mkdirSync(join(work.folder, 'node_modules'));
  cpSync(join(project, 'create-edgefeed'), installed, { recursive: true });
  symlinkSync(project, join(work.folder, 'node_modules/edgefeed'));
  const run = async (...args: string[]): Promise<Finished> =>
    finished(
      spawn(process.execPath, [join(installed, 'create.js'), ...args], {
        cwd: work.content,
        env: work.command([]).env,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  expect(await run('my-feeds', '--yes', '--title', 'My feeds')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/\n {2}cd my-feeds\n {2}npm install\n {2}npm start\n/),
    stderr: '',
  });
  expect(existsSync(join(work.content, 'my-feeds/wrangler.toml'))).toBe(true);
  expect(await run('a', 'b')).toMatchObject({ code: 2, stderr: expect.stringContaining('one folder') });
});
