/** A small blog of each static generator, with the feed that it would have built. */

import type { Files } from '../init/blog-files.ts';

interface Post {
  /** Relative to the folder of the blog. */
  file: string;
  source: string;
  title: string;
  /** Path of its page. */
  at: string;
  /** In the feed. Default: the address of its page. */
  id?: string;
  date: string;
}

export interface OldBlog {
  config: Files;
  posts: readonly Post[];
  /** What the generator builds, relative to the folder of the blog. */
  feed: string;
  render: (posts: readonly Post[]) => string;
  /** Addresses of the old feed and of lists, and where they lead. */
  lists: Readonly<Record<string, string>>;
}

const home = 'https://blog.example.com';

const idOf = ({ id, at }: Post): string => home + encodeURI(id ?? at);
const linkOf = ({ at }: Post): string => home + encodeURI(at);
const atomOf =
  (head: string, entry: (post: Post) => string) =>
  (posts: readonly Post[]): string =>
    `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">${head}${posts.map(entry).join('')}</feed>\n`;

/** The template of hexo-generator-feed. */
const atomOfHexo = atomOf(
  `<title>Notes</title><link href="${home}/atom.xml" rel="self"/><link href="${home}/"/><updated>2024-03-01T00:00:00.000Z</updated><id>${home}/</id><author><name>Ada</name></author><generator uri="https://hexo.io/">Hexo</generator>`,
  (post) =>
    `<entry><title>${post.title}</title><link href="${linkOf(post)}"/><id>${idOf(post)}</id><published>${post.date}</published><updated>${post.date}</updated><content type="html"><![CDATA[<p>Text</p>]]></content><summary type="html">Text</summary></entry>`,
);

/** That of jekyll-feed. */
const atomOfJekyll = atomOf(
  `<generator uri="https://jekyllrb.com/" version="4.4.1">Jekyll</generator><link href="${home}/feed.xml" rel="self" type="application/atom+xml" /><link href="${home}/" rel="alternate" type="text/html" /><updated>2024-03-01T00:00:00+00:00</updated><id>${home}/feed.xml</id><title type="html">Notes</title>`,
  (post) =>
    `<entry><title type="html">${post.title}</title><link href="${linkOf(post)}" rel="alternate" type="text/html" title="${post.title}" /><published>${post.date}</published><updated>${post.date}</updated><id>${idOf(post)}</id><content type="html" xml:base="${linkOf(post)}"><![CDATA[<p>Text</p>]]></content></entry>`,
);

/** That of @11ty/eleventy-plugin-rss. */
const atomOfEleventy = atomOf(
  `<title>Notes</title><link href="${home}/feed/feed.xml" rel="self" /><link href="${home}/" /><updated>2024-03-01T00:00:00Z</updated><id>${home}/</id><author><name>Ada</name></author>`,
  (post) =>
    `<entry><title>${post.title}</title><link href="${linkOf(post)}" /><updated>${post.date}</updated><id>${idOf(post)}</id><content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry>`,
);

/** That of Pelican, whose ids are tags (pelican/writers.py). */
const atomOfPelican = atomOf(
  `<title>Notes</title><link href="${home}/" rel="alternate"></link><link href="${home}/feeds/all.atom.xml" rel="self"></link><id>${home}/</id><updated>2024-03-01T00:00:00+01:00</updated>`,
  (post) =>
    `<entry><title>${post.title}</title><link href="${linkOf(post)}" rel="alternate"></link><published>${post.date}</published><updated>${post.date}</updated><author><name>Ada</name></author><id>${post.id!}</id><content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry>`,
);

/** Those of Hugo and @astrojs/rss, which differ in what no reader keys on. */
const rssOf =
  (self: string, isPermaLink: string) =>
  (posts: readonly Post[]): string =>
    `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Notes</title><link>${home}/</link><description>Notes</description><atom:link href="${home}${self}" rel="self" type="application/rss+xml" />${posts
      .map(
        (post) =>
          `<item><title>${post.title}</title><link>${linkOf(post)}</link><pubDate>${new Date(post.date).toUTCString()}</pubDate><guid${isPermaLink}>${idOf(post)}</guid><description>Text</description></item>`,
      )
      .join('')}</channel></rss>\n`;

const yaml = (...lines: string[]): string => `---\n${lines.join('\n')}\n---\n\nText\n`;

