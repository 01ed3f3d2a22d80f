import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../../src/article/parse.ts';

const options = { siteUrl: 'https://feeds.example', timezone: 'Asia/Shanghai' };

/** About 64 KiB each, unless the name says more. */
const hostile: Record<string, string> = {
  'a list 5,000 deep': `---\na: ${'['.repeat(5_000)}${']'.repeat(5_000)}\n---\n`,
  'a list 1,400 deep': `---\na: ${'['.repeat(1_400)}${']'.repeat(1_400)}\n---\n`,
  'maps 32,000 deep': `---\n${'{a: '.repeat(16_000)}\n---\n`,
  'keys in keys, 2,000 deep': `---\na: [${'k: '.repeat(2_000)}]\n---\n`,
  'dashes 2,900 deep': `---\na:\n  ${'- '.repeat(2_900)}\n---\n`,
  '2,900 commas': `---\na: {${','.repeat(2_900)}}\n---\n`,
  '2,900 anchors': `---\n${'&a '.repeat(2_900)}\n---\n`,
  'dashes 32,000 deep': `---\na:\n  ${'- '.repeat(32_000)}\n---\n`,
  'keys 350 deep': `---\n${Array.from({ length: 350 }, (_, i) => `${' '.repeat(i)}k:\n`).join('')}---\n`,
  'an alias bomb': `---\na0: &a0 [x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('')}---\n`,
  'a long text that many aliases repeat': `---\na: &a ${'a '.repeat(15_000)}\nb: [${'*a , '.repeat(700)}]\n---\n`,
  'an alias of itself': '---\na: &a [*a]\n---\n',
  '60,000 commas': `---\na: {${','.repeat(60_000)}}\n---\n`,
  '60,000 Chinese commas': `---\ntags: ${'a，'.repeat(30_000)}\n---\n`,
  '60,000 semicolons': `Title: a\nTags: ${'a;'.repeat(30_000)}\n\n`,
  '60,000 carriage returns': `---\ntitle: a${'\r'.repeat(60_000)}\n---\n`,
  '20,000 anchors': `---\n${'&a '.repeat(20_000)}\n---\n`,
  '30,000 directives': `---\n${'%\n'.repeat(30_000)}\n---\n`,
  '1 MB of keys': `---\n${Array.from({ length: 80_000 }, (_, i) => `key${i}: v`).join('\n')}\n---\n`,
  'a table of TOML 20,000 deep': `+++\n[${'a.'.repeat(20_000)}a]\n+++\n`,
  'a list of TOML 5,000 deep': `+++\na = ${'['.repeat(5_000)}${']'.repeat(5_000)}\n+++\n`,
  'JSON 5,000 deep': `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}\n`,
  'JSON with a string of quotes that never ends': `{ "${'\\"'.repeat(30_000)}`,
};

describe('hostile front matter', () => {
  it.each(Object.entries(hostile))('is refused with a message: %s', (_, source) => {
    const result = parseArticle({ path: 'a.md', source }, options);
    expect(result.status).toBe('error');
    expect(result.problems[0]?.code).not.toBe('internal');
    expect(result.problems[0]?.message.length).toBeGreaterThan(20);
  });
});
