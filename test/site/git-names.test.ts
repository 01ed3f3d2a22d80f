import { describe, expect, it } from 'vitest';
import { isBranchName, isRepositoryName } from '../../src/site/git-names.ts';

describe('a repository', () => {
  it.each(['somebody/articles', 'a-b/c.d_e-f', 'octo_corp/x', 'A/.github', '0/..a', `${'a'.repeat(39)}/b`])(
    'may be %s',
    (name) => expect(isRepositoryName(name)).toBe(true),
  );

  it.each([
    '../..',
    'me/..',
    'me/.',
    'me/...',
    './x',
    '../x',
    '.me/x',
    '-me/x',
    '@evil.com/x',
    'me',
    'me/',
    '/x',
    'me/x/y',
    'me/x\n',
    'me/%2e%2e',
    'me/x?y',
    'me/x#y',
    'me\\x/y',
    'mé/x',
    `me/${'x'.repeat(101)}`,
    '',
  ])('is not %j', (name) => expect(isRepositoryName(name)).toBe(false));
});

describe('a branch', () => {
  it.each(['main', 'feature/a.b', '发布', 'a@b', 'release-1.0', '1'])('may be %s', (name) =>
    expect(isBranchName(name)).toBe(true),
  );

  it.each([
    '',
    '@',
    '../../x',
    'a..b',
    '/a',
    'a/',
    'a//b',
    'a.',
    '.a',
    'a/.b',
    'a.lock',
    'a.lock/b',
    'a b',
    'a\u001b[2J',
    'a\n',
    'a\u009b',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a*',
    'a[',
    'a\\b',
    'a@{1}',
    '-a',
    'x'.repeat(256),
  ])('is not %j', (name) => expect(isBranchName(name)).toBe(false));
});
