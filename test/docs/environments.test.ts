import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'smol-toml';
import { Site } from '../cli/doctor/site.ts';

const project = join(import.meta.dirname, '../..');

interface Bindings {
  vars: Record<string, string>;
  ratelimits: { namespace_id: string }[];
}

const docs = readFileSync(join(project, 'docs/deploying.md'), 'utf8');
const [, example = ''] = /```toml\n(\[env\.staging\][^]*?)```/.exec(docs)!;
const config = readFileSync(join(project, 'wrangler.toml'), 'utf8');

/** A site with the configuration of this repository and the environment of the page. */
function siteWithExample(): Site {
  const site = new Site();
  const entry = JSON.stringify(join(project, 'src/worker.ts'));
  site.writeFile('src/worker.ts', `export { default, Catalog, Parser, Outbound } from ${entry};\n`);
  site.configure('wrangler.toml', `${config}\n${example.replaceAll('<your-subdomain>', 'me')}`);
  return site;
}

test('the environment of docs/deploying.md lacks nothing, and has ids of its own', () => {
  using site = siteWithExample();
  // What the example leaves out on purpose has the default of edgefeed, and doctor says which settings do.
  expect(site.examine('staging').map(({ code }) => code)).toEqual(['setting-default']);
  const { ratelimits, env } = parse(config + example) as unknown as Bindings & { env: { staging: Bindings } };
  const ids = [...ratelimits, ...env.staging.ratelimits].map(({ namespace_id: id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const name of Object.keys(env.staging.vars)) expect(config).toContain(`\n${name} = `);
});

test('wrangler deploys the environment with all bindings of wrangler.toml, as a worker of its own', async () => {
  using site = siteWithExample();
  const args = ['deploy', '--env', 'staging', '--dry-run', '--no-publish'];
  const { code, stdout } = await site.edgefeed(args);
  expect(code).toBe(0);
  for (const name of [
    'CATALOG',
    'PARSER',
    'OUTBOUND',
    'DOCUMENTS',
    'WRONG_TOKENS',
    'CATALOG_READS',
    'VERSION',
  ])
    expect(stdout).toContain(`env.${name} `);
  expect(stdout).toContain('env.SITE_URL ("https://edgefeed-staging.me.workers.dev")');
  expect(stdout).toContain('--dry-run: exiting now.');
});

test('the commands of docs/deploying.md for going back are commands of the wrangler that is pinned', async () => {
  using site = new Site();
  const program = join(site.folder, 'node_modules/wrangler/bin/wrangler.js');
  for (const [command, usage] of [
    [['rollback'], 'wrangler rollback [version-id]'],
    [['deployments', 'list'], 'wrangler deployments list'],
  ] as const) {
    expect(docs).toContain(`npx --no wrangler ${command.join(' ')}\``);
    const { code, stdout } = await site.finish(
      process.execPath,
      [program, ...command, '--help'],
      process.env,
    );
    expect({ code, usage: stdout.includes(usage) }).toEqual({ code: 0, usage: true });
  }
});
