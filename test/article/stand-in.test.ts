import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../src/article/parse.ts';

const parse = (source: string): ReturnType<typeof parseArticle> =>
  parseArticle({ path: 'a.md', source }, { siteUrl: 'https://feeds.example', timezone: 'UTC' });

const oid = `oid sha256:${'4d7a'.repeat(16)}\nsize 12345\n`;

describe('a file that git keeps in the place of an article', () => {
  it.each([
    ['a pointer of Git LFS', `version https://git-lfs.github.com/spec/v1\n${oid}`, 'pointer', 'git lfs pull'],
    ['one with CRLF', `version https://git-lfs.github.com/spec/v1\r\n${oid}`, 'pointer', 'git lfs pull'],
    [
      'one with extensions',
      `version https://git-lfs.github.com/spec/v1\next-0-foo ${oid}${oid}`,
      'pointer',
      'git lfs pull',
    ],
    ['one by its first name', `version https://hawser.github.com/spec/v1\n${oid}`, 'pointer', 'git lfs pull'],
    ['a pointer of git-annex', '/annex/objects/SHA256E-s12--ab.md\n', 'pointer', 'git annex get'],
    [
      'a conflict over the whole file',
      '<<<<<<< HEAD\n---\ntitle: A\n---\n=======\n---\ntitle: B\n---\n>>>>>>> other\n',
      'conflict',
      'resolve it',
    ],
  ])('is an error with its remedy: %s', (_name, source, code, remedy) => {
    expect(parse(source)).toEqual({
      status: 'error',
      problems: [
        { severity: 'error', line: 1, column: 1, code, message: expect.stringContaining(remedy) as string },
      ],
    });
  });

  it('is not one that only speaks of such files', () => {
    expect(parse('version https://git-lfs.github.com/spec/v1 is how a pointer begins.\n').status).toBe(
      'skip',
    );
    expect(
      parse(`---\ntitle: A\ndate: 2024-01-01\n---\nversion https://git-lfs.github.com/spec/v1\n`).status,
    ).toBe('article');
  });
});
