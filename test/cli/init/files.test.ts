import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { unstable_readConfig as readWrangler } from 'wrangler';
import { parse as parseYaml } from 'yaml';
import type { SiteFacts } from '../../../src/cli/init/answers.ts';
import { mergedGitignore } from '../../../src/cli/init/files/gitignore.ts';
import { mergedPackage, newPackage, scripts, versionsOf } from '../../../src/cli/init/files/package-json.ts';
import { readme } from '../../../src/cli/init/files/readme.ts';
import { workerSource } from '../../../src/cli/init/files/worker.ts';
import { workflow } from '../../../src/cli/init/files/workflow.ts';
import { comments, wranglerToml } from '../../../src/cli/init/files/wrangler-toml.ts';
import type { Table } from '../../../src/cli/init/generators/values.ts';
import { checkName, nameFrom } from '../../../src/cli/init/site-name.ts';
import { Workspace } from '../workspace.ts';

const project = join(import.meta.dirname, '../../..');
const own: Table = parseToml(readFileSync(join(project, 'wrangler.toml'), 'utf8'));

const site: SiteFacts = {
  title: 'Quotes " and \\ and\u007f 中文',
  address: 'https://feeds.example.com',
  language: 'zh-CN',
  timezone: 'Asia/Shanghai',
  name: 'my-feeds',
  description: 'A\u0001B',
  content: 'source/_posts',
  staticFolder: '.',
  main: 'src/worker.ts',
  workflow: '.github/workflows/publish.yml',
};
const toml = (facts: SiteFacts = site): Table => parseToml(wranglerToml(facts, own, 5_000));

describe('wrangler.toml of a new site', () => {
  test("has edgefeed's own bindings, migrations and dates, and no ids", () => {
    const { vars, kv_namespaces, ratelimits, name, main, routes, ...rest } = toml();
    const { vars: _, kv_namespaces: ownKv, ratelimits: ownLimits, name: __, main: ___, ...ownRest } = own;
    expect(rest).toEqual(ownRest);
    expect({ name, main, routes }).toEqual({
      name: 'my-feeds',
      main: 'src/worker.ts',
      routes: [{ pattern: 'feeds.example.com', custom_domain: true }],
    });
    expect(kv_namespaces).toEqual((ownKv as Table[]).map(({ binding }) => ({ binding })));
    expect(ratelimits).toEqual(
      (ownLimits as Table[]).map((row, i) => ({ ...row, namespace_id: String(5_000 + i) })),
    );
    expect(vars).toEqual({
      SITE_URL: 'https://feeds.example.com',
      SITE_TITLE: site.title,
      SITE_DESCRIPTION: site.description,
      SITE_LANGUAGE: 'zh-CN',
      TIMEZONE: 'Asia/Shanghai',
      CONTENT: 'source/_posts',
      STATIC: '.',
    });
  });

  test('has a comment above each block, and says to set an address that is of this machine', () => {
    const blocks = Object.entries(own).filter(([key, value]) => typeof value === 'object' && key !== 'vars');
    expect(Object.keys(comments).sort()).toEqual(
      blocks
        .map(([key]) => key)
        .filter((key) => key !== 'compatibility_flags')
        .sort(),
    );
    const text = wranglerToml({ ...site, address: 'http://127.0.0.1:8787' }, own, 1);
    for (const comment of Object.values(comments)) expect(text).toContain(`\n\n# ${comment}\n[`);
    expect(text).toContain('# Before you deploy: the address');
    expect(wranglerToml(site, own, 1)).not.toContain('Before you deploy');
  });

  test.each([
    'http://127.0.0.1:8787',
    'https://127.0.0.1',
    'http://feeds.example.com',
    'https://feeds.example.com:8443',
    'https://my-feeds.me.workers.dev',
    'https://localhost',
    'https://[::1]',
  ])('has no route for %s', (address) => {
    expect(toml({ ...site, address })).not.toHaveProperty('routes');
  });

  test('is one that wrangler reads', () => {
    using work = new Workspace();
    const file = join(work.folder, 'wrangler.toml');
    writeFileSync(file, wranglerToml(site, own, 5_000));
    const config = readWrangler({ config: file });
    expect(config).toMatchObject({
      name: 'my-feeds',
      main: join(work.folder, 'src/worker.ts'),
      kv_namespaces: [{ binding: 'DOCUMENTS' }],
      routes: [{ pattern: 'feeds.example.com', custom_domain: true }],
      vars: { SITE_TITLE: site.title },
    });
  });

  test('names the folder in the repository of a blog elsewhere', () => {
    const blog = {
      generator: 'Hexo',
      files: [],
      notes: [],
      permalinks: [],
      lineBreaks: 'hard',
      content: 'source/_posts',
      ignored: '*.zip',
    } as const;
    const vars = (folder: string): unknown => toml({ ...site, blog: { ...blog, folder } })['vars'];
    expect(vars('../blog')).toMatchObject({ GITHUB_CONTENT: 'source/_posts', LINE_BREAKS: 'hard' });
    expect(vars('.')).toMatchObject({ IGNORE: '*.zip' });
    expect(vars('.')).not.toHaveProperty('GITHUB_CONTENT');
  });
});

