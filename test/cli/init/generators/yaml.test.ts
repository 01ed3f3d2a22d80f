import { describe, expect, test } from 'vitest';
import { blogIn, errorOf } from '../blog-files.ts';

/** As `hexo init` writes it, with a title, a language and a time zone. */
const hexo = `# Hexo Configuration
## Docs: https://hexo.io/docs/configuration.html

# Site
title: 山间札记
subtitle: ''
description: '写字的地方'
keywords:
author: 林
language: zh-CN
timezone: 'Asia/Shanghai'

# URL
url: https://blog.example.com
permalink: :year/:month/:day/:title/
permalink_defaults:
pretty_urls:
  trailing_index: true # Set to false to remove trailing 'index.html' from permalinks
  trailing_html: true

# Directory
source_dir: source
public_dir: public
tag_dir: tags
archive_dir: archives
category_dir: categories
code_dir: downloads/code
i18n_dir: :lang
skip_render:

# Writing
new_post_name: :title.md # File name of new posts
default_layout: post
titlecase: false
external_link:
  enable: true
  field: site
  exclude: ''
render_drafts: false
post_asset_folder: true
future: true
highlight:
  line_number: true
  auto_detect: false
  tab_replace: ''
default_category: uncategorized
date_format: YYYY-MM-DD
time_format: HH:mm:ss
per_page: 10
pagination_dir: page
theme: landscape
deploy:
  type: ''
`;

/** As `jekyll new` writes it, with more of what blogs have. */
const jekyll = `# Welcome to Jekyll!
title: Your awesome title
email: your-email@example.com
description: >- # this means to ignore newlines until "baseurl:"
  Write an awesome description for your new site here. You can edit this
  line in _config.yml.
baseurl: "" # the subpath of your site, e.g. /blog
url: "https://blog.example.com"
lang: en_GB
timezone: Europe/London
permalink: pretty
theme: minima
plugins:
  - jekyll-feed
kramdown:
  input: GFM
  hard_wrap: false
defaults:
  - scope:
      path: ""
      type: "posts"
    values:
      layout: "post"
exclude:
  - .sass-cache/
  - Gemfile
`;

describe('Hexo', () => {
  test('is recognised by its keys, and read whole', () => {
    expect(blogIn({ '_config.yml': hexo, '_config.landscape.yml': 'menu:\n  Home: /\n' })).toEqual({
      generator: 'Hexo',
      files: ['_config.yml'],
      title: '山间札记',
      description: '写字的地方',
      language: 'zh-CN',
      timezone: 'Asia/Shanghai',
      lineBreaks: 'hard',
      content: 'source/_posts',
      statics: 'source',
      permalinks: [{ pattern: ':year/:month/:day/:title/' }],
      notes: [],
    });
  });

  test.each([
    ['its dependency', { 'package.json': '{"dependencies": {"hexo": "^7.0.0"}}' }],
    ['its folder of posts', { 'source/_posts/a.md': '' }],
    ['its scaffolds', { 'scaffolds/post.md': '' }],
  ])('is recognised by %s', (_, files) => {
    expect(blogIn({ '_config.yml': 'title: A\n', ...files })).toMatchObject({
      generator: 'Hexo',
      title: 'A',
    });
  });

  test.each([
    ['marked', 'marked:\n  breaks: false\n'],
    ['markdown-it', 'markdown:\n  render:\n    breaks: false\n'],
    ['markdown-it-plus', 'markdown_it_plus:\n  breaks: false\n'],
    ['kramed', 'kramed:\n  breaks: false\n'],
  ])('has soft line breaks if the options of %s say so', (_, options) => {
    expect(blogIn({ '_config.yml': hexo + options })).toMatchObject({ lineBreaks: 'soft' });
  });

  test('has a folder of another name, several languages, and a configuration in JSON', () => {
    const config = { source_dir: './posts/', language: ['default', 'zh_TW', 'en'], permalink: ':title.html' };
    expect(blogIn({ '_config.json': JSON.stringify(config) })).toMatchObject({
      language: 'zh-TW',
      content: 'posts/_posts',
      statics: 'posts',
      permalinks: [{ pattern: ':title.html' }],
    });
  });

  test.each(['german', 'Deutsch'])('has no language %s: it is a name', (name) => {
    const blog = blogIn({ '_config.yml': `source_dir: s\nlanguage: ${name}\n` })!;
    expect(blog).not.toHaveProperty('language');
    expect(blog.notes).toEqual([`The language “${name}” is not taken over: it is none that edgefeed knows.`]);
  });

  test('has a language and a zone that are none, which is noted', () => {
    const blog = blogIn({ '_config.yml': 'source_dir: s\nlanguage: english language\ntimezone: Beijing\n' })!;
    expect(blog).not.toHaveProperty('language');
    expect(blog).not.toHaveProperty('timezone');
    expect(blog.notes).toEqual([
      'The language “english language” is not taken over: it is none that edgefeed knows.',
      'The time zone “Beijing” is not taken over: it is none that edgefeed knows.',
    ]);
  });

  test('has no folder outside the blog', () => {
    expect(blogIn({ '_config.yml': 'source_dir: ../../etc\n' })).toMatchObject({ content: 'source/_posts' });
  });
});

