import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Workspace } from './workspace.ts';

test('--version prints the version of package.json', async () => {
  using work = new Workspace();
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  for (const option of ['--version', '-V'])
    expect(await work.run([option])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});
