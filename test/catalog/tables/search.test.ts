import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SearchBacklog } from '../../../src/catalog/tables/search-backlog.ts';
import { Sql } from '../../../src/catalog/tables/sql.ts';
import { catalog, publish, day, put } from '../batches.ts';

beforeEach(async () => reset());

/** Until the index has taken over what was committed. */
const indexed = async () =>
  vi.waitFor(async () => {
    const waiting = await runInDurableObject(catalog(), (_, { storage }) =>
      new SearchBacklog(new Sql(storage.sql)).next(1),
    );
    expect(waiting).toEqual([]);
  }, 10_000);

/** Titles, the best first. */
const found = async (query: string) => {
  await indexed();
  return (await catalog().search(query)).cards.map(({ title }) => title);
};

const articles = [
  put('1.md', { title: '微信可直接打开淘宝页面', html: '<p>支付宝也能用了。</p>', published: day(1) }),
  put('2.md', {
    title: 'Feeds at the edge',
    html: '<p>Why RSS is <b>all</b>right &amp; well</p>',
    published: day(2),
  }),
  put('3.md', { title: 'Notes', html: '<p>淘宝</p><p>of feeds, C++ and "quotes"</p>', published: day(3) }),
];

describe('searching', () => {
  beforeEach(async () => publish(articles));

  it('finds words of one, two, three and more characters where a script has no spaces', async () => {
    expect(await found('微信可直接')).toEqual(['微信可直接打开淘宝页面']);
    expect(await found('支付宝')).toEqual(['微信可直接打开淘宝页面']);
    expect((await found('淘宝')).sort()).toEqual(['Notes', '微信可直接打开淘宝页面']);
    expect(await found('信')).toEqual(['微信可直接打开淘宝页面']);
    // The very last characters of a title and of a body.
    expect(await found('页面')).toEqual(['微信可直接打开淘宝页面']);
    expect(await found('面')).toEqual(['微信可直接打开淘宝页面']);
  });

  it('ranks what has the word in its title first', async () => {
    expect(await found('feeds')).toEqual(['Feeds at the edge', 'Notes']);
  });

  it('finds words that begin as asked, and not what lies inside of words', async () => {
    expect(await found('fee')).toEqual(['Feeds at the edge', 'Notes']);
    expect(await found('eed')).toEqual([]);
  });

  it('compares without case and without the width of letters', async () => {
    expect(await found('ＲＳＳ')).toEqual(['Feeds at the edge']);
    expect(await found('EDGE')).toEqual(['Feeds at the edge']);
  });

  it('wants all words, wherever they are', async () => {
    expect(await found('淘宝 feeds')).toEqual(['Notes']);
    expect(await found('微信 feeds')).toEqual([]);
  });

  it('reads text, not markup: words go on across tags, entities are characters', async () => {
    expect(await found('allright')).toEqual(['Feeds at the edge']);
    expect(await found('allright & well')).toEqual(['Feeds at the edge']);
    expect(await found('well gt')).toEqual([]);
  });

  it('takes what means something to the index as plain text', async () => {
    expect(await found('C++')).toEqual(['Notes']);
    expect(await found('"quotes"')).toEqual(['Notes']);
    for (const query of ['"', '*', 'feeds OR RSS', 'title:feeds', 'NEAR(feeds)', '-', '^', "'"]) {
      await expect(found(query)).resolves.toBeInstanceOf(Array);
    }
    expect(await found('feeds NOT edge')).toEqual([]);
  });

  it('shows the place where a word was found', async () => {
    const filler = '前言'.repeat(200);
    await publish([put('4.md', { title: 'Long', html: `<p>${filler}</p><p>然后是订阅源的故事</p>` })]);
    await indexed();
    const { cards } = await catalog().search('订阅源');
    expect(cards[0]!.summary).toMatch(/^….*订阅源的故事$/);
  });
});

it('follows edits, moves out and deletions', async () => {
  await publish([put('1.md', { title: 'First draft of it' })]);
  await publish([put('1.md', { title: 'Second form of it' })]);
  expect(await found('draft')).toEqual([]);
  expect(await found('second')).toEqual(['Second form of it']);
  await publish([], ['1.md']);
  expect(await found('second')).toEqual([]);
});

it('finds nothing of what readers do not see yet or any more', async () => {
  const tomorrow = Date.now() + 86_400_000;
  await publish([
    put('1.md', { title: 'secret plans', published: tomorrow }),
    put('2.md', { title: 'secret past', expires: day(2) }),
  ]);
  expect(await found('secret')).toEqual([]);
});

it('never shows what readers do not see any more, even before the index knows', async () => {
  await publish(articles);
  await indexed();
  await publish([], ['3.md']);
  const { cards } = await catalog().search('feeds');
  expect(cards.map(({ title }) => title)).toEqual(['Feeds at the edge']);
});

it('indexes what was published before there was an index', async () => {
  await publish(articles);
  await indexed();
  await runInDurableObject(catalog(), (_, { storage }) => {
    storage.sql.exec("DELETE FROM settings WHERE name = 'search_epoch'");
  });
  await evictDurableObject(catalog());
  expect(await found('feeds')).toEqual(['Feeds at the edge', 'Notes']);
});

it('gives the newest first as a feed, also when nothing is found', async () => {
  await publish(articles);
  await indexed();
  const read = async (query: string) => {
    const { body } = await catalog().searchFeed(query, 'json');
    return JSON.parse(new TextDecoder().decode(body)) as {
      title: string;
      feed_url: string;
      home_page_url: string;
      items: { title: string }[];
    };
  };
  const feed = await read('  淘宝 ');
  expect(feed.items.map(({ title }) => title)).toEqual(['Notes', '微信可直接打开淘宝页面']);
  expect(feed.feed_url).toBe('https://feeds.example/search/feed.json?q=%E6%B7%98%E5%AE%9D');
  expect(feed.home_page_url).toBe('https://feeds.example/search?q=%E6%B7%98%E5%AE%9D');
  expect(feed.title).toContain('淘宝');
  expect((await read('nothing at all')).items).toEqual([]);
});