test('src/worker.ts exports the worker and its classes, as src/worker.ts of edgefeed does', () => {
  expect(workerSource(own)).toMatch(/\nexport \{ default, Catalog, Parser, Outbound \} from 'edgefeed';\n$/);
  const ownWorker = readFileSync(join(project, 'src/worker.ts'), 'utf8');
  for (const name of ['Catalog', 'Parser', 'Outbound', 'default']) expect(ownWorker).toContain(name);
});

describe('package.json', () => {
  const versions = versionsOf({ version: '1.2.3' });

  test('of a new site has the commands, and versions that get updates', () => {
    const { allowScripts, ...rest } = JSON.parse(
      newPackage(
        'my-feeds',
        versionsOf(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as Table),
      ),
    ) as Table;
    expect(allowScripts).toMatchObject({ workerd: true });
    expect(rest).toEqual({
      name: 'my-feeds',
      private: true,
      type: 'module',
      scripts,
      dependencies: { edgefeed: expect.stringMatching(/^\^\d+\.\d+\.\d+$/) },
    });
  });

  test('of a blog keeps all it has, its indentation and its line ends', () => {
    const before =
      '\uFEFF{\r\n\t"x":   [1,2],\r\n\t"scripts": {\r\n\t\t"start": "hexo server"\r\n\t},\r\n\t"name": "blog"\r\n}\r\n';
    const after = mergedPackage(before, versions);
    expect(after).toMatch(
      /^\uFEFF\{\r\n\t"x": {3}\[1,2\],\r\n\t"scripts": \{\r\n\t\t"start": "hexo server",\r\n\t\t"edgefeed:start"/,
    );
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    expect(JSON.parse(after.slice(1))).toEqual({
      name: 'blog',
      scripts: {
        start: 'hexo server',
        'edgefeed:start': 'edgefeed start',
        'edgefeed:new': 'edgefeed new',
        'edgefeed:check': 'edgefeed check',
        'edgefeed:publish': 'edgefeed publish',
        'edgefeed:deploy': 'edgefeed deploy',
      },
      x: [1, 2],
      dependencies: { edgefeed: '^1.2.3' },
    });
  });

  test('is the same after a second time, and keeps other versions and scripts of the same name', () => {
    const fresh = newPackage('a', versions);
    expect(mergedPackage(fresh, versions)).toBe(fresh);
    const once = mergedPackage('{}\n', versions);
    expect(mergedPackage(once, versions)).toBe(once);
    const changed = '{"scripts": {"edgefeed:start": "mine"}, "devDependencies": {"edgefeed": "^1.0.0"}}';
    expect(JSON.parse(mergedPackage(changed, versions))).toMatchObject({
      scripts: { 'edgefeed:start': 'mine', 'edgefeed:check': 'edgefeed check' },
      devDependencies: { edgefeed: '^1.0.0' },
    });
    expect(JSON.parse(mergedPackage(changed, versions))).not.toHaveProperty('dependencies');
  });

  test.each(['{', '[]', 'null', ''])('that is no object is refused: %j', (source) => {
    expect(() => mergedPackage(source, versions)).toThrow(SyntaxError);
  });
});

test.each([
  ['', 'node_modules/\n.edgefeed/\n.wrangler/\n.dev.vars*\n/backup/\n'],
  ['public', 'public\nnode_modules/\n.edgefeed/\n.wrangler/\n.dev.vars*\n/backup/\n'],
  [
    '/node_modules\r\n.dev.vars*\r\n',
    '/node_modules\r\n.dev.vars*\r\n.edgefeed/\r\n.wrangler/\r\n/backup/\r\n',
  ],
  [
    '.edgefeed\nnode_modules\n.wrangler/\n.dev.vars*\nbackup',
    '.edgefeed\nnode_modules\n.wrangler/\n.dev.vars*\nbackup',
  ],
])('.gitignore %j gets the lines that it lacks', (before, after) => {
  expect(mergedGitignore(before)).toBe(after);
});

describe('the workflow of a site', () => {
  interface Step {
    run?: string;
    uses?: string;
    env?: unknown;
  }
  const stepsOf = (source: string): Step[] =>
    (parseYaml(source) as { jobs: { publish: { steps: Step[] } } }).jobs.publish.steps;
  const ofEdgefeed = readFileSync(join(project, '.github/workflows/publish.yml'), 'utf8');

  test("has the steps of edgefeed's own, with its actions, and runs the edgefeed of the site", () => {
    const [mine, its] = [stepsOf(workflow), stepsOf(ofEdgefeed)];
    expect(mine.map(({ uses }) => uses)).toEqual(its.map(({ uses }) => uses));
    expect(mine[0]).toEqual(its[0]);
    expect(mine.at(-1)).toEqual({ ...its.at(-1), run: 'npx --no edgefeed publish --ref "$GITHUB_SHA"' });
    expect(mine.at(-2)!.run).toMatch(
      /^if .*\n +npm ci --ignore-scripts\nelse\n +npm install --ignore-scripts /,
    );
    const pins = (source: string): string[] => source.match(/uses: .+/g) ?? [];
    expect(pins(workflow)).toEqual(pins(ofEdgefeed));
  });

  test('reads the repository only, gives the token to the last step, and expands nothing in scripts', () => {
    expect(parseYaml(workflow)).toMatchObject({
      on: { push: null, workflow_dispatch: null },
      permissions: { contents: 'read' },
      jobs: { publish: { if: 'github.ref_name == github.event.repository.default_branch' } },
    });
    const withToken = stepsOf(workflow).filter((step) =>
      /secrets\.EDGEFEED_TOKEN }}/.test(JSON.stringify(step)),
    );
    expect(withToken).toEqual([stepsOf(workflow).at(-1)]);
    for (const { run = '' } of stepsOf(workflow)) expect(run).not.toContain('${{');
  });
});

