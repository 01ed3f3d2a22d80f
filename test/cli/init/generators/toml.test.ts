import { describe, expect, test } from 'vitest';
import { blogIn, errorOf } from '../blog-files.ts';

const hugo = `baseURL = 'https://blog.example.com/'
languageCode = 'de-de'
title = 'Notizen'
theme = 'ananke'
timeZone = 'Europe/Berlin'
enableRobotsTXT = true
paginate = 10

[params]
  description = 'Was ich lerne'
  author = 'Ada'

[permalinks]
  posts = '/:year/:month/:slug/'
  [permalinks.page]
    notes = '/n/:contentbasename/'

[markup]
  [markup.goldmark]
    [markup.goldmark.renderer]
      hardWraps = true
      unsafe = true

[menus]
  [[menus.main]]
    name = 'Home'
    pageRef = '/'
    weight = 10

[taxonomies]
  category = 'categories'
  tag = 'tags'
`;

const zola = `# The URL the site will be built for
base_url = "https://blog.example.com"
title = "Rust notes"
description = "About Rust"
default_language = "en"
compile_sass = true
build_search_index = true
generate_feeds = true
taxonomies = [{ name = "tags", feed = true }]

[markdown]
highlight_code = true

[extra]
author = "Ada"
`;

describe('Hugo', () => {
  test('is read from hugo.toml', () => {
    expect(blogIn({ 'hugo.toml': hugo })).toEqual({
      generator: 'Hugo',
      files: ['hugo.toml'],
      title: 'Notizen',
      description: 'Was ich lerne',
      language: 'de-DE',
      timezone: 'Europe/Berlin',
      lineBreaks: 'hard',
      content: 'content',
      statics: 'static',
      permalinks: [
        { section: 'posts', pattern: '/:year/:month/:slug/' },
        { section: 'notes', pattern: '/n/:contentbasename/' },
        { pattern: '/:sections/:slugorcontentbasename/' },
      ],
      notes: [],
    });
  });

  test.each([
    ['hugo.yaml', 'TITLE: A\nBaseURL: https://a.example\nuglyurls: true\n'],
    ['hugo.yml', 'title: A\nuglyURLs: true\n'],
    ['hugo.json', '{"title": "A", "uglyURLs": true}'],
    ['config.toml', 'baseurl = "https://a.example"\ntitle = "A"\nuglyURLs = true\n'],
    ['config.yaml', 'baseURL: /\ntitle: A\nuglyURLs: true\n'],
    ['config.json', '{\n  "baseURL": "/",\n  "title": "A",\n  "uglyURLs": true\n}'],
    ['config/_default/hugo.toml', 'title = "A"\nuglyURLs = true\n'],
    ['config/_default/config.yaml', 'title: A\nuglyURLs: true\n'],
  ])('is read from %s, whose keys may have any case', (name, source) => {
    expect(blogIn({ [name]: source })).toMatchObject({
      generator: 'Hugo',
      title: 'A',
      lineBreaks: 'soft',
      permalinks: [{ pattern: '/:sections/:slugorcontentbasename.html' }],
    });
  });

  test('is read from a split configuration, with its languages', () => {
    const blog = blogIn({
      'config/_default/hugo.toml':
        'baseURL = "/"\ndefaultContentLanguage = "zh-cn"\ncontentDir = "content"\n',
      'config/_default/languages.toml': `[zh-cn]
languageCode = "zh-Hans-CN"
title = "笔记"
weight = 1
[zh-cn.params]
description = "所学所思"
[en]
title = "Notes"
weight = 2
`,
      'config/_default/languages.fr.toml': 'title = "Notes en français"\n',
      'config/_default/markup.toml': '[goldmark.renderer]\nhardWraps = true\n',
      'config/_default/permalinks.toml': 'posts = "/p/:slug/"\n',
      'config/_default/params.toml': 'author = "Ada"\n',
      'config/_default/menus.toml': 'this is = not read',
      'config/production/hugo.toml': 'title = "Production"\n',
    });
    expect(blog).toMatchObject({
      title: '笔记',
      description: '所学所思',
      language: 'zh-Hans-CN',
      lineBreaks: 'hard',
      content: 'content',
      permalinks: [
        { section: 'posts', pattern: '/p/:slug/' },
        { pattern: '/:sections/:slugorcontentbasename/' },
      ],
      notes: [
        'The blog has 3 languages: title and time zone are those of zh-cn, and each article takes its own from its name or folder.',
      ],
    });
    expect(blog!.files).toEqual(
      ['hugo', 'languages.fr', 'languages', 'markup', 'params', 'permalinks'].map(
        (name) => `config/_default/${name}.toml`,
      ),
    );
  });

  test('has the folder of all languages for its content', () => {
    const languages = (de: string, en: string): string =>
      `[languages.de]\ncontentDir = "${de}"\n[languages.en]\ncontentDir = "${en}"\n`;
    expect(blogIn({ 'hugo.toml': languages('content/de', 'content/en') })).toMatchObject({
      content: 'content',
    });
    const apart = languages('deutsch', 'english') + '\n[languages.de.params]\n';
    expect(blogIn({ 'hugo.toml': `defaultContentLanguage = "en"\n${apart}` })).toMatchObject({
      content: 'english',
      notes: [
        expect.any(String),
        'The articles in deutsch are not published: a site has one folder of articles.',
      ],
    });
    expect(blogIn({ 'hugo.toml': languages('../de', 'content') })!.notes).toContain(
      'The content folder is not taken over: it is outside the blog.',
    );
  });

  test('has folders of other names, mounts, and several static folders', () => {
    expect(
      blogIn({ 'hugo.toml': 'contentDir = "texts/"\nstaticDir = ["files", "more"]\nlocale = "fr"\n' }),
    ).toMatchObject({
      content: 'texts',
      statics: 'files',
      language: 'fr',
      notes: ['Only the first static folder is published, of files, more.'],
    });
    const mounts = '[[module.mounts]]\nsource = "notes"\ntarget = "content"\n';
    expect(blogIn({ 'hugo.toml': mounts })).toMatchObject({ content: 'notes' });
  });

  test('is not every config.toml, nor every folder called config', () => {
    expect(blogIn({ 'config.toml': '[build]\ntarget = "x"\n' })).toBeUndefined();
    expect(blogIn({ 'config/_default/menus.toml': '' })).toBeUndefined();
    expect(blogIn({ 'config.json': '{"port": 1}', 'config.yaml': 'a: 1' })).toBeUndefined();
  });
});

