import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../../src/article/parse.ts';

const options = { siteUrl: 'https://feeds.example', timezone: 'UTC' };
const parse = (lines: string, path = 'a.md') =>
  parseArticle({ path, source: `---\ntitle: T\ndate: 2020-01-01\n${lines}\n---\nSecret text.\n` }, options);
const warnings = (lines: string) => parse(lines).problems.map(({ code }) => code);

describe('an article that its author keeps back', () => {
  it.each([
    'draft: true',
    'draft: "true"',
    'draft: yes',
    'draft: "yes"',
    'draft: 1',
    'draft: [true]',
    'Draft: True',
    'isDraft: true',
    'is-draft: true',
    'draft: 是',
    'password: abc123',
    'password: 0815',
    'password: true',
    'encrypted: true',
    'encrypt: true',
    'hidden: true',
    'hide: true',
    'private: true',
    'wip: true',
    'headless: true',
    'ignorePublish: true',
    'publish: false',
    'published: no',
    'published: "false"',
    'published: 0',
    'published: false',
    'published: [false]',
    'isPublished: false',
    'dg-publish: false',
    'visible: false',
    'render: false',
    'public: false',
    'permalink: false',
    'status: draft',
    'status: Draft',
    'status: [draft]',
    'status: pending',
    'status: private',
    'status: trash',
    'status: 草稿',
    'status: In Progress',
    'state: draft',
    'type: draft',
    'layout: draft',
    'published: draft',
    'visibility: members',
    'visibility: paid',
    'visibility: private',
    'audience: only_paid',
    'access: subscribers',
    'members_only: true',
    '_build:\n  render: never\n  list: never',
    'build:\n  render: false',
    'build:\n  render: link',
    'isProtected: true',
    'protected: yes',
    'locked: true',
    'in_progress: true',
    'do_not_publish: true',
    'no-publish: true',
    'is_deleted: 1',
    'deleted_at: 2020-01-01',
    'premium: true',
    'is_paywalled: true',
    'requiresAuth: true',
    'hide_post: true',
    'isPublic: false',
    'live: false',
    'post_password: abc',
    'has_password: true',
    'passcode: 1234',
    'encryption: true',
    'publish: draft',
    'wip: draft',
    'status: 0',
    'status: "🚧 draft"',
    'status: Draft 2',
    'status: not ready',
    'status: 写作中',
    'publish_status: draft',
    'wp_status: draft',
    'workflow: draft',
    'privacy: friends',
    'access: restricted',
    'halo:\n  publish: false',
  ])('is held back, and the key is named: %s', (lines) => {
    const result = parse(lines);
    expect(result.status).toBe('draft');
    expect(result.problems).toEqual([]);
    const key = /^[\w-]+/.exec(lines)![0];
    expect(result).toHaveProperty('heldBack', expect.stringMatching(new RegExp(`^${key}\\b`)));
  });

  it.each([
    '密码: abc',
    '加密: true',
    '草稿: 是',
    '公开: 否',
    '状态: 草稿',
    '"wp:status": draft',
    'brouillon: oui',
  ])('is held back in other languages: %s', (lines) => {
    expect(parse(lines)).toMatchObject({ status: 'draft', problems: [] });
    expect(JSON.stringify(parse(lines))).not.toContain('abc');
  });

  it('is held back below _drafts', () => {
    expect(parse('', '_drafts/a.md')).toMatchObject({ status: 'draft', heldBack: '_drafts/' });
  });

  it.each(['":draft": true', 'Is Draft: true', 'params: { is-draft: true }', 'extra: { hidden: yes }'])(
    'is held back in other spellings, and by the tables of themes: %s',
    (lines) => {
      expect(parse(lines).status).toBe('draft');
    },
  );

  it('never has its password said', () => {
    expect(JSON.stringify(parse('password: abc123'))).not.toContain('abc123');
  });

  it.each([
    'hidden: sometimes',
    'draft: almost',
    'private: {a: 1}',
    'published: sometimes',
    'status: sometimes',
    'publish: maybe',
    'build: 7',
  ])('is held back with a warning where the value is not known: %s', (lines) => {
    expect(parse(lines).status).toBe('draft');
    expect(warnings(lines)).toContain('held-back');
  });
});

