import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Workspace } from '../workspace.ts';

const project = join(import.meta.dirname, '../../..');

test('reads secrets of .dev.vars, although wrangler prints a message about them', () => {
  using work = new Workspace();
  const config = join(work.folder, 'wrangler.toml');
  const output = join(work.folder, 'options.json');
  copyFileSync(join(project, 'wrangler.toml'), config);
  work.write('../.dev.vars', 'PUBLISH_TOKEN=token-of-this-machine\n');
  const program = join(project, 'src/cli/local/bindings.ts');
  execFileSync(process.execPath, [program, config, output], { cwd: work.folder, stdio: 'ignore' });
  expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({
    bindings: { PUBLISH_TOKEN: 'token-of-this-machine', SITE_URL: 'http://127.0.0.1:8787' },
  });
});
