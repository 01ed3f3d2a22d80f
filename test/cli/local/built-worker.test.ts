import { expect, test } from 'vitest';
import { bundledPackages, isPlainMain } from '../../../src/cli/local/built-worker.ts';

test.each([
  "export { default, Catalog, Parser } from 'edgefeed';",
  "export { default, Catalog, Parser, Outbound } from 'edgefeed';",
  'export { Parser, default, Catalog } from "edgefeed"\n',
  "// The worker of this site.\n/* all of it */ export {\n  default,\n  Catalog,\n  Parser,\n} from 'edgefeed';\n",
])('a module that hands on what the package exports is plain: %j', (source) => {
  expect(isPlainMain(source)).toBe(true);
});

test.each([
  '',
  "export { default, Catalog } from 'edgefeed';",
  "export { default, Catalog, Parser, Other } from 'edgefeed';",
  "export { default as worker, Catalog, Parser } from 'edgefeed';",
  "export { default, Catalog, Parser } from 'another';",
  "import 'polyfill';\nexport { default, Catalog, Parser } from 'edgefeed';",
  "export { default, Catalog, Parser } from 'edgefeed';\nconsole.log('more');",
  "import worker from 'edgefeed';\nexport { Catalog, Parser } from 'edgefeed';\nexport default worker;",
])('a module that does anything else is not: %j', (source) => {
  expect(isPlainMain(source)).toBe(false);
});

test('the packages of a script are listed with the shortest way to each', () => {
  const imports = (...paths: string[]) => ({ imports: paths.map((path) => ({ path })) });
  const inputs = {
    'entry.js': imports('node_modules/a/index.js', 'node_modules/@b/c/index.js', 'node_modules/unenv/x.js'),
    'node_modules/a/index.js': imports('node_modules/a/other.js', 'node_modules/a/node_modules/d/index.js'),
    'node_modules/a/other.js': imports('node_modules/@b/c/more.js', 'node_modules/a/index.js'),
    'node_modules/a/node_modules/d/index.js': imports('node_modules/e/index.js'),
    'node_modules/@b/c/index.js': imports('node_modules/d/index.js'),
    'node_modules/@b/c/more.js': imports(),
    'node_modules/d/index.js': imports(),
    'node_modules/e/index.js': imports(),
    'node_modules/unenv/x.js': imports('node_modules/f/index.js'),
  };
  expect(bundledPackages({ inputs }, 'entry.js', (folder) => `the version in ${folder}`)).toEqual([
    { path: ['a'], version: 'the version in node_modules/a' },
    { path: ['@b/c'], version: 'the version in node_modules/@b/c' },
    { path: ['a', 'd'], version: 'the version in node_modules/a/node_modules/d' },
    { path: ['@b/c', 'd'], version: 'the version in node_modules/d' },
    { path: ['a', 'd', 'e'], version: 'the version in node_modules/e' },
  ]);
});
