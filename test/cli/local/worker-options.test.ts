import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageFolder } from '../../../src/cli/folders.ts';
import { plainOptions } from '../../../src/cli/local/worker-options.ts';
import { converter } from '../../../src/cli/local/wrangler.ts';
import { readConfig } from '../../../src/cli/site-config.ts';
import { Workspace } from '../workspace.ts';

const own = readFileSync(join(packageFolder, 'wrangler.toml'), 'utf8');

/** A configuration with each table that is converted, and with what only a deployment reads. */
const full = `
name = "site"
main = "src/worker.ts"
account_id = "abc"
workers_dev = true
compatibility_date = "2026-10-01"
routes = [{ pattern = "feeds.example.com", custom_domain = true }]
vars = { SITE_URL = "https://feeds.example.com" }
kv_namespaces = [
  { binding = "DOCUMENTS" },
  { binding = "OTHER", id = "1" },
  { binding = "THIRD", id = "2", preview_id = "3" },
]
r2_buckets = [{ binding = "FILES", bucket_name = "files" }, { binding = "MORE" }]
durable_objects.bindings = [{ name = "CATALOG", class_name = "Catalog" }]
ratelimits = [{ name = "WRONG_TOKENS", namespace_id = "1", simple = { limit = 20, period = 60 } }]
[[migrations]]
tag = "v1"
new_sqlite_classes = ["Catalog"]
[env.staging]
vars = { SITE_URL = "https://staging.example.com" }
`;

/** What wrangler makes of a configuration, without the options that are empty or say nothing about the worker itself. */
function byWrangler(work: Workspace, file: string): unknown {
  const output = join(work.folder, 'options.json');
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', converter, file, output], {
    stdio: 'pipe',
  });
  const options = JSON.parse(readFileSync(output, 'utf8')) as Record<string, unknown>;
  for (const name of ['rootPath', 'modulesRules', 'email', 'zone']) delete options[name];
  return filled(options);
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

const filled = (options: object): unknown =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => !isEmpty(value)));

test.each([
  ['the project', own],
  ['a site with everything that is converted', full],
])('the configuration of %s is converted as wrangler does', (_, source) => {
  using work = new Workspace();
  const file = join(work.folder, 'wrangler.toml');
  writeFileSync(file, source);
  expect(filled(plainOptions(readConfig(file))!)).toEqual(byWrangler(work, file));
});

test.each([
  ['another binding', `${full}\n[ai]\nbinding = "AI"`],
  ['a var that is no text', full.replace('vars = {', 'vars = { LIMIT = 1,')],
  ['a class without SQLite', full.replace('new_sqlite_classes', 'new_classes')],
  ['a class that no migration declares', full.replace('["Catalog"]', '["Other"]')],
])('%s is left to wrangler', (_, source) => {
  using work = new Workspace();
  const file = join(work.folder, 'wrangler.toml');
  writeFileSync(file, source);
  expect(plainOptions(readConfig(file))).toBeUndefined();
});

test.each(['.dev.vars', '.env', '.env.local'])('secrets in %s are left to wrangler', (name) => {
  using work = new Workspace();
  const file = join(work.folder, 'wrangler.toml');
  writeFileSync(file, own);
  expect(plainOptions(readConfig(file))).toBeDefined();
  writeFileSync(join(work.folder, name), 'PUBLISH_TOKEN=secret');
  expect(plainOptions(readConfig(file))).toBeUndefined();
});
