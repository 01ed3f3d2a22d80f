import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { columns } from '../../../src/cli/output/columns.ts';
import { paint, print } from '../../../src/cli/output/line.ts';
import { inertJson, printable } from '../../../src/cli/output/printable.ts';
import { serveHttp } from '../http-server.ts';
import { article, jsonLines, Workspace } from '../workspace.ts';

/** Hostile names, and how they are printed. */
const hostile: Record<string, string> = {
  'esc\x1b[2J\x1b]0;title\x07': 'esc\\x1b[2J\\x1b]0;title\\x07',
  'line\nfeed\rreturn\ttab': 'line\\x0afeed\\x0dreturn\\x09tab',
  'del\x7f': 'del\\x7f',
  'c1\x9b31m\x85': 'c1\\x9b31m\\x85',
  'bidi\u202e\u2066\u200f\u061c': 'bidi\\u202e\\u2066\\u200f\\u061c',
  'separators\u2028\u2029': 'separators\\u2028\\u2029',
  '\n::error file=a::b': '\\x0a::error file=a::b',
};

/** Characters that must not be printed. */
// eslint-disable-next-line no-misleading-character-class
const unsafe = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Expects plain text without workflow commands of a CI system. */
function expectInert(output: string): void {
  // eslint-disable-next-line no-control-regex
  const shown = output.replace(/\x1b\[\d+m/g, '');
  expect(shown).not.toMatch(unsafe);
  expect(shown.isWellFormed()).toBe(true);
  for (const line of shown.split('\n')) expect(line.trimStart().startsWith('::')).toBe(false);
  expect(shown).not.toMatch(/##[\w.-]*\[/);
}

/** The bytes written to a stream. */
function printed(line: Parameters<typeof print>[0]): string {
  const stream = new PassThrough({ encoding: 'utf8' });
  print(line, stream as unknown as NodeJS.WriteStream);
  return stream.read() as string;
}

describe('printed text', () => {
  test.each(Object.entries(hostile))('%j is escaped', (name, shown) => {
    expect(printable(name)).toBe(shown);
    expect(printed([paint('bold', name), ' ', name])).toBe(`${shown} ${shown}\n`);
    expect(JSON.parse(inertJson({ [name]: name }))).toEqual({ [name]: name });
    expectInert(inertJson({ [name]: name }));
    expect(columns([[name, 'x']])).toEqual([`${shown}  x`]);
  });

  test('lone surrogates are escaped, those of bytes as the byte', () => {
    expect(printable('caf\udce9 \ud800 😀')).toBe('caf\\xe9 \\ud800 😀');
    expect(inertJson('\udce9 \ud800 😀')).toBe('"\\udce9 \\ud800 😀"');
  });

  test.each([
    ['::error::x', '\\x3a:error::x'],
    [' \u3000::error::x', ' \u3000\\x3a:error::x'],
    ['a ::error::x', 'a ::error::x'],
    ['a ##[group]', 'a #\\x23[group]'],
    ['###[error]', '##\\x23[error]'],
    ['##vso[task.setvariable variable=a]', '#\\x23vso[task.setvariable variable=a]'],
    ['## A heading [a link]', '## A heading [a link]'],
  ])('%j is not a command of a CI system', (line, shown) => {
    expect(printed(line)).toBe(`${shown}\n`);
    // However it is split into parts.
    for (let cut = 0; cut <= line.length; cut++)
      expectInert(printed([line.slice(0, cut), paint('red', line.slice(cut))]));
  });

  test('text in any script is unchanged', () => {
    const text = 'می‌خواهم 知乎 👩‍👩‍👧 עברית — “quotes” `code` C:\\x';
    expect(printable(text)).toBe(text);
  });
});

describe.each([
  ['a terminal', { FORCE_COLOR: '1', NO_COLOR: '' }],
  ['a job of GitHub', { GITHUB_ACTIONS: 'true', CI: 'true' }],
])('with hostile names, keys and answers, for %s', (_what, env: Record<string, string>) => {
  const prefix = '::error::##[group]';

  test('check and publish print only plain text', async () => {
    using work = new Workspace();
    for (const name of [...Object.keys(hostile), prefix]) {
      work.write(`${name}.md`, article('A', { [JSON.stringify(name)]: '1', date: JSON.stringify(name) }));
    }
    work.write('keys.md', `---\n"a\x1b[31m\x9b": 1\n"\u202e::x": [\n---\n`);
    symlinkSync('/etc/hostname', join(work.content, '::warning::.md'));
    const paths = [...Object.keys(hostile), prefix].map((name) => `${name}.md`);
    const detail = Object.keys(hostile).join(' ');
    await using server = await serveHttp((request, response) => {
      const asked = request.method === 'GET' ? { root: 'x', buckets: { 0: 'x' } } : null;
      const files = Object.fromEntries(paths.map((path) => [`gone ${path}`, 'x']));
      if (request.url === '/api/publish') response.statusCode = 422;
      response.setHeader('Content-Type', 'application/problem+json');
      response.end(JSON.stringify(request.url === '/api/publish' ? { detail } : (asked ?? { files })));
    });
    const to = ['--to', server.url, '--force'];
    const runs: string[][] = [
      ['check'],
      ['check', '--json'],
      ['publish', '--dry-run', ...to],
      ['publish', '--dry-run', '--json', ...to],
      ['publish', ...to],
      ['publish', `--${prefix}\n::error::`, ...to],
      ['new', `${prefix}\x1b[31m`, '--category', '\x9b'],
    ];
    for (const args of runs) {
      // The folder by a name that begins a line of the output.
      const { program, env: all } = work.command([...args, '--content', '.'], { ...env });
      const run = await work.finish('sh', ['-c', `cd '${work.content}' && ${program}`], all);
      expectInert(run.stdout);
      expectInert(run.stderr);
      expect(run.stdout + run.stderr).not.toBe('');
      const named = args.includes('--json') ? jsonLines(run.stdout).map(({ path }) => path) : paths;
      const wanted = args[0] === 'check' ? paths : [];
      expect(named).toEqual(expect.arrayContaining(wanted));
    }
  });
});