describe('an article that its author publishes', () => {
  it.each([
    'draft: false',
    'draft: "no"',
    'draft:',
    'draft: []',
    'password: ""',
    'password:',
    'password: false',
    'hidden: ~',
    'hidden: false',
    'published: true',
    'published: 2020-02-02',
    'publish: yes',
    'status: published',
    'status: publish',
    'status: future',
    'status: evergreen',
    'visibility: public',
    'permalink: /a/b.html',
    'layout: post',
    'type: recipe',
    'state: Texas',
    'share: false',
    'archived: true',
    'comments: false',
    'access: Open',
    'audience: developers',
    '_build:\n  render: always\n  list: always',
    'feed:\n  excerpt_only: true',
    'search: {boost: 2}',
    'type: review',
    'layout: none',
    'template: idea',
    'template: page.html',
    'layout: ../../layouts/draft.astro',
    'status: true',
    'status: ✅ Published',
    'status: 🌱 seedling',
    'status: featured, published',
    'status: 已发表',
    'status: publié',
    'status: closed',
    'status: experimental',
    'public: everyone',
    'visible: PUBLIC',
    'render: auto',
    'hide:\n  - navigation\n  - toc',
    'hide: footer',
    'hidden: never',
    'draft: none',
    'draft: done',
    'publish: 2019-02-02',
    'published: https://blog.example/a',
    'published: 是',
    'visibility: true',
    'visibility: listed',
    'access: free',
    'audience: team members',
    'embargo: none',
    'publishDate: false',
    'feed: main',
    'list: false',
    'index: 0',
    'collection: notes',
    'isbn: 0',
    'head: [[meta, {name: author, content: none}]]',
  ])('is an article like any other: %s', (lines) => {
    const result = parse(lines);
    expect(result).toMatchObject({ status: 'article', problems: [] });
    for (const key of ['kind', 'noindex', 'unsearchable', 'embargo']) {
      expect(result).not.toHaveProperty(`article.${key}`);
    }
  });

  it.each([
    'unlisted: true',
    'unlisted: yes',
    'published: unlisted',
    'visibility: unlisted',
    'status: unlisted',
    'feed: false',
    'disable_feed: true',
    'eleventyExcludeFromCollections: true',
    'hiddenInRss: true',
    '_build:\n  list: never',
    'hide_from_feed: true',
    'excludeFromRSS: true',
    'rss_ignore: true',
    'feed: exclude',
    'feed: {exclude: true}',
    'rss: {enable: false}',
    'include_in_feed: false',
    'showInRss: no',
    'atom: false',
    'not_listed: true',
    'is_listed: no',
    'hidden: unlisted',
    'visibility: with link',
    'hide: [feed, toc]',
    'exclude_from_collections: true',
  ])('is unlisted: %s', (lines) => {
    expect(parse(lines)).toMatchObject({ status: 'article', article: { kind: 'unlisted' }, problems: [] });
  });

  it.each(['type: page', 'layout: page', 'layout: Page'])('is a page: %s', (lines) => {
    expect(parse(lines)).toMatchObject({ status: 'article', article: { kind: 'page' } });
  });

  it.each(['_posts/a.md', '2020-01-01-a.md'])('is a post, however it is laid out: %s', (path) => {
    expect(parse('layout: page', path)).not.toHaveProperty('article.kind');
    expect(parse('type: page', path)).toHaveProperty('article.kind', 'page');
  });

  it.each([
    'noindex: true',
    'sitemap: false',
    'sitemap: {disable: true}',
    'robots: noindex, nofollow',
    'robotsNoIndex: true',
    'robots: {index: false}',
    'robots: no',
    'metaRobots: noindex',
    'seo: {noindex: true}',
    'seo: {robots: "noindex, follow"}',
    'seo: {metaRobotsMeta: noindex}',
    'head: [[meta, {name: robots, content: noindex}]]',
    'head:\n  - tag: meta\n    attrs: {name: robots, content: noindex}',
    'meta:\n  - name: robots\n    content: noindex',
    'index: false',
    'indexable: no',
    'sitemap: none',
    'sitemap: {exclude: yes}',
    'hide_from_sitemap: true',
    'include_in_sitemap: false',
    'hideFromSearchEngines: true',
  ])('is kept from search engines: %s', (lines) => {
    expect(parse(lines)).toMatchObject({ status: 'article', article: { noindex: true } });
  });

  it.each([
    'in_search_index: false',
    'search: false',
    'searchHidden: true',
    'search: exclude',
    'search: {exclude: true}',
    'pagefind: false',
    'indexing: false',
    'exclude_search: true',
    'hideFromSearch: true',
    'show_in_search: false',
    'algolia: false',
    'hide: search',
  ])('is kept from the search: %s', (lines) => {
    expect(parse(lines)).toMatchObject({ status: 'article', article: { unsearchable: true } });
  });

  it('waits for a publishDate that is later than its date', () => {
    expect(parse('publishDate: 2099-01-01')).toMatchObject({
      status: 'article',
      article: { published: Date.UTC(2020, 0, 1), embargo: Date.UTC(2099, 0, 1) },
    });
    expect(parse('publish: 2099-01-01')).toHaveProperty('article.embargo', Date.UTC(2099, 0, 1));
    expect(warnings('publishDate: someday')).toContain('held-back');
    expect(parse('publishDate: someday')).toMatchObject({
      status: 'draft',
      heldBack: 'publishDate: someday',
    });
    expect(parse('publishDate: 2019-01-01')).not.toHaveProperty('article.embargo');
  });
});
