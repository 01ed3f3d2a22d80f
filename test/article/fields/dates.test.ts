import { assert, describe, expect, it } from 'vitest';
import type { ParsedArticle } from '../../../src/article/article.ts';
import { fieldKeys } from '../../../src/article/keys.ts';
import { parseArticle } from '../../../src/article/parse.ts';
import type { Problem } from '../../../src/article/problem.ts';

const options = { siteUrl: 'https://feeds.example', timezone: 'Asia/Shanghai' };

function parse(lines: string[], path = 'a.md'): { article: ParsedArticle; problems: Problem[] } {
  const result = parseArticle({ path, source: `---\ntitle: T\n${lines.join('\n')}\n---\nText.\n` }, options);
  assert('article' in result && result.article);
  return { article: result.article, problems: result.problems };
}

const first = '2019-03-04 05:06:07 +00:00';
const second = '2020-01-02 00:00 +00:00';
const firstTime = Date.UTC(2019, 2, 4, 5, 6, 7);
const secondTime = Date.UTC(2020, 0, 2);
const nameTime = Date.UTC(2021, 10, 30, 16);

describe('the date of publication', () => {
  it.each([
    'pubDatetime',
    'pubDate',
    'publishedAt',
    'datePublished',
    'date_published',
    'publish_date',
    'posted',
    'published_date',
    'published-at',
    'Publish Date',
    'posted_on',
    'dc:date',
    '日期',
    '发布时间',
    'created_at',
    'createdAt',
    'date created',
    'date_created',
    '创建时间',
  ])('is under %s', (key) => {
    expect(parse([`${key}: ${first}`])).toMatchObject({ article: { published: firstTime }, problems: [] });
  });

  it.each(['data', 'update', 'dates'])('is not under %s', (key) => {
    expect(parse([`${key}: ${first}`]).article).not.toHaveProperty('published');
  });

  it('comes from the first key in the table, in any order of the file', () => {
    const keys = [...fieldKeys.published, ...fieldKeys.created];
    expect(keys[0]).toBe('date');
    for (const later of ['pubDatetime', 'created', 'created_at']) {
      expect(parse([`${later}: ${second}`, `date: ${first}`]).article.published).toBe(firstTime);
    }
    expect(parse([`createdAt: ${second}`, `posted: ${first}`]).article.published).toBe(firstTime);
  });

  it('comes from the file name before the date of creation', () => {
    expect(parse([`created_at: ${first}`], '2021-12-01-a.md').article.published).toBe(nameTime);
    expect(parse([`created_at: ${first}`], '2021/12/01/a.md').article.published).toBe(nameTime);
    expect(parse([`created: ${first}`], '2021-12-01-a.md').article.published).toBe(firstTime);
  });

  it('comes from the file name if the key has a day that does not exist', () => {
    const { article, problems } = parse(['date: 2021-02-30'], '2021-12-01-a.md');
    expect(article.published).toBe(nameTime);
    expect(problems).toMatchObject([{ severity: 'warning', code: 'date' }]);
  });

  it('rolls over if the file name has a day that does not exist', () => {
    const { article, problems } = parse([], '2021-02-30-a.md');
    expect(article.published).toBe(Date.UTC(2021, 2, 1, 16));
    expect(problems).toMatchObject([{ severity: 'warning', code: 'date', line: 1 }]);
    expect(problems[0]!.message).toContain('2021-03-02');
  });

  it.each([
    [[]],
    [['created_at: some day']],
    [['date: Last Modified']],
    [['published: true']],
    [['published: unlisted']],
  ])('is absent if nothing gives one: %s', (lines) => {
    const { article, problems } = parse(lines);
    expect(article).not.toHaveProperty('published');
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is an error that says so if day and month are not clear', () => {
    expect(parse(['date: 03/04/2021']).problems).toMatchObject([{ severity: 'error', code: 'date' }]);
    expect(parse(['date: 03/04/2021']).problems[0]!.message).toContain('either number may be the month');
  });

  it('is named if it rolls over', () => {
    expect(parse(['date: 2021-09-31']).problems[0]!.message).toContain('2021-10-01');
  });
});

describe('the date of the last change', () => {
  it.each([
    'modDatetime',
    'updatedAt',
    'dateModified',
    'date_modified',
    'date modified',
    'last_modified',
    'last-modified',
    'lastModified',
    'lastUpdated',
    'last_updated',
    'modified_at',
    'modify_date',
    '更新时间',
  ])('is under %s', (key) => {
    const { article, problems } = parse([`date: ${second}`, `${key}: ${first}`]);
    expect({ article, problems }).toMatchObject({
      article: { published: secondTime, updated: firstTime },
      problems: [],
    });
  });
});

describe('the date of expiry', () => {
  it.each(['expiryDate', 'unpublishDate', 'unpublish_date', 'expires_at', 'expirationDate', '过期时间'])(
    'is under %s',
    (key) => {
      expect(parse([`${key}: ${first}`]).article.expires).toBe(firstTime);
    },
  );

  it('is absent if the article never expires', () => {
    const { article, problems } = parse(['expiry: never']);
    expect(article).not.toHaveProperty('expires');
    expect(problems).toEqual([]);
  });
});

it('a date depends on the file and its path, not on the clock', () => {
  const lines = ['date: 2021-12', 'updated: 1638360000', 'expires: 12/31/2021 24:00'];
  const { now } = Date;
  const before = parse(lines);
  Date.now = () => 0;
  try {
    expect(parse(lines)).toEqual(before);
  } finally {
    Date.now = now;
  }
});

describe('a date of creation or of another publication', () => {
  const dateOf = (lines: string, path = 'a.md') => {
    const source = `---\ntitle: T\n${lines}\n---\nText.\n`;
    return parseArticle({ path, source }, { siteUrl: 'https://feeds.example', timezone: 'UTC' });
  };
  it.each([
    'release_date',
    'firstPublishedAt',
    'date-added',
    'publishedDateTime',
    '"wp:post_date"',
    '"article:published_time"',
    'timestamp',
    '发表时间',
    '投稿日',
    'fecha',
    'publish',
  ])('counts if nothing else gives one: %s', (key) => {
    const result = dateOf(`${key}: 2021-12-01`);
    expect(result).toMatchObject({ article: { published: Date.UTC(2021, 11, 1) }, problems: [] });
    expect(dateOf(`date: 2020-01-01\n${key}: 2019-12-01`)).toHaveProperty(
      'article.published',
      Date.UTC(2020, 0, 1),
    );
  });

  it('is read in brackets, as links to daily notes are', () => {
    expect(dateOf('date: [2021-12-01]')).toHaveProperty('article.published', Date.UTC(2021, 11, 1));
  });
});
