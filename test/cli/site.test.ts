import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CliError, exitCodes } from '../../src/cli/exit.ts';
import { packageFolder } from '../../src/cli/folders.ts';
import { findConfig, readConfig } from '../../src/cli/site-config.ts';
import { readSite } from '../../src/cli/site.ts';
import { Workspace } from './workspace.ts';

const wrangler = readFileSync(join(packageFolder, 'wrangler.toml'), 'utf8');

/** The error for a configuration. */
function complaintAbout(source: string, name = 'wrangler.toml'): { exitCode: number; message: string } {
  using work = new Workspace();
  const file = join(work.folder, name);
  writeFileSync(file, source);
  try {
    readSite(readConfig(file));
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

test.each([
  ['{"vars": ', /^\/wrangler\.json can't be read: \w+ at 1:10$/],
  ['[1]', /^\/wrangler\.json can't be read: it is not an object$/],
  [
    `"${'x'.repeat(1_000_000)}"`,
    /^\/wrangler\.json can't be read: it has 1 MB, and a configuration 1 MB at most$/,
  ],
])('a file that is not JSON with comments is reported', (source, message) => {
  expect(complaintAbout(source, 'wrangler.json')).toEqual({
    exitCode: exitCodes.usage,
    message: expect.stringMatching(message),
  });
});

test.each(['wrangler.json', 'wrangler.jsonc'])('%s is read, with comments and trailing commas', (name) => {
  using work = new Workspace();
  const file = join(work.folder, name);
  writeFileSync(file, '{ // the site\n"vars": { "SITE_URL": "https://a.example", "SITE_TITLE": "A", },\n}');
  expect(readSite(readConfig(file))).toMatchObject({ url: 'https://a.example', title: 'A' });
});

test('the configuration is that of the nearest folder, in the order of wrangler', () => {
  using work = new Workspace();
  expect(findConfig(work.content)).toBe(join(packageFolder, 'wrangler.toml'));
  const inFolder = join(work.folder, 'wrangler.toml');
  writeFileSync(inFolder, wrangler);
  expect(findConfig(work.content)).toBe(inFolder);
  const inContent = join(work.content, 'wrangler.toml');
  writeFileSync(inContent, wrangler);
  expect(findConfig(work.content)).toBe(inContent);
  const first = join(work.content, 'wrangler.jsonc');
  writeFileSync(first, '{}');
  expect(findConfig(work.content)).toBe(first);
});
