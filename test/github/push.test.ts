import { describe, expect, it } from 'vitest';
import { readPush } from '../../src/github/push.ts';

const [before, after] = ['a'.repeat(40), 'b'.repeat(40)];

const payload = {
  ref: 'refs/heads/main',
  before,
  after,
  deleted: false,
  head_commit: { id: after, timestamp: '2026-01-02T03:04:05+08:00' },
  repository: { full_name: 'somebody/articles', default_branch: 'main' },
};

const read = (changes: object = {}, settings: { branch?: string; repository?: string } = {}) =>
  readPush('delivery', JSON.stringify({ ...payload, ...changes }), {
    branch: '',
    repository: '',
    ...settings,
  });

it('takes the commit, its time and the repository out of a push', () => {
  expect(read()).toEqual({
    status: 'push',
    push: {
      delivery: 'delivery',
      repository: 'somebody/articles',
      branch: 'main',
      commit: after,
      before,
      time: Date.UTC(2026, 0, 1, 19, 4, 5),
    },
  });
});

describe('a push is ignored', () => {
  it.each([
    ['to another branch than the default one', { ref: 'refs/heads/draft' }, {}],
    ['to another branch than the configured one', {}, { branch: 'published' }],
    ['of a tag, whatever its name', { ref: 'refs/tags/main' }, {}],
    ['that deletes the branch', { deleted: true, after: '0'.repeat(40), head_commit: null }, {}],
  ])('%s', (_name, changes, settings) => {
    expect(read(changes, settings)).toEqual({ status: 'ignored', why: expect.stringContaining('refs/') });
  });

  it('of another repository than the configured one, whose name is the same in any case', () => {
    expect(read({}, { repository: 'somebody/code' })).toEqual({
      status: 'ignored',
      why: 'somebody/articles is not the repository somebody/code',
    });
    expect(read({}, { repository: 'Somebody/Articles' })).toMatchObject({
      push: { repository: 'somebody/articles' },
    });
  });
});

it('of the configured branch is taken though another one is the default', () => {
  const repository = { ...payload.repository, default_branch: 'develop' };
  expect(read({ repository }, { branch: 'main' })).toMatchObject({ push: { branch: 'main' } });
});

describe('what is no push is told apart, with its place', () => {
  it.each([
    ['a commit that is none', { after: 'HEAD' }, 'after'],
    [
      'a repository that leaves its grounds',
      { repository: { full_name: '../../user', default_branch: 'main' } },
      'repository.full_name',
    ],
    [
      'a repository of dots',
      { repository: { full_name: '../..', default_branch: 'main' } },
      'repository.full_name',
    ],
    [
      'a default branch that leaves its grounds',
      { repository: { full_name: 'me/blog', default_branch: '../../x' } },
      'repository.default_branch',
    ],
    ['a branch with an escape sequence', { ref: 'refs/heads/\u001b[2J' }, 'ref'],
    ['a time that is none', { head_commit: { timestamp: 'yesterday' } }, 'head_commit.timestamp'],
    ['a month that is none', { head_commit: { timestamp: '2026-13-45T25:61:61Z' } }, 'head_commit.timestamp'],
    ['a time before 1970', { head_commit: { timestamp: '1969-12-31T23:59:59Z' } }, 'head_commit.timestamp'],
  ])('%s', (_name, changes, place) => {
    expect(read(changes)).toEqual({
      status: 'invalid',
      why: expect.stringMatching(new RegExp(`^${place}: `)),
    });
  });

  it('a form, as GitHub sends it when the webhook is not set to JSON', () => {
    expect(readPush('delivery', 'payload=%7B%7D', { repository: '', branch: '' })).toHaveProperty(
      'status',
      'invalid',
    );
  });
});
