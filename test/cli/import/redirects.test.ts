/** `--redirects`: the old names of terms, in `_redirects`. */

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addRules, missingRules, redirectsFile } from '../../../src/cli/import/write/redirects.ts';
import { Workspace } from '../workspace.ts';
import { fixture, importInto, sourceOf } from './importing.ts';

const site = 'https://new.example';

test('rules join the file at its end, those whose addresses have one are left out, and what stands there stays', () => {
  using work = new Workspace();
  const file = join(work.content, '_redirects');
  const rules = ['/tags/a/ /tags/A/', '/tags/b/ /tags/B/'];
  expect(missingRules(file, rules, site)).toEqual(rules);
  addRules(file, []);
  expect(existsSync(file)).toBe(false);
  const own = '# mine\r\n/tags/b  https://elsewhere.example/ 302';
  writeFileSync(file, own);
  const missing = missingRules(file, rules, site);
  expect(missing).toEqual(['/tags/a/ /tags/A/']);
  addRules(file, missing);
  expect(sourceOf(work, '_redirects')).toBe(`${own}\n/tags/a/ /tags/A/\n`);
  expect(missingRules(file, rules, site)).toEqual([]);
});

test('the file is that of the content folder, of which --to may be a part', () => {
  expect(redirectsFile('content/blog', 'content')).toBe(join('content', '_redirects'));
  expect(redirectsFile('content', 'content')).toBe(join('content', '_redirects'));
  expect(redirectsFile('/tmp/other', 'content')).toBe(join('/tmp/other', '_redirects'));
});

test('the command prints the rules, writes them if it is asked to, and says nothing of those that are there', async () => {
  using work = new Workspace();
  const source = fixture('wordpress.xml');
  const printed = await importInto(work, source);
  const [, head = '', rules = ''] = /^(Names .*)\n((?: {2}\/.*\n)+)/m.exec(printed.stdout)!;
  const file = join(work.content, '_redirects');
  expect([head, existsSync(file)]).toEqual([
    `Names that its addresses have otherwise, for ${file} (--redirects writes them there):`,
    false,
  ]);
  const dry = await importInto(work, source, '--redirects', '--dry-run');
  expect([dry.stdout.includes(rules), existsSync(file)]).toEqual([true, false]);
  const written = await importInto(work, source, '--redirects');
  expect(written.stdout).toContain(`Names that its addresses have otherwise, added to ${file}:\n${rules}`);
  expect(sourceOf(work, '_redirects')).toBe(rules.replaceAll(/^ {2}/gm, ''));
  expect((await importInto(work, source, '--redirects')).stdout).not.toContain('Names that');
  expect(sourceOf(work, '_redirects')).toBe(rules.replaceAll(/^ {2}/gm, ''));
});
