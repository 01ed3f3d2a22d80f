import { readFileSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { severityOf } from '../../../src/cli/doctor/finding.ts';
import { Environment } from '../../../src/cli/doctor/environment.ts';
import { examine } from '../../../src/cli/doctor/examine.ts';
import { examined } from '../../../src/cli/doctor/examined.ts';
import { readConfig } from '../../../src/cli/site-config.ts';
import { jsonLines } from '../workspace.ts';
import { ready, Site } from './site.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const found = (site: Site, env?: string) =>
  site.examine(env).map(({ code, line, message }) => ({ code, line, message }));

/** The findings of one change to a configuration that is ready. */
function afterChange(change: (config: ReturnType<typeof ready>) => unknown) {
  using site = new Site();
  const config = ready();
  change(config);
  site.configure('wrangler.toml', config);
  return found(site);
}

describe('edgefeed doctor', () => {
  test('says that a site is ready', async () => {
    using site = new Site();
    site.configure('wrangler.toml', ready());
    expect(await site.edgefeed(['doctor'])).toEqual({
      code: 0,
      stdout: `wrangler.toml is ready for edgefeed ${version}\n`,
      stderr: '',
    });
  });

  test('prints file, line, and the lines to add', async () => {
    using site = new Site();
    const { kv_namespaces: _, cache: __, ...config } = ready();
    site.configure('wrangler.toml', config);
    const { code, stdout } = await site.edgefeed(['doctor']);
    expect(code).toBe(1);
    expect(stdout).toBe(
      `wrangler.toml:1: error: the KV binding DOCUMENTS is missing. Write at the end of the file: [kv]

[[kv_namespaces]]
binding = "DOCUMENTS"

wrangler.toml:1: advice: cache is missing: every request runs the worker. Write at the end of the file: [optional]

[cache]
enabled = true

wrangler.toml is not ready for edgefeed ${version}
`,
    );
  });

  test('prints the lines of a JSON file in JSON', async () => {
    using site = new Site();
    const { kv_namespaces: _, ...config } = ready();
    site.configure('wrangler.jsonc', config);
    expect((await site.edgefeed(['doctor'])).stdout).toContain(
      'Write after the { in line 1: [kv]\n\n"kv_namespaces": [{ "binding": "DOCUMENTS" }],\n\n',
    );
  });

  test('--json prints an object for each finding, and a summary', async () => {
    using site = new Site();
    const { kv_namespaces: _, ...config } = ready();
    site.configure('wrangler.toml', config);
    const { code, stdout } = await site.edgefeed(['doctor', '--json']);
    expect(code).toBe(1);
    expect(jsonLines(stdout)).toEqual([
      {
        code: 'kv',
        severity: 'error',
        file: 'wrangler.toml',
        line: 1,
        message: 'the KV binding DOCUMENTS is missing',
        add: { where: 'at the end of the file', lines: ['[[kv_namespaces]]', 'binding = "DOCUMENTS"'] },
      },
      { summary: { ready: false, edgefeed: version } },
    ]);
  });

  test('ends with code 0 if all it has is advice', async () => {
    using site = new Site();
    const { ratelimits: _, ...config } = ready();
    site.configure('wrangler.toml', config);
    const { code, stdout } = await site.edgefeed(['doctor']);
    expect({ code, last: stdout.split('\n').at(-2) }).toEqual({
      code: 0,
      last: `wrangler.toml is ready for edgefeed ${version}`,
    });
  });

  test.each([
    ['a file that is not TOML', 'name = ', /wrangler\.toml can't be read: /],
    [
      'a slip of the pen',
      'name = "a"\nmain = x\n',
      /^edgefeed: \S+wrangler\.toml can't be read: [^\\\n]+ at 2:8\n$/,
    ],
    ['an environment that is not there', '', /has no environment "staging"\. It has none\.\n$/],
  ])('ends with code 2 for %s', async (_, text, message) => {
    using site = new Site();
    site.configure('wrangler.toml', text || ready());
    const { code, stdout, stderr } = await site.edgefeed(['doctor', '--env', 'staging']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  test('shows control characters of a file as escapes', async () => {
    using site = new Site();
    const config = ready();
    config.vars['SITE_\u001b[31mX'] = 'a';
    site.configure('wrangler.jsonc', config);
    const { stdout } = await site.edgefeed(['doctor']);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain(String.raw`\x1b[31mX`);
  });

  test('has only the address of this repository to say about its own configuration', () => {
    const findings = examine(examined(readConfig('wrangler.toml')));
    expect(findings.map(({ code }) => code)).toEqual(['site-url']);
  });
});

describe('the address of the site', () => {
  test.each([
    'http://127.0.0.1:8787',
    'http://localhost:8787',
    'http://site.localhost',
    'http://[::1]',
    'https://feeds.example.com',
    'https://edgefeed.<your-subdomain>.workers.dev',
    '',
  ])('"%s" is not ready to deploy', (address) => {
    const findings = afterChange(({ vars }) => (vars['SITE_URL'] = address));
    expect(findings).toEqual([
      { code: 'site-url', line: expect.any(Number), message: expect.stringMatching(/^not ready to deploy/) },
    ]);
  });

  test.each(['not an address', 'https://feeds.me.dev/blog'])('"%s" is no address', (address) => {
    const [finding] = afterChange(({ vars }) => (vars['SITE_URL'] = address));
    expect(finding).toMatchObject({
      code: 'setting',
      message: expect.stringContaining(`SITE_URL is "${address}"`),
    });
  });

  test.each<[string, string, object, string[]]>([
    ['a domain without a route', 'https://notes.ada.dev', {}, ['route']],
    [
      'a custom domain',
      'https://notes.ada.dev',
      { routes: [{ pattern: 'notes.ada.dev', custom_domain: true }] },
      [],
    ],
    ['a route', 'https://notes.ada.dev', { route: 'notes.ada.dev/*' }, []],
    ['a route of all subdomains', 'https://notes.ada.dev', { routes: ['*.ada.dev/*'] }, []],
    ['a route of another domain', 'https://notes.ada.dev', { routes: ['*.lda.dev/*'] }, ['route']],
    ['workers_dev switched off', 'https://notes.me.workers.dev', { workers_dev: false }, ['route']],
  ])('%s', (_, address, rest, codes) => {
    const findings = afterChange((config) => {
      config.vars['SITE_URL'] = address;
      Object.assign(config, rest);
    });
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });
});

describe('the settings', () => {
  test('an invalid value is named with its line and remedy', () => {
    const [finding] = afterChange(({ vars }) => (vars['TIMEZONE'] = 'Mars/Olympus'));
    expect(finding).toEqual({
      code: 'setting',
      line: expect.any(Number),
      message: expect.stringMatching(/^TIMEZONE is "Mars\/Olympus"; set it to a zone/),
    });
  });

  test.each(['SITE_TITEL', 'SITE_TITL', 'site_title', 'SITE_TTILE'])('%s is taken for SITE_TITLE', (name) => {
    const [finding] = afterChange((config) => {
      config.vars = { SITE_URL: config.vars['SITE_URL'], [name]: 'a' };
    });
    expect(finding).toMatchObject({
      code: 'setting-name',
      message: expect.stringContaining('SITE_TITLE is meant'),
    });
  });

  test('a name that is like one that is there too is a setting of a worker of your own', () => {
    const findings = afterChange(({ vars }) => (vars['SITE_TITLES'] = 'a'));
    expect(findings.map(({ code }) => code)).toEqual(['setting-unknown']);
  });

  test('a secret is an error, and its value is not shown', () => {
    const [finding] = afterChange(({ vars }) => (vars['PUBLISH_TOKEN'] = 'abc123'));
    expect(finding).toMatchObject({ code: 'secret' });
    expect(JSON.stringify(finding)).not.toContain('abc123');
  });
});

describe('migrations', () => {
  test.each<[string, object[], string[]]>([
    [
      'other tags',
      [{ tag: 'one' }, { tag: 'two', new_sqlite_classes: ['Parser', 'Outbound', 'Catalog', 'Mine'] }],
      [],
    ],
    [
      'a class that was renamed',
      [
        { tag: 'v1', new_sqlite_classes: ['Old', 'Parser', 'Outbound'] },
        { tag: 'v2', renamed_classes: [{ from: 'Old', to: 'Catalog' }] },
      ],
      [],
    ],
    [
      'a class that was deleted',
      [
        { tag: 'v1', new_sqlite_classes: ['Catalog', 'Parser', 'Outbound'] },
        { tag: 'v2', deleted_classes: ['Parser'] },
      ],
      ['migration'],
    ],
    [
      'a class that was deleted and declared again',
      [
        { tag: 'v1', new_classes: ['Catalog'], new_sqlite_classes: ['Parser', 'Outbound'] },
        { tag: 'v2', deleted_classes: ['Catalog'] },
        { tag: 'v3', new_sqlite_classes: ['Catalog'] },
      ],
      [],
    ],
    [
      'new_classes',
      [{ tag: 'v1', new_classes: ['Catalog'], new_sqlite_classes: ['Parser', 'Outbound'] }],
      ['migration-kind'],
    ],
    [
      'a class that is declared twice',
      [
        { tag: 'v1', new_sqlite_classes: ['Catalog', 'Parser', 'Outbound'] },
        { tag: 'v2', new_sqlite_classes: ['Parser'] },
      ],
      ['migration-twice'],
    ],
  ])('%s', (_, migrations, codes) => {
    const findings = afterChange((config) => (config.migrations = migrations as typeof config.migrations));
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  test('exports of wrangler stand for them', () => {
    const classes = (storage: string) => (config: Partial<ReturnType<typeof ready>>) => {
      delete config.migrations;
      const exports = {
        Catalog: { type: 'durable-object', storage },
        Parser: { type: 'durable-object', storage },
        Outbound: { type: 'durable-object', storage },
      };
      Object.assign(config, { exports });
    };
    expect(afterChange(classes('sqlite'))).toEqual([]);
    expect(afterChange(classes('legacy-kv')).map(({ code }) => code)).toEqual([
      'migration-kind',
      'migration-kind',
      'migration-kind',
    ]);
  });

  test('a class that a later version needs gets a tag that is free', () => {
    using site = new Site();
    site.configure('wrangler.toml', {
      ...ready(),
      migrations: [{ tag: 'v2', new_sqlite_classes: ['Catalog', 'Parser', 'Outbound'] }],
    });
    const values = {
      ...readConfig('wrangler.toml').values,
      migrations: [{ new_sqlite_classes: ['Catalog', 'Mail'] }],
    };
    const later = new Environment({ values, file: 'wrangler.toml' });
    const findings = examine(examined(readConfig(join(site.folder, 'wrangler.toml')), undefined, later));
    expect(findings.map(({ add }) => add?.lines)).toEqual([
      ['[[migrations]]', 'tag = "v3"', 'new_sqlite_classes = ["Mail"]'],
    ]);
  });
});

describe('a site from before there was a sender', () => {
  const earlier = (vars: Record<string, string> = {}): string[] =>
    afterChange((config) => {
      config.compatibility_flags = ['nodejs_compat'];
      config.durable_objects.bindings.pop();
      config.migrations = [{ tag: 'v1', new_sqlite_classes: ['Catalog', 'Parser'] }];
      Object.assign(config.vars, vars);
    }).map(({ code }) => code);

  test('is ready, and is advised to add one', () => {
    expect(earlier()).toEqual(['optional', 'optional', 'optional']);
    expect(earlier({ HUB_URL: 'off' })).toEqual(['optional', 'optional', 'optional']);
  });

  test('is not ready if it names a hub, which nothing would tell of changes', () => {
    expect(earlier({ HUB_URL: 'https://hub.example.org/' }).toSorted()).toEqual([
      'durable-object',
      'migration',
      'optional',
    ]);
  });
});

test('a cron trigger that a later version has is missing', () => {
  using site = new Site();
  site.configure('wrangler.toml', ready());
  const values = { ...readConfig('wrangler.toml').values, triggers: { crons: ['0 * * * *'] } };
  const later = new Environment({ values, file: 'wrangler.toml' });
  const findings = examine(examined(readConfig(join(site.folder, 'wrangler.toml')), undefined, later));
  expect(findings).toMatchObject([{ code: 'cron', add: { lines: ['[triggers]', 'crons = ["0 * * * *"]'] } }]);
});

describe('the entry of the worker', () => {
  test.each<[string, string, string[]]>([
    ['the two lines', "// edgefeed\nexport { default, Catalog, Parser, Outbound } from 'edgefeed';", []],
    [
      'a worker of your own',
      "export { Catalog, Outbound } from 'edgefeed';\nexport class Parser {}\nexport default {};",
      [],
    ],
    ['a class that is missing', "export { default, Catalog } from 'edgefeed';", ['main-unknown']],
    ['exports in a comment', "/* export { default, Catalog, Parser } from 'edgefeed'; */", ['main-unknown']],
    ['exports under other names', "export { default, Catalog, P as Parser, Outbound } from 'edgefeed';", []],
  ])('%s', (_, source, codes) => {
    using site = new Site();
    site.writeFile('src/worker.ts', source);
    site.configure('wrangler.toml', ready());
    expect(site.examine().map(({ code }) => code)).toEqual(codes);
  });

  test('is missing', () => {
    using site = new Site();
    rmSync(join(site.folder, 'src'), { recursive: true });
    site.configure('wrangler.toml', ready());
    expect(site.examine()).toMatchObject([{ code: 'main', line: 2 }]);
  });
});

describe('the packages', () => {
  const packageOf = (name: string, version: string) =>
    JSON.stringify({ name, version, bin: { [name]: 'bin.js' } });

  test('another edgefeed than package.json asks for is an error', () => {
    using site = new Site();
    site.writeFile('package.json', '{\n  "dependencies": { "edgefeed": "^0.0.8" }\n}\n');
    site.configure('wrangler.toml', ready());
    expect(found(site)).toEqual([
      {
        code: 'version',
        line: 2,
        message: `package.json asks for edgefeed ^0.0.8, and ${version} is installed; run \`npm install\``,
      },
    ]);
  });

  test('another edgefeed than the command is refused by the command', async () => {
    using site = new Site();
    unlinkSync(join(site.folder, 'node_modules/edgefeed'));
    site.writeFile('node_modules/edgefeed/package.json', packageOf('edgefeed', '0.0.9'));
    site.configure('wrangler.toml', ready());
    const { code, stderr } = await site.edgefeed(['doctor']);
    expect(code).toBe(2);
    expect(stderr).toContain('has edgefeed 0.0.9');
  });

  test('an edgefeed that package.json names and that is not installed is an error', () => {
    using site = new Site();
    unlinkSync(join(site.folder, 'node_modules/edgefeed'));
    site.writeFile('package.json', '{ "dependencies": { "edgefeed": "^0.1.0" } }');
    site.configure('wrangler.toml', ready());
    expect(found(site)).toMatchObject([
      { code: 'version', message: expect.stringContaining('run `npm install`') },
    ]);
  });

  test('a wrangler that makes no namespaces is an error, unless the namespace has an id', () => {
    using site = new Site();
    unlinkSync(join(site.folder, 'node_modules/wrangler'));
    site.writeFile('node_modules/wrangler/package.json', packageOf('wrangler', '4.44.0'));
    site.configure('wrangler.toml', ready());
    expect(found(site)).toMatchObject([{ code: 'wrangler', message: expect.stringContaining('4.45.0') }]);
    site.configure('wrangler.toml', { ...ready(), kv_namespaces: [{ binding: 'DOCUMENTS', id: 'ab' }] });
    expect(found(site)).toEqual([]);
  });
});

describe('an environment', () => {
  const staging = () => {
    const { name, main, compatibility_date, compatibility_flags, migrations, observability, cache, ...own } =
      ready();
    const top = { name, main, compatibility_date, compatibility_flags, migrations, observability, cache };
    return {
      top: { ...top, ...ready() },
      own: { ...own, vars: { SITE_URL: 'https://notes-staging.me.workers.dev' } },
    };
  };

  test('inherits what wrangler lets it inherit', () => {
    using site = new Site();
    const { top, own } = staging();
    const ratelimits = own.ratelimits.map((limit) => ({ ...limit, namespace_id: '7' }));
    site.configure('wrangler.toml', {
      ...top,
      vars: { SITE_URL: 'https://a.me.workers.dev' },
      env: { staging: { ...own, ratelimits } },
    });
    expect(found(site, 'staging')).toEqual([]);
  });

  test('is told which settings of the top it has not', () => {
    using site = new Site();
    const { top, own } = staging();
    site.configure('wrangler.toml', {
      ...top,
      vars: { ...top.vars, TIMEZONE: 'Europe/Berlin', LINE_BREAKS: 'soft' },
      env: { staging: own },
    });
    expect(site.examine('staging')).toMatchObject([
      {
        code: 'setting-default',
        message: 'env.staging inherits no settings, so SITE_TITLE, TIMEZONE have their defaults there',
        add: { lines: ['SITE_TITLE = "Notes"', 'TIMEZONE = "Europe/Berlin"'] },
      },
    ]);
  });

  test('must not share its KV namespace', () => {
    using site = new Site();
    const { top, own } = staging();
    const kv = { kv_namespaces: [{ binding: 'DOCUMENTS', id: 'a1b2' }] };
    site.configure('wrangler.toml', { ...top, ...kv, env: { staging: { ...own, ...kv } } });
    expect(found(site, 'staging')).toContainEqual({
      code: 'kv-shared',
      line: expect.any(Number),
      message: expect.stringMatching(/^the top of the file has the same KV namespace/),
    });
  });

  test('gets rate limits of its own', () => {
    using site = new Site();
    const { top, own } = staging();
    const { ratelimits: _, ...rest } = own;
    site.configure('wrangler.toml', { ...top, env: { staging: rest } });
    const finding = site.examine('staging').find(({ code }) => code === 'optional');
    expect(finding!.add!.lines.filter((line) => line.startsWith('namespace_id'))).toEqual([
      'namespace_id = "3"',
      'namespace_id = "4"',
    ]);
  });

  test('is taken from CLOUDFLARE_ENV, as wrangler does', async () => {
    using site = new Site();
    const { top, own } = staging();
    site.configure('wrangler.toml', { ...top, env: { staging: own } });
    const { stdout } = await site.edgefeed(['doctor'], { CLOUDFLARE_ENV: 'staging' });
    expect(stdout).toContain(`wrangler.toml, env.staging, is ready for edgefeed ${version}`);
  });
});

test.each([
  ['an id of zeros, as earlier versions had it', [{ binding: 'DOCUMENTS', id: '0'.repeat(32) }], 'kv-id'],
  ['another binding', [{ binding: 'DOCUMENTZ', id: 'a' }], 'kv'],
])('KV: %s', (_, namespaces, code) => {
  const findings = afterChange((config) => (config.kv_namespaces = namespaces));
  expect(findings.map((finding) => finding.code)).toEqual([code]);
});

test('two configurations in one folder are named, and so is a bucket that nothing reads', () => {
  using site = new Site();
  site.configure('wrangler.toml', ready());
  site.configure('wrangler.json', { ...ready(), r2_buckets: [{ binding: 'PICTURES', bucket_name: 'a' }] });
  const findings = site.examine();
  expect(findings.map(({ code }) => code)).toEqual(['two-files', 'bucket']);
  expect(findings.map((finding) => severityOf(finding))).toEqual(['advice', 'advice']);
});

test.each<[string, object]>([
  ['lists of numbers', { kv_namespaces: [1, null], durable_objects: { bindings: [[]] }, migrations: [3] }],
  [
    'texts for tables',
    { vars: 'a', durable_objects: 'b', triggers: 'c', env: 'd', migrations: 'e', routes: 'f' },
  ],
  [
    'tables for lists',
    { kv_namespaces: { a: 1 }, migrations: { a: 1 }, compatibility_flags: { a: 1 }, route: { a: 1 } },
  ],
])('%s are left to wrangler, and end no check', (_, values) => {
  using site = new Site();
  site.configure('wrangler.json', { ...ready(), ...values });
  expect(site.examine().length).toBeGreaterThan(0);
});

test.each([
  ['wrangler.toml', '[', ']', (deep: string) => `compatibility_date = "2020-01-01"\nx = ${deep}\n`],
  ['wrangler.json', '[', ']', (deep: string) => `{"compatibility_date":"2020-01-01","x":${deep}}`],
  [
    'wrangler.json',
    '{"a":',
    '}',
    (deep: string) => `{"compatibility_date":"2020-01-01","x":${deep.replace('}', '1}')}}`,
  ],
] as const)(
  '%s with values %s%s deep inside another is examined, or refused with code 2',
  async (name, open, close, write) => {
    using site = new Site();
    for (const depth of [500, 2_000, 4_000, 100_000]) {
      site.configure(name, write(open.repeat(depth) + close.repeat(depth)));
      const { code, stderr } = await site.edgefeed(['doctor']);
      const isRefused = code === 2 && /^edgefeed: .* can't be read: .*\n/.test(stderr);
      expect({ depth, code, stderr, fine: code === 1 || isRefused }).toMatchObject({ fine: true });
    }
  },
);

test('keys with dots and quotes are continued as they are written', () => {
  using site = new Site();
  const { vars: _, ...config } = ready();
  site.configure('wrangler.toml', { ...config, vars: {} });
  const source = readFileSync(join(site.folder, 'wrangler.toml'), 'utf8').replace('[vars]\n', '');
  site.configure('wrangler.toml', `vars."A=B.c" = 1\n${source}`);
  const findings = site.examine();
  site.mend(findings);
  expect(findings.find(({ code }) => code === 'site-url')!.add!.lines[0]).toMatch(/^vars\.SITE_URL = /);
  expect(site.examine().map(({ code }) => code)).toEqual(['site-url', 'setting-unknown']);
});
