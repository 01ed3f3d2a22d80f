/** Whatever `edgefeed doctor` finds missing: after its lines are pasted where it says, it has nothing more to say. */

import { expect, test } from 'vitest';
import { stringify } from 'smol-toml';
import { readConfig } from '../../../src/cli/site-config.ts';
import { join } from 'node:path';
import { ready, Site } from './site.ts';

type Config = ReturnType<typeof ready> & { env?: Record<string, unknown> };

const without: Record<string, (config: Partial<Config>) => void> = {
  'no name': (config) => delete config.name,
  'no compatibility date': (config) => delete config.compatibility_date,
  'an early compatibility date': (config) => (config.compatibility_date = '2024-01-01'),
  'no compatibility flags': (config) => delete config.compatibility_flags,
  'other compatibility flags': (config) => (config.compatibility_flags = ['global_navigator']),
  'an empty list of compatibility flags': (config) => (config.compatibility_flags = []),
  'no KV': (config) => delete config.kv_namespaces,
  'another KV': (config) => (config.kv_namespaces = [{ binding: 'MINE', id: 'ab' }]),
  'no Durable Objects': (config) => delete config.durable_objects,
  'one Durable Object': (config) => config.durable_objects!.bindings.pop(),
  'an empty list of Durable Objects': (config) => (config.durable_objects!.bindings = []),
  'another class': (config) => (config.durable_objects!.bindings[0]!.class_name = 'Catalogue'),
  'no migrations': (config) => delete config.migrations,
  'migrations of other classes': (config) =>
    (config.migrations = [{ tag: 'v2', new_sqlite_classes: ['Mine'] }]),
  'a migration of one class': (config) =>
    (config.migrations = [{ tag: 'x', new_sqlite_classes: ['Parser'] }]),
  'no options': (config) => {
    delete config.version_metadata;
    delete config.observability;
    delete config.cache;
    delete config.ratelimits;
  },
  'one rate limit': (config) => config.ratelimits!.pop(),
  'a misspelt setting': (config) => (config.vars = { SITE_URL: 'https://a.me.workers.dev', SITE_TILTE: 'a' }),
  'nothing but its name': (config) => {
    for (const key of Object.keys(config)) if (key !== 'name' && key !== 'vars') delete config[key as 'main'];
  },
};

/** The values of a file with brackets and dots wherever TOML allows them in place of headers. */
const inBrackets = (config: object): string =>
  Object.entries(config)
    .flatMap(([key, value]) =>
      key === 'vars'
        ? Object.entries(value as object).map(
            ([name, each]) => `vars.${stringify({ [name]: each as string })}`,
          )
        : [`${key} = ${inline(value)}\n`],
    )
    .join('');

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => `\n  ${inline(each)}, # [a], b\n`).join('')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{ ${Object.entries(value!)
    .map(([key, each]) => `${key} = ${inlineShort(each)}`)
    .join(', ')} }`;
}
const inlineShort = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(inline).join(', ')}]` : inline(value);

const inComments = (config: object): string =>
  JSON.stringify(config, null, 2)
    .replace(/^\{/, '// Mine.\n{ // "vars"')
    .replaceAll(/([\]}])\n/g, '$1 /* , */\n')
    .replaceAll(/(["\d])\n(\s*)\]/g, '$1, // last\n$2]');

const files: Record<string, [string, (config: object) => string | object]> = {
  'wrangler.toml': ['wrangler.toml', (config) => config],
  'wrangler.toml in brackets': ['wrangler.toml', inBrackets],
  'wrangler.json': ['wrangler.json', (config) => config],
  'wrangler.jsonc with comments': ['wrangler.jsonc', inComments],
};

for (const [file, [name, write]] of Object.entries(files)) {
  test.each(Object.entries(without))(
    `${file} with %s is mended by the lines that are printed`,
    (_, remove) => {
      using site = new Site();
      const config: Partial<Config> = ready();
      remove(config);
      site.configure(name, write(config));
      const findings = site.examine();
      expect(findings).not.toEqual([]);
      expect(findings.filter(({ add }) => !add)).toEqual([]);
      site.mend(findings);
      expect(site.examine().filter(({ code }) => code !== 'setting-unknown')).toEqual([]);
    },
  );

  test(`${file} with an empty environment is mended by the lines that are printed`, () => {
    using site = new Site();
    const config: Config = { ...ready(), env: { staging: { name: 'notes-staging' } } };
    config.vars['TIMEZONE'] = 'Europe/Berlin';
    site.configure(name, write(config));
    const findings = site.examine('staging');
    expect(new Set(findings.map(({ code }) => code))).toEqual(
      new Set(['site-url', 'kv', 'durable-object', 'setting-default', 'optional']),
    );
    // A table is made once: what several findings make is pasted one after the other.
    for (let left = findings; left.length > 0; left = site.examine('staging')) {
      const before = left.length;
      site.mend(left.slice(0, 1));
      if (left[0]!.code === 'site-url') {
        site.configure(name, read(site, name).replace('<your-subdomain>', 'me'));
      }
      expect(site.examine('staging').length).toBeLessThan(before);
    }
    expect(site.examine()).toEqual([]);
  });
}

const read = (site: Site, name: string): string => readConfig(join(site.folder, name)).source;
