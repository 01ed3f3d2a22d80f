import { expect, test } from 'vitest';
import { statusLines } from '../../../src/cli/commands/status.ts';
import type { Status } from '../../../src/publish/protocol.ts';

const quiet: Status = {
  files: { article: 3, draft: 0, skip: 0, redirects: 0 },
  articles: { live: 3, scheduled: 0, expired: 0 },
  terms: { category: 1, tag: 2, author: 1 },
  outbox: { feed: 0, article: 0, index: 0, failing: 0 },
  failures: [],
};

const now = Date.parse('2026-01-02T03:00:05.000Z');

const lines = (status: Status): string => statusLines(status, 'https://feeds.example', now).join('\n');

test('without pending writes, prints neither failures nor pauses', () => {
  expect(lines(quiet)).toBe(
    [
      'worker        https://feeds.example',
      'articles      3 live articles',
      'other files   none',
      'feeds         1 category, 2 tags, 1 author',
      'last publish  never',
      'waiting       nothing; everything is live',
    ].join('\n'),
  );
});

test('prints pending writes with reasons and the next attempt', () => {
  const text = lines({
    ...quiet,
    outbox: { feed: 5, article: 1200, index: 1, failing: 18 },
    failures: [{ error: 'Error: KV PUT failed: 429', count: 18, nextTry: '2026-01-02T03:04:05.000Z' }],
    pausedUntil: '2026-01-02T03:04:05.000Z',
    push: { commit: 'a'.repeat(40), time: 0 },
  });
  expect(text).toContain('last push     aaaaaaaaaaaa of 1970-01-01T00:00:00.000Z\n');
  expect(text.slice(text.indexOf('waiting'))).toBe(
    [
      'waiting       5 feeds, 1,200 addresses, the list of feeds',
      'because       KV accepts no writes; next attempt in 4 min 0 s, feeds first',
      '              18 failed so far; retrying automatically:',
      '  18  Error: KV PUT failed: 429  next attempt in 4 min 0 s',
    ].join('\n'),
  );
});

test.each([
  [
    { heldUntil: '2026-01-02T03:00:13.000Z' },
    'a publish is in progress; they are written when it ends, or in 8.0 s',
  ],
  [{ paced: 1 }, '1 feed changed again; KV accepts one write per second and document'],
  [{}, 'being written now'],
])('prints the reason of pending writes without failures (%j)', (reason, printed) => {
  const text = lines({ ...quiet, outbox: { feed: 1, article: 0, index: 0, failing: 0 }, ...reason });
  expect(text).toContain(`waiting       1 feed\nbecause       ${printed}`);
});

test.each([
  ['2026-01-02T03:00:00.000Z', 'just now'],
  ['2026-01-02T02:00:06.000Z', '59 min ago'],
  ['2025-12-31T03:00:06.000Z', '47 h ago'],
  ['2025-12-30T03:00:00.000Z', '3 days ago'],
])('a last publish of %s is printed as %s', (lastPublish, ago) => {
  expect(lines({ ...quiet, lastPublish })).toContain(`last publish  ${lastPublish} (${ago})\n`);
});

test('prints the subscriptions of the hub, and why deliveries fail', () => {
  const outbound = {
    subscriptions: 12,
    topics: [],
    hosts: [],
    waiting: 3,
    failing: 1,
    taken: 40,
    givenUp: 2,
    medianMs: 191_400,
    failures: [
      {
        kind: 'content',
        target: 'reader.example.org',
        key: 'https://feeds.example/rss.xml',
        error: 'answered 503',
        tries: 2,
        nextTry: '2026-01-02T04:00:00.000Z',
      },
    ],
  };
  const text = lines({ ...quiet, outbound });
  expect(text).toContain(
    'hub           12 subscriptions, 3 waiting, 1 failing, 2 given up, delivered within 3 min 11 s (median)\n',
  );
  expect(text).toMatch(/^ +reader\.example\.org \(2 attempts, next in .*\): answered 503$/m);
  const idle = { ...outbound, subscriptions: 0, waiting: 0, failing: 0, givenUp: 0, failures: [] };
  expect(lines({ ...quiet, outbound: idle })).toBe(lines(quiet));
});

test('names the endpoints of webhooks that are paused, and what to do', () => {
  const endpoint = { since: '2026-01-01T00:00:00.000Z', waiting: 0, failures: 0 };
  const webhooks = [
    { ...endpoint, id: 'ep_1', url: 'https://one.example' },
    {
      ...endpoint,
      id: 'ep_2',
      url: 'https://two.example',
      waiting: 3,
      failures: 10,
      paused: '2026-01-02T01:04:05.000Z',
      error: 'answered 500',
    },
  ];
  const nothing = { subscriptions: 0, waiting: 0, failing: 0, taken: 0, givenUp: 0 };
  const outbound = { ...nothing, topics: [], hosts: [], failures: [], webhooks };
  const text = lines({ ...quiet, outbound });
  expect(text).toContain('webhooks      2 endpoints, 3 events waiting\n');
  expect(text).toMatch(
    /^ +https:\/\/two\.example is paused .* after 10 failures, 3 waiting: answered 500; `edgefeed webhooks change ep_2 --resume` goes on$/m,
  );
});

test('names the binding without which a hub is not told of changes', () => {
  expect(lines({ ...quiet, unsent: true })).toMatch(
    /^hub +not told of changes: the binding OUTBOUND is missing/m,
  );
});

test('prints the last push from GitHub with its result', () => {
  const text = lines({
    ...quiet,
    github: {
      state: 'done',
      repository: 'me/blog',
      branch: 'main',
      commit: 'b'.repeat(40),
      startedAt: '2026-01-02T03:04:05.000Z',
      files: { added: 1, changed: 0, moved: 0, deleted: 0, left: 0, refused: 1 },
      problems: ['content/bad.md:3:7: the date does not exist'],
    },
  });
  expect(text).toContain('GitHub        done, bbbbbbbbbbbb of me/blog main: 1 refused\n');
  expect(text).toContain('content/bad.md:3:7: the date does not exist');
});

test('names the limit of the plan, and when it is reset', () => {
  const limit = { name: 'kv-writes', why: 'The writes to KV of a day are used up' } as const;
  const left = { feed: 1, article: 0, index: 0, failing: 1 };
  const resetsAt = '2026-01-03T00:00:00.000Z';
  expect(lines({ ...quiet, outbox: left, limit: { ...limit, resetsAt } })).toContain(
    'limit         The writes to KV of a day are used up; the limit is reset at 00:00 UTC (in 21 h 0 min)',
  );
  expect(lines({ ...quiet, outbox: left, limit })).toMatch(/limit +The writes to KV of a day are used up$/m);
});
