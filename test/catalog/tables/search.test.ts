import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SearchBacklog } from '../../../src/catalog/tables/search-backlog.ts';
import { Sql } from '../../../src/catalog/tables/sql.ts';
import { catalog, publish, day, put } from '../batches.ts';
import { soon } from '../../soon.ts';

beforeEach(async () => reset());

/** Until the index has taken over what was committed. */
const indexed = async () =>
  vi.waitFor(async () => {
    const waiting = await runInDurableObject(catalog(), (_, { storage }) =>
      new SearchBacklog(new Sql(storage.sql)).next(1),
    );
    expect(waiting).toEqual([]);
  }, soon);

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

describe('the order of the results', () => {
  it('is by how many words are in the title, and of equals the newest first', async () => {
    const html = '<p>alpha and beta</p>';
    await publish([
      put('1.md', { title: 'Alpha before Beta', html, published: day(1) }),
      put('2.md', { title: 'Beta before Alpha', html, published: day(2) }),
      put('3.md', { title: 'Alpha', html, published: day(3) }),
      put('4.md', { title: 'Neither', html, published: day(4) }),
      put('5.md', { title: 'Beta', html, published: day(5) }),
      put('6.md', { title: 'None', html, published: day(6) }),
      put('7.md', { title: 'Alpha alone', html: '<p>gamma</p>', published: day(7) }),
    ]);
    const titles = ['Beta before Alpha', 'Alpha before Beta', 'Beta', 'Alpha', 'None', 'Neither'];
    expect(await found('alpha beta')).toEqual(titles);
    expect(await found('alpha')).toEqual([
      'Alpha alone',
      'Alpha',
      ...titles.slice(0, 2),
      'None',
      'Beta',
      'Neither',
    ]);
  });

  it('goes on from page to page, each article once, and ends', async () => {
    await publish(
      Array.from({ length: 170 }, (_, i) =>
        put(`${i}.md`, {
          title: i % 3 ? `Other ${i}` : `Word ${i}`,
          html: '<p>word</p>',
          published: day(1) + i * 1000,
        }),
      ),
    );
    await indexed();
    const titled = Array.from({ length: 170 }, (_, i) => 169 - i).filter((i) => i % 3 === 0);
    const others = Array.from({ length: 170 }, (_, i) => 169 - i).filter((i) => i % 3 !== 0);
    const all = [...titled.map((i) => `Word ${i}`), ...others.map((i) => `Other ${i}`)];
    const pages = await Promise.all(
      Array.from({ length: 11 }, async (_, i) => catalog().search('word', i + 1)),
    );
    expect(pages.slice(0, 10).flatMap(({ cards }) => cards.map(({ title }) => title))).toEqual(
      all.slice(0, 150),
    );
    expect(pages.map(({ more }) => more)).toEqual(Array.from({ length: 11 }, () => true));
    // No page is deeper than the tenth.
    expect(pages[10]!.cards).toEqual(pages[9]!.cards);
    expect(await catalog().search('other', 9)).toMatchObject({ cards: [], more: false });
  });
});

it('shows the first paragraph of an article that has the word in its title only', async () => {
  const html = '<h2>Contents</h2><p>The first paragraph.</p>';
  await publish([put('1.md', { title: 'Feeds', html, summary: 'Contents The first paragraph.' })]);
  await indexed();
  expect((await catalog().search('feeds')).cards[0]!.summary).toBe('The first paragraph.');
});

describe('a search that finds nothing', () => {
  const suggestions = async (query: string) => {
    await indexed();
    const { cards, suggestions } = await catalog().search(query);
    expect(cards).toEqual([]);
    return suggestions;
  };
  const of = (i: number, title: string, html = '', more = {}) =>
    put(`${i}.md`, { title, html: `<p>${html}</p>`, published: day(i), ...more });
  beforeEach(async () =>
    publish([
      of(1, 'Deploying to Kubernetes', 'Containers at the edge, for the café', {
        tags: ['Kubernetes', 'Edge'],
      }),
      of(2, '微服务架构设计', '网格', { categories: ['微服务'], authors: [{ name: '李雷' }] }),
      of(3, 'Подписка на ленты', 'edges'),
      of(4, 'Kubernets', 'a rare spelling', { expires: day(5) }),
    ]),
  );

  it.each([
    ['a swapped letter', 'kubernetse', ['kubernetes']],
    ['two wrong letters', 'kubernatis', ['kubernetes']],
    ['a wrong first letter', 'lubernetes', ['kubernetes']],
    ['a missing letter at the beginning', 'kbernetes', ['kubernetes']],
    ['an accent', 'cafés', ['cafe']],
    ['another alphabet', 'потписка', ['подписка']],
    [
      'a wrong word beside a right one',
      'deploying kubernetis',
      ['deploying kubernetes', 'deploying', 'kubernetes'],
    ],
    ['several that are near, the most frequent first', 'edgo', ['edge']],
    ['words that no article has together', 'kubernetes 网格', ['网格', 'kubernetes']],
    ['a clause of Chinese', '架构微服务', ['架构 微 服务', '架构', '服务']],
    ['words that nothing has', 'zzzzzz 王五', []],
    ['too short a word', 'xy', []],
  ])('suggests searches that find something: %s', async (_, query, queries) => {
    expect((await suggestions(query))?.queries).toEqual(queries);
    for (const query of queries) expect((await catalog().search(query)).cards).not.toEqual([]);
  });

  it.each([
    ['KUBER zzz', [{ kind: 'tag', name: 'Kubernetes', count: 1 }]],
    ['kubernetos', [{ kind: 'tag', name: 'Kubernetes', count: 1 }]],
    ['微服务 zzz', [{ kind: 'category', name: '微服务', count: 1 }]],
    ['李', [{ kind: 'author', name: '李雷', count: 1 }]],
  ])('suggests categories, tags and authors by their names: %s', async (query, terms) => {
    expect((await suggestions(query))?.terms).toEqual(terms);
  });

  it('suggests nothing on a later page, and nothing if something is found', async () => {
    await indexed();
    expect(await catalog().search('kubernetse', 2)).not.toHaveProperty('suggestions');
    expect(await catalog().search('kubernetes')).not.toHaveProperty('suggestions');
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
