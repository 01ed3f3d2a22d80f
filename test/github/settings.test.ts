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
  });
  expect(
    githubFrom({
      GITHUB_API: 'https://github.example/api/v3/',
      GITHUB_REPOSITORY: 'somebody/articles',
      GITHUB_BRANCH: 'refs/heads/main',
      GITHUB_CONTENT: './blog/posts/',
      GITHUB_PRUNE: 'any',
      GITHUB_TOKEN: 'token\n',
    }),
  ).toEqual({
    api: 'https://github.example/api/v3',
    repository: 'somebody/articles',
    branch: 'main',
    content: 'blog/posts',
    pruneAny: true,
    token: 'token',
  });
  expect(githubFrom({ ...vars, GITHUB_CONTENT: '.' }).content).toBe('');
});

it.each([
  ['GITHUB_API', 'api.github.com'],
  ['GITHUB_REPOSITORY', 'https://github.com/somebody/articles'],
  ['GITHUB_CONTENT', '../content'],
  ['GITHUB_PRUNE', 'yes'],
])('names %s when it makes no sense', (name, value) => {
  expect(() => githubFrom({ ...vars, [name]: value })).toThrow(new RegExp(`^${name} is "${value}"; `));
});