describe('Jekyll', () => {
  test('is what has a _config.yml and is not Hexo', () => {
    expect(blogIn({ '_config.yml': jekyll })).toEqual({
      generator: 'Jekyll',
      files: ['_config.yml'],
      title: 'Your awesome title',
      description:
        'Write an awesome description for your new site here. You can edit this line in _config.yml.',
      language: 'en-GB',
      timezone: 'Europe/London',
      lineBreaks: 'soft',
      content: '_posts',
      statics: '.',
      ignored: '/package.json /package-lock.json /tsconfig.json vendor/',
      permalinks: [{ pattern: '/:categories/:year/:month/:day/:title/' }],
      copying: { config: '_config.yml', excluded: ['.sass-cache/', 'Gemfile'] },
      notes: [],
    });
  });

  test.each([
    ['', '/:categories/:year/:month/:day/:title:output_ext'],
    ['permalink: date', '/:categories/:year/:month/:day/:title:output_ext'],
    ['permalink: ordinal', '/:categories/:year/:y_day/:title:output_ext'],
    ['permalink: none', '/:categories/:title:output_ext'],
    ['permalink: /blog/:title', '/blog/:title'],
  ])('has the permalink of `%s`', (line, pattern) => {
    expect(blogIn({ '_config.yml': `title: A\n${line}\n` })).toMatchObject({ permalinks: [{ pattern }] });
  });

  test('has those of defaults and collections before that of the site', () => {
    const config = `
permalink: pretty
collections:
  posts:
    permalink: /c/:title/
defaults:
  - scope: { path: "", type: posts }
    values: { permalink: "/:year/:title/" }
  - scope: { path: "", type: pages }
    values: { permalink: "/p/:title/" }
  - broken
`;
    expect(blogIn({ '_config.yml': config })!.permalinks.map(({ pattern }) => pattern)).toEqual([
      '/:year/:title/',
      '/c/:title/',
      '/:categories/:year/:month/:day/:title/',
    ]);
  });

  test.each(['kramdown:\n  hard_wrap: true', 'commonmark:\n  options: ["SMART", "HARDBREAKS"]'])(
    'has hard line breaks with %j',
    (options) => {
      expect(blogIn({ '_config.yml': `${options}\n` })).toMatchObject({ lineBreaks: 'hard' });
    },
  );

  test('has its folders where `source` and `collections_dir` say', () => {
    expect(blogIn({ '_config.yml': 'source: src\ncollections_dir: docs\n' })).toMatchObject({
      content: 'src/docs/_posts',
      statics: 'src',
    });
  });

  test('copies all files but those that it excludes', () => {
    expect(blogIn({ '_config.yml': 'exclude: [package.json, vendor]\n' })).toMatchObject({
      copying: { config: '_config.yml', excluded: ['package.json', 'vendor'] },
    });
  });

  test('may have a configuration in TOML, and one that is empty', () => {
    expect(blogIn({ '_config.toml': 'title = "A"\n' })).toMatchObject({ generator: 'Jekyll', title: 'A' });
    expect(blogIn({ '_config.yml': '' })).toMatchObject({ generator: 'Jekyll' });
  });
});

describe('a _config.yml that can not be read', () => {
  const remedy = 'Mend it, or add --no-from to take nothing over.';
  test.each([
    ['title: "A\nb: c\n', /^blog\/_config\.yml:\d+:\d+ can't be read: .+\. Mend it/],
    ['a: &a [x]\nb: *c\n', /^blog\/_config\.yml can't be read: Unresolved alias .+: c\. Mend it/],
    ['just a text', /^blog\/_config\.yml can't be read: it has no keys\./],
    ['- a\n', /it has no keys/],
  ])('is an error with its place: %j', (source, message) => {
    expect(errorOf({ '_config.yml': source })).toMatch(message);
  });

  test('is one that is too large, or not UTF-8', () => {
    expect(errorOf({ '_config.yml': `a: ${'x'.repeat(10_000_000)}` })).toBe(
      `blog/_config.yml can't be read: it has 10 MB, and a configuration 65.5 kB at most. ${remedy}`,
    );
    const gbk = Buffer.from([0x61, 0x3a, 0x20, 0xd6, 0xd0, 0x0a]) as unknown as string;
    expect(errorOf({ '_config.yml': gbk })).toBe(
      `blog/_config.yml can't be read: it is not UTF-8. ${remedy}`,
    );
  });

  test('is one whose aliases expand without end, or that is nested deep', () => {
    const bomb = ['a0: &a0 [x, x]'];
    for (let i = 1; i < 30; i++) bomb.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`);
    expect(errorOf({ '_config.yml': bomb.join('\n') })).toMatch(/Excessive alias count/);
    expect(errorOf({ '_config.yml': `a: ${'['.repeat(60_000)}` })).toMatch(/can't be read: /);
  });

  test('leaves no name of an object behind', () => {
    expect(blogIn({ '_config.yml': '__proto__: {title: x}\nconstructor: y\n' })).not.toHaveProperty('title');
  });
});
