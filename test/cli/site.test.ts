import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CliError, exitCodes } from '../../src/cli/exit.ts';
import { projectFolder } from '../../src/cli/folders.ts';
import { readSite } from '../../src/cli/site.ts';
import { Workspace } from './workspace.ts';

const wrangler = readFileSync(join(projectFolder, 'wrangler.toml'), 'utf8');

/** The error for a `wrangler.toml`. */
function complaintAbout(source: string): { exitCode: number; message: string } {
  using work = new Workspace();
  const file = join(work.folder, 'wrangler.toml');
  writeFileSync(file, source);
  try {
    readSite(file);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { exitCode: error.exitCode, message: error.message.replace(work.folder, '') };
  }
  throw new Error('nothing is said');
}

test.each([
  ['SITE_URL', 'feeds.example', 'the address of the site, like https://feeds.example.com'],
  ['FEED_MAX_AGE', '10', 'whole seconds from 60 (a minute) to 86400 (a day)'],
  ['MEMO_SECONDS', '2 minutes', 'seconds from 0 (never) to 3600'],
])('an invalid %s is reported with its file and the remedy', (name, value, remedy) => {
  expect(complaintAbout(wrangler.replace(new RegExp(`^${name} = .*`, 'm'), `${name} = "${value}"`))).toEqual({
    exitCode: exitCodes.usage,
    message: `/wrangler.toml: ${name} is "${value}"; set it to ${remedy}`,
  });
});

test('a file that is not TOML is reported', () => {
  expect(complaintAbout('[vars')).toMatchObject({
    exitCode: exitCodes.usage,
    message: expect.stringMatching(/^\/wrangler\.toml can't be read: /),
  });
});
