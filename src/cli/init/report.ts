/** What `init` prints at its end. */

import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { columns } from '../output/columns.ts';
import { paint, type Line } from '../output/line.ts';
import { localAddress, type SiteFacts } from './answers.ts';
import { packNotes } from './checkout-package.ts';
import { scriptNames } from './files/package-json.ts';
import { isTable } from './generators/values.ts';
import { oldAddressesOf } from './old-addresses.ts';
import { notesOn } from './notes.ts';
import type { Step } from './plan.ts';
import { shellWord } from './shell-word.ts';

/** @param isNew whether the settings were written, too */
export function reportLines(folder: string, steps: readonly Step[], site: SiteFacts, isNew: boolean): Line[] {
  const notes = isNew ? [...notesOn(folder, site), ...packNotes()] : [];
  const by = (...actions: Step['action'][]): Step[] => steps.filter(({ action }) => actions.includes(action));
  const written = by('create', 'change');
  const named = relative('', folder) === '' ? 'this folder' : folder;
  const kept = by('keep').map(({ file }) => file.path);
  return [
    ...(written.length > 0
      ? [[paint('green', 'edgefeed'), ' made a site in ', paint('bold', named)] as const]
      : [`Nothing is missing in ${named}, so nothing was written.`]),
    '',
    ...columns(
      written.map(({ file, action }) => [
        ' ',
        file.path,
        file.about + (action === 'change' ? ' (added to)' : ''),
      ]),
    ),
    ...(written.length > 0 ? [''] : []),
    ...(kept.length > 0 ? [`Kept as they are: ${kept.join(', ')}`, ''] : []),
    ...(isNew ? blogLines(site) : []),
    ...notes,
    ...(notes.length > 0 ? [''] : []),
    ...(written.length > 0 ? nextLines(folder, steps, site) : []),
  ];
}

function blogLines({ blog, content, title, language, timezone, staticFolder = 'static' }: SiteFacts): Line[] {
  if (!blog) return [];
  const rows = [
    ['title', title],
    ['language', language],
    ['time zone', timezone],
    ['line breaks', blog.lineBreaks],
    ['articles', content],
    ['static files', staticFolder === 'none' ? 'none' : `STATIC = "${staticFolder}"`],
    ['old addresses', oldAddressesOf(blog).value ?? 'not in the configuration'],
  ];
  return [
    `From the blog of ${blog.generator} (${blog.files.join(', ')}):`,
    ...columns(rows.map((row) => [' ', ...row])),
    '',
  ];
}

function nextLines(folder: string, steps: readonly Step[], { address }: SiteFacts): Line[] {
  const manager = managerOf(folder);
  const start = scriptsOf(steps)('start');
  const path = relative('', folder);
  const run = start === 'start' ? `${manager} start` : `${manager} run ${start}`;
  return [
    'Next:',
    ...(path === '' ? [] : [`  cd ${shellWord(path)}`]),
    `  ${manager} install`,
    `  ${run}`,
    ...(address === localAddress ? ['', 'Before you deploy, set SITE_URL in wrangler.toml.'] : []),
  ];
}

/** The package manager of the blog, by its lock file. */
function managerOf(folder: string): string {
  const locks = { pnpm: 'pnpm-lock.yaml', yarn: 'yarn.lock' };
  return Object.entries(locks).find(([, lock]) => existsSync(join(folder, lock)))?.[0] ?? 'npm';
}

function scriptsOf(steps: readonly Step[]): (name: string) => string {
  const { before, after = before } = steps.find(({ file }) => file.path === 'package.json') ?? {};
  const value: unknown = JSON.parse((after ?? Buffer.from('{}')).toString().replace(/^\uFEFF/, ''));
  return scriptNames(isTable(value) ? value : {});
}