export const blogs: Readonly<Record<string, OldBlog>> = {
  hexo: {
    config: {
      '_config.yml':
        "title: Notes\nauthor: Ada\nlanguage: en\ntimezone: 'Asia/Shanghai'\nurl: https://blog.example.com\npermalink: :year/:month/:day/:title/\nsource_dir: source\nnew_post_name: :title.md\nfeed:\n  type: atom\n  limit: 0\n",
      'package.json':
        '{"name": "hexo-site", "private": true, "scripts": {"build": "hexo generate", "start": "hexo server"}, "dependencies": {"hexo": "^7.3.0"}}\n',
      'scaffolds/post.md': '---\ntitle: {{ title }}\n---\n',
    },
    posts: [
      {
        file: 'source/_posts/hello.md',
        source: 'title: Hello\ndate: 2024-01-02 03:04:05\ntags: [a]\n---\n\nText\n',
        title: 'Hello',
        at: '/2024/01/02/hello/',
        date: '2024-01-01T19:04:05.000Z',
      },
      {
        file: 'source/_posts/你好.md',
        source: yaml('title: 你好', 'date: 2024-02-03 00:30:00'),
        title: '你好',
        at: '/2024/02/03/你好/',
        date: '2024-02-02T16:30:00.000Z',
      },
      {
        file: 'source/_posts/own.md',
        source: yaml('title: Its own', 'date: 2024-02-04 10:00:00', 'permalink: its/own.html'),
        title: 'Its own',
        at: '/its/own.html',
        date: '2024-02-04T02:00:00.000Z',
      },
    ],
    feed: 'public/atom.xml',
    render: atomOfHexo,
    lists: { '/rss2.xml': '/rss.xml' },
  },
  jekyll: {
    config: {
      '_config.yml':
        'title: Notes\nurl: "https://blog.example.com"\nbaseurl: ""\ntimezone: America/New_York\ntheme: minima\nplugins:\n  - jekyll-feed\nfeed:\n  posts_limit: 10000\nexclude: [package.json, package-lock.json, node_modules, wrangler.toml, src]\n',
      Gemfile: 'source "https://rubygems.org"\n',
      'about.md': '---\nlayout: page\ntitle: About\npermalink: /about/\n---\n\nText\n',
    },
    posts: [
      {
        file: '_posts/2024-01-02-hello.md',
        source: yaml('layout: post', 'title: "Hello"', 'category: news'),
        title: 'Hello',
        at: '/news/2024/01/02/hello.html',
        id: '/news/2024/01/02/hello',
        date: '2024-01-02T00:00:00-05:00',
      },
      {
        file: '_posts/2024-02-03-late-evening.markdown',
        source: yaml('title: Late evening', 'date: 2024-02-03 23:30:00 -0500', 'categories: [Life, Home]'),
        title: 'Late evening',
        at: '/life/home/2024/02/03/late-evening.html',
        id: '/life/home/2024/02/03/late-evening',
        date: '2024-02-03T23:30:00-05:00',
      },
      {
        file: '_posts/2024-02-04-own.md',
        source: yaml('title: Its own', 'permalink: /its/own/'),
        title: 'Its own',
        at: '/its/own/',
        id: '/its/own',
        date: '2024-02-04T00:00:00-05:00',
      },
    ],
    feed: '_site/feed.xml',
    render: atomOfJekyll,
    lists: { '/feed.xml': '/atom.xml' },
  },
  hugo: {
    config: {
      'hugo.toml':
        "baseURL = 'https://blog.example.com/'\nlanguageCode = 'en-us'\ntitle = 'Notes'\n[permalinks]\n  notes = '/:year/:month/:slug/'\n",
    },
    posts: [
      {
        file: 'content/posts/hello.md',
        source: "+++\ndate = '2024-01-02T03:04:05+09:00'\ntitle = 'Hello'\n[params]\n  x = 1\n+++\n\nText\n",
        title: 'Hello',
        at: '/posts/hello/',
        date: '2024-01-01T18:04:05Z',
      },
      {
        file: 'content/posts/bundle/index.md',
        source: yaml('title: A bundle', 'date: 2024-02-03'),
        title: 'A bundle',
        at: '/posts/bundle/',
        date: '2024-02-03T00:00:00Z',
      },
      {
        file: 'content/notes/note.md',
        source:
          '{\n  "title": "A Note",\n  "date": "2024-02-04T01:00:00+09:00",\n  "slug": "short"\n}\n\nText\n',
        title: 'A Note',
        at: '/2024/02/short/',
        date: '2024-02-03T16:00:00Z',
      },
    ],
    feed: 'public/index.xml',
    render: rssOf('/index.xml', ''),
    lists: { '/index.xml': '/rss.xml', '/posts/index.xml': '/rss.xml' },
  },
  eleventy: {
    config: {
      'eleventy.config.js':
        'export default function (config) {\n  config.addPassthroughCopy({ "./public/": "/" });\n}\nexport const config = { dir: { input: "content", data: "../_data" } };\n',
      '_data/metadata.js':
        'export default { title: "Notes", url: "https://blog.example.com/", language: "en" };\n',
      'package.json':
        '{"name": "notes", "type": "module", "scripts": {"build": "eleventy", "start": "eleventy --serve"}, "devDependencies": {"@11ty/eleventy": "^3.1.0"}}\n',
    },
    posts: [
      {
        file: 'content/blog/first.md',
        source: yaml('title: First', 'date: 2024-01-02'),
        title: 'First',
        at: '/blog/first/',
        date: '2024-01-02T00:00:00Z',
      },
      {
        file: 'content/blog/2024-02-03-v1.2-released.md',
        source: yaml('title: v1.2 released'),
        title: 'v1.2 released',
        // Eleventy keeps the date of a name in the path, unless a permalink says otherwise.
        at: '/blog/2024-02-03-v1.2-released/',
        date: '2024-02-03T00:00:00Z',
      },
      {
        // Its filter transliterates: what it gives is in the feed alone.
        file: 'content/blog/slugified.md',
        source: yaml('title: Größe & Привет', 'date: 2024-02-05', 'permalink: "/t/{{ title | slugify }}/"'),
        title: 'Größe &amp; Привет',
        at: '/t/groesse-and-privet/',
        date: '2024-02-05T00:00:00Z',
      },
      {
        file: 'content/blog/fourth/fourth.md',
        source: yaml('title: Fourth', 'date: 2024-02-04'),
        title: 'Fourth',
        at: '/blog/fourth/',
        date: '2024-02-04T00:00:00Z',
      },
    ],
    feed: '_site/feed/feed.xml',
    render: atomOfEleventy,
    lists: { '/feed/feed.xml': '/atom.xml' },
  },
  astro: {
    config: {
      'astro.config.mjs':
        "import { defineConfig } from 'astro/config';\nexport default defineConfig({ site: 'https://blog.example.com' });\n",
      'src/consts.ts': "export const SITE_TITLE = 'Notes';\nexport const SITE_DESCRIPTION = 'Notes';\n",
      'src/content.config.ts':
        "import { defineCollection } from 'astro:content';\nimport { glob } from 'astro/loaders';\nconst blog = defineCollection({ loader: glob({ base: './src/content/blog', pattern: '**/*.{md,mdx}' }) });\nexport const collections = { blog };\n",
      'src/pages/blog/[...slug].astro': '---\n---\n',
      'package.json':
        '{"name": "notes", "type": "module", "scripts": {"start": "astro dev", "build": "astro build"}, "dependencies": {"astro": "^5.0.0"}}\n',
    },
    posts: [
      {
        file: 'src/content/blog/first-post.md',
        source: yaml("title: 'First post'", "description: 'Text'", "pubDate: 'Jul 08 2022'"),
        title: 'First post',
        at: '/blog/first-post/',
        date: '2022-07-08T00:00:00Z',
      },
      {
        file: 'src/content/blog/using-mdx.mdx',
        source: yaml("title: 'Using MDX'", "pubDate: 'Jun 01 2024'"),
        title: 'Using MDX',
        at: '/blog/using-mdx/',
        date: '2024-06-01T00:00:00Z',
      },
    ],
    feed: 'dist/rss.xml',
    render: rssOf('/rss.xml', ' isPermaLink="true"'),
    lists: {},
  },
  pelican: {
    config: {
      'pelicanconf.py':
        "AUTHOR = 'Ada'\nSITENAME = 'Notes'\nSITEURL = ''\nPATH = 'content'\nTIMEZONE = 'Europe/Rome'\nDEFAULT_LANG = 'en'\nFEED_MAX_ITEMS = 100000\n",
      'publishconf.py': "from pelicanconf import *\nSITEURL = 'https://blog.example.com'\n",
    },
    posts: [
      {
        file: 'content/first.md',
        source: 'Title: My super post\nDate: 2024-01-02 10:20\nCategory: Python\n\nText\n',
        title: 'My super post',
        at: '/my-super-post.html',
        id: 'tag:blog.example.com,2024-01-02:/my-super-post.html',
        date: '2024-01-02T10:20:00+01:00',
      },
      {
        file: 'content/cn.md',
        source: 'Title: 你好，世界\nDate: 2024-02-03\n\nText\n',
        title: '你好，世界',
        at: '/ni-hao-shi-jie.html',
        id: 'tag:blog.example.com,2024-02-03:/ni-hao-shi-jie.html',
        date: '2024-02-03T00:00:00+01:00',
      },
    ],
    feed: 'output/feeds/all.atom.xml',
    render: atomOfPelican,
    lists: { '/feeds/all.atom.xml': '/atom.xml', '/feeds/python.atom.xml': '/categories/Python/atom.xml' },
  },
};

/** All files of a blog before its generator has run. */
export const filesOf = ({ config, posts }: OldBlog): Files => ({
  ...config,
  ...Object.fromEntries(posts.map(({ file, source }) => [file, source])),
});
