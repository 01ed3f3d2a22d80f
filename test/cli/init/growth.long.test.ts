import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CliError } from '../../../src/cli/exit.ts';
import { recognise } from '../../../src/cli/init/generators/generators.ts';
import { growth, most } from '../../article/hostile/growth.ts';
import { count, fill } from '../../article/hostile/source.ts';

/**
 * The worst sources for the readers of configurations. Left out is a thousand declarations in JavaScript, which acorn
 * compares with each other: `blogConfigBytes` bounds it.
 */
const sources: readonly [name: string, file: string, source: (size: number) => string][] = [
  ['keys', '_config.yml', (size) => `source_dir: s\n${count((i) => `k${i}: v\n`, size)}`],
  ['lists', '_config.yml', (size) => `source_dir: [${fill('a,', size)}]`],
  ['lists in lists', '_config.yml', (size) => `source_dir: s\na: ${fill('[', size)}`],
  ['anchors', '_config.yml', (size) => `source_dir: s\n${count((i) => `k${i}: &a${i} v\n`, size)}`],
  ['aliases', '_config.yml', (size) => `source_dir: &a s\nb: [${fill('*a,', size)}]`],
  ['errors', '_config.yml', (size) => `source_dir: s\n${fill('}\n', size)}`],
  ['tabs', '_config.yml', (size) => `source_dir: s\n${fill('\t- a\n', size)}`],
  ['tables', 'hugo.toml', (size) => count((i) => `[a${i}]\n`, size)],
  ['lists of tables', 'hugo.toml', (size) => fill('[[a.b]]\n', size)],
  ['dotted keys', 'hugo.toml', (size) => `a${fill('.a', size)} = 1`],
  ['objects', 'hugo.json', (size) => `{"a": [${fill('{},', size)}{}]}`],
  ['errors', 'hugo.json', (size) => `{"a": [${fill('}', size)}`],
  ['quotes', 'pelicanconf.py', (size) => `A = '${fill(String.raw`\'`, size)}`],
  ['assignments', 'pelicanconf.py', (size) => fill(`A = 'x'\n`, size)],
  ['blanks', 'pelicanconf.py', (size) => `A = 'x'${fill(' ', size)}y`],
  ['colons', 'pelicanconf.py', (size) => `A${fill(': ', size)}`],
  ['extensions', 'pelicanconf.py', (size) => fill(`'markdown.extensions.`, size)],
  ['brackets', 'astro.config.mjs', (size) => fill('(', size)],
  ['functions', 'astro.config.mjs', (size) => fill('a=>(', size)],
  ['lists', 'astro.config.mjs', (size) => `export default {a: [${fill('1,', size)}]}`],
  ['templates', 'astro.config.mjs', (size) => `a=\`${fill('${1}', size)}\``],
  ['regular expressions', 'astro.config.mjs', (size) => `a=/${fill('(?:a|b)', size)}/u`],
  [
    'constants of constants',
    'astro.config.mjs',
    (size) => count((i) => `const c${i}=[c${i + 1},c${i + 1}];`, size / 4),
  ],
  ['calls', 'eleventy.config.js', (size) => fill('c.addPassthroughCopy("a");', size)],
  ['members', 'eleventy.config.js', (size) => `a${fill('.a', size)}`],
  ['types', 'astro.config.ts', (size) => `type A=${fill('{a:', size)}`],
  ['conditions', 'astro.config.ts', (size) => fill('a?(', size)],
];

describe('reading the configuration of a blog takes time that grows with its length', () => {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-growth-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(sources)('%s in %s', (name, file, source) => {
    const made = new Set<string>();
    const read = (size: number): void => {
      const blog = join(folder, `${file}-${name}-${size}`);
      if (!made.has(blog)) {
        mkdirSync(blog);
        writeFileSync(join(blog, file), source(size));
        made.add(blog);
      }
      try {
        recognise(blog);
      } catch (error) {
        // A parser may be at its end before the file is.
        if (!(error instanceof CliError)) throw error;
      }
    };
    expect(growth(read, 3)).toBeLessThan(most);
  });
});
