/**
 * The guides in docs/moving/, followed to the letter: each command of theirs runs in a shell, in a folder beside the export of an
 * old blog. Its address is that of its server; nothing is deployed.
 */

import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageFolder } from '../../src/cli/folders.ts';
import { exportOf, oldBlogs, serveOldBlog } from '../cli/moving/old-blogs.ts';
import { Running } from '../cli/running.ts';
import { InstalledSite } from './installed-site.ts';
import { packed } from './package-maker.ts';

const root = mkdtempSync(join(tmpdir(), 'edgefeed-test-'));
let tarball: string;
let maker: InstalledSite;

beforeAll(async () => {
  ({ tarball, maker } = await packed());
});

afterAll(() => rmSync(root, { recursive: true }));

/** The blocks of commands in a guide, and the lines of `wrangler.toml`, in their order. */
const blocksOf = (guide: string): { language: string; text: string }[] =>
  Array.from(
    guide.matchAll(/^( *)```(sh|toml)\n(.*?)^ *```$/gms),
    ([, indent = '', language = '', text = '']) => ({
      language,
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );

test.each(oldBlogs)('the guide for $name leads to a site in which no entry looks new', async (blog) => {
  const guide = readFileSync(join(packageFolder, 'docs/moving', `${blog.name}.md`), 'utf8');
  await using old = await serveOldBlog(blog);
  const desk = new InstalledSite(join(root, blog.name));
  const saved = exportOf(blog, desk.folder, old.url);
  const named = /edgefeed import \.\.\/(\S+)/.exec(guide)![1]!;
  renameSync(saved, join(desk.folder, named));
  const folder = /^ *cd (\S+)/m.exec(guide)![1]!;
  const site = new InstalledSite(join(desk.folder, folder));
  rmSync(site.folder, { recursive: true });
  let running: Running | undefined;
  let printed = '';
  try {
    for (const { language, text } of blocksOf(guide)) {
      if (language === 'toml') {
        const settings = site.read('wrangler.toml');
        site.write('wrangler.toml', settings.replace('[vars]\n', `[vars]\n${text}`));
        continue;
      }
      // What a line of the guide stands for here: another address, packages of this checkout, a free port.
      const script = text
        .replaceAll(`${blog.home}/`, `${old.url}/`)
        .replaceAll(`--site ${blog.home}`, `--site ${old.url}`)
        .replace('npm create edgefeed', `${maker.folder}/node_modules/.bin/create-edgefeed`)
        .replace(' -- --yes', ' --yes')
        .replace(
          'npm install',
          `${maker.handOver}\nnpm install --prefer-offline --no-audit --no-fund ${tarball}`,
        )
        .replaceAll(/edgefeed (import|compare) .*/g, '$& --allow-private')
        .replace('npm run deploy', 'npx --no -- edgefeed deploy --help');
      const where = script.includes(`cd ${folder} `) ? desk : site;
      const [before = '', after] = script.split('npm start\n');
      printed += await where.succeeds('sh', '-ec', before);
      if (after === undefined) continue;
      running = await Running.of(site.spawn('npm', 'start', '--', '--port', '0'));
      printed += await where.succeeds('sh', '-ec', after);
    }
    const promise = /^ *(0 of \d+ entries .*) \(/m.exec(guide)![1]!;
    expect(printed).toContain(promise);
    // The lines that the guide writes are those that the command prints.
    const rules = printed.split('\n').filter((line) => /^ {2}\/\S+ \/\S+$/.test(line));
    const redirects = rules.length > 0 ? site.read('content/_redirects').replaceAll(/ +/g, ' ') : '';
    for (const rule of rules) expect(redirects).toContain(rule.trim());
    for (const [address, leadsTo] of Object.entries(blog.addresses))
      expect([address, (await fetch(running!.url + address)).status]).toEqual([
        address,
        leadsTo === 404 ? 404 : 200,
      ]);
  } finally {
    await running?.end('SIGINT', 'group');
  }
});
