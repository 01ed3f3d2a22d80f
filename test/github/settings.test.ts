import { expect, it } from 'vitest';
import { githubFrom } from '../../src/github/settings.ts';

const vars = {
  GITHUB_API: 'https://api.github.com',
  GITHUB_REPOSITORY: '',
  GITHUB_BRANCH: '',
  GITHUB_CONTENT: 'content',
  GITHUB_PRUNE: '',
};

it('reads the vars as people write them', () => {
  expect(githubFrom(vars)).toEqual({
    api: 'https://api.github.com',
    repository: '',
    branch: '',
    content: 'content',
    pruneAny: false,
    staticFolder: 'static',
    ignored: [],
    maxBytes: 104_857_600,
  });
  expect(
    githubFrom({
      GITHUB_API: 'https://github.example/api/v3/',
      GITHUB_REPOSITORY: 'somebody/articles',
      GITHUB_BRANCH: 'refs/heads/main',
      GITHUB_CONTENT: './blog/posts/',
      GITHUB_PRUNE: 'any',
      GITHUB_TOKEN: 'token\n',
      STATIC: 'none',
      IGNORE: '*.zip raw/',
      FILE_BYTES: '1000',
    }),
  ).toEqual({
    api: 'https://github.example/api/v3',
    repository: 'somebody/articles',
    branch: 'main',
    content: 'blog/posts',
    pruneAny: true,
    staticFolder: '',
    ignored: ['*.zip', 'raw/'],
    maxBytes: 1000,
    token: 'token',
  });
  expect(githubFrom({ ...vars, GITHUB_CONTENT: '.' }).content).toBe('');
});

it('takes the content folder of the site if GITHUB_CONTENT is not set', () => {
  const content = (vars: Record<string, string>): string => githubFrom(vars).content;
  expect(content({ GITHUB_CONTENT: '' })).toBe('content');
  expect(content({ CONTENT: './source/_posts/' })).toBe('source/_posts');
  expect(content({ CONTENT: '.' })).toBe('');
  expect(content({ CONTENT: '../posts', GITHUB_CONTENT: 'posts' })).toBe('posts');
  expect(() => content({ CONTENT: '../posts' })).toThrow(
    'CONTENT is "../posts", which is outside the repository; set GITHUB_CONTENT',
  );
});

it.each([
  ['GITHUB_API', 'api.github.com'],
  ['GITHUB_REPOSITORY', 'https://github.com/somebody/articles'],
  ['GITHUB_CONTENT', '../content'],
  ['GITHUB_PRUNE', 'yes'],
])('names %s when it makes no sense', (name, value) => {
  expect(() => githubFrom({ ...vars, [name]: value })).toThrow(new RegExp(`^${name} is "${value}"; `));
});
