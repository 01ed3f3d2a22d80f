import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageFolder } from '../../src/cli/folders.ts';
import { Workspace } from './workspace.ts';

test('--version prints the version of package.json', async () => {
  using work = new Workspace();
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  for (const option of ['--version', '-V'])
    expect(await work.run([option])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('Node runs the sources of every command as they are', async () => {
  using work = new Workspace();
  const commands = globSync(join(packageFolder, 'src/cli/commands/*.ts'));
  expect(commands.length).toBeGreaterThan(10);
  const load = `for (const file of ${JSON.stringify(commands)}) if (!(await import(file)).define) throw new Error(file);`;
  const loaded = await work.finish(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', load],
    process.env,
  );
  expect(loaded).toEqual({ code: 0, stdout: '', stderr: '' });
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const program = join(packageFolder, 'bin/edgefeed.js');
  expect(await work.finish(process.execPath, [program, '--version'], process.env)).toEqual({
    code: 0,
    stdout: `${version}\n`,
    stderr: '',
  });
});

test('wrangler and edgefeed run the same miniflare', () => {
  const dependencies = (file: string): Record<string, string> =>
    (JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> }).dependencies;
  const own = dependencies('package.json');
  expect(own['wrangler']).toMatch(/^\d/);
  expect(dependencies('node_modules/wrangler/package.json')['miniflare']).toBe(own['miniflare']);
});
