import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Workspace } from './workspace.ts';

test('--version prints the version of package.json', async () => {
  using work = new Workspace();
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  for (const option of ['--version', '-V'])
    expect(await work.run([option])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('wrangler and edgefeed run the same miniflare', () => {
  const dependencies = (file: string): Record<string, string> =>
    (JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> }).dependencies;
  const own = dependencies('package.json');
  expect(own['wrangler']).toMatch(/^\d/);
  expect(dependencies('node_modules/wrangler/package.json')['miniflare']).toBe(own['miniflare']);
});