describe('Zola', () => {
  test.each(['config.toml', 'zola.toml'])('is read from %s', (name) => {
    expect(blogIn({ [name]: zola })).toEqual({
      generator: 'Zola',
      files: [name],
      title: 'Rust notes',
      description: 'About Rust',
      language: 'en',
      lineBreaks: 'soft',
      content: 'content',
      statics: 'static',
      permalinks: [],
      notes: [],
    });
  });

  test('is not Hugo, which spells the key in one word', () => {
    expect(blogIn({ 'config.toml': 'baseURL = "/"\n# base_url = "x"\n' })).toMatchObject({
      generator: 'Hugo',
      files: ['config.toml'],
    });
  });
});

describe('a configuration in TOML or JSON that can not be read', () => {
  test.each([
    ['hugo.toml', 'title = "A\n', /^blog\/hugo\.toml:1:\d+ can't be read: .+\. Mend it, or add --no-from/],
    ['config.toml', 'base_url = "x"\ntitle =\n', /^blog\/config\.toml:2:\d+ can't be read: /],
    ['hugo.json', '{"title": }', /^blog\/hugo\.json:1:11 can't be read: ValueExpected\. Mend it/],
    ['hugo.json', '[1]', /^blog\/hugo\.json can't be read: it has no keys\./],
    ['config/_default/markup.toml', 'a = ', /^blog\/config\/_default\/markup\.toml:1:\d+ can't be read/],
  ])('is an error with its place: %s %j', (name, source, message) => {
    expect(errorOf({ 'config/_default/hugo.toml': '', [name]: source })).toMatch(message);
  });

  test('is one that is nested too deep', () => {
    const dotted = `a${'.a'.repeat(30_000)} = 1`;
    expect(errorOf({ 'hugo.toml': dotted })).toMatch(/its values are nested more than 32 levels deep\./);
    expect(errorOf({ 'hugo.json': `{"a": ${'['.repeat(60_000)}` })).toMatch(
      /^blog\/hugo\.json.* can't be read: /,
    );
    expect(errorOf({ 'hugo.toml': `a = ${'['.repeat(60_000)}` })).toMatch(
      /^blog\/hugo\.toml.* can't be read: /,
    );
  });
});