test('the README escapes its title, and says which address is missing', () => {
  expect(readme({ ...site, title: '<b>*A* & [B]' })).toMatch(/^# \\<b\\>\\\*A\\\* \\& \\\[B\\\]\n/);
  expect(readme({ ...site, address: 'http://127.0.0.1:8787' })).toContain('1. Set `SITE_URL`');
  expect(readme(site)).toContain('1. Readers will use https://feeds.example.com,');
});

describe('the name of a site', () => {
  test.each([
    ['My Feeds', 'my-feeds'],
    ['Café & Crème_2', 'cafe-creme-2'],
    ['我的博客', 'feeds-3a29d3'],
    ['日记', 'feeds-bf50d6'],
    ['--a--', 'a'],
    ['edgefeed', 'edgefeed-site'],
    ['node_modules', 'node-modules-site'],
    ['', 'feeds-da39a3'],
    [`${'a'.repeat(62)}-b`, 'a'.repeat(62)],
  ])('from the folder %j is %s', (folder, name) => {
    expect(nameFrom(folder)).toBe(name);
    expect(checkName(name)).toBe(name);
  });

  test.each(['', 'A', 'a_b', '-a', 'a-', 'a.b', '@a/b', 'a b', 'a'.repeat(64), 'edgefeed', 'ä'])(
    '%j is refused',
    (name) => {
      expect(() => checkName(name)).toThrow('Take one like my-feeds.');
    },
  );
});
