/** `edgefeed deploy --dry-run` with the real wrangler, which needs no network for it. */

import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { ready, Site } from '../doctor/site.ts';
import { localWorker } from '../local-worker.ts';
import { article } from '../workspace.ts';

const { worker } = localWorker();
const entry = join(import.meta.dirname, '../../../src/worker.ts');

function siteWith(name: string, config: object): Site {
  const site = new Site();
  // As 'edgefeed' exports it once it is built.
  site.writeFile(
    'src/worker.ts',
    `export { default, Catalog, Parser, Outbound } from ${JSON.stringify(entry)};\n`,
  );
  site.configure(name, config);
  site.write('a.md', article('Tried'));
  return site;
}

let token: Record<string, string>;
beforeEach(() => {
  token = { EDGEFEED_TOKEN: worker.token };
});

test('shows what wrangler deploys and what would be published, and does neither', async () => {
  using site = siteWith('wrangler.toml', ready());
  const { code, stdout } = await site.edgefeed(['deploy', '--dry-run', '--to', worker.url], token);
  expect(code).toBe(0);
  expect(stdout).toMatch(/env\.DOCUMENTS +KV Namespace[^]*--dry-run: exiting now\.\nA {2}a\.md\n$/);
});

test('of an environment, with the lines that doctor printed, in JSON', async () => {
  const config = { ...ready(), env: { staging: { vars: { SITE_URL: 'https://staging.me.workers.dev' } } } };
  using site = siteWith('wrangler.jsonc', config);
  site.mend(site.examine('staging'));
  const args = ['deploy', '--dry-run', '--env', 'staging', '--to', 'http://127.0.0.1:9'];
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
  expect(stdout).toContain('env.SITE_URL ("https://staging.me.workers.dev")');
  expect(stdout).toMatch(
    /What would be published is not known: http:\/\/127\.0\.0\.1:9 does not answer \(.*\)\.\n$/,
  );
});

test('names what is against a deployment, and ends with code 2', async () => {
  using site = siteWith('wrangler.toml', { ...ready(), vars: { SITE_URL: 'http://127.0.0.1:8787' } });
  const { code, stdout, stderr } = await site.edgefeed(['deploy', '--dry-run']);
  expect(code).toBe(2);
  expect(stdout).toContain('--dry-run: exiting now.');
  expect(stderr).toContain('error: not ready to deploy: SITE_URL is http://127.0.0.1:8787');
});

test('a deployment without a login names it', async () => {
  using site = siteWith('wrangler.toml', ready());
  const home = {
    HOME: site.folder,
    XDG_CONFIG_HOME: site.folder,
    CLOUDFLARE_API_TOKEN: '',
    CLOUDFLARE_API_KEY: '',
  };
  const { code, stderr } = await site.edgefeed(['deploy', '--to', worker.url], { ...token, ...home });
  expect(code).toBe(2);
  expect(stderr).toMatch(/edgefeed: wrangler is not logged in to Cloudflare.*`npx --no wrangler login`/);
});
