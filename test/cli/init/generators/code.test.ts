import { describe, expect, test } from 'vitest';
import { blogIn, errorOf } from '../blog-files.ts';

/** As Astro's own template for blogs has it. */
const astro = `// @ts-check
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';

// https://astro.build/config
export default defineConfig({
  site: 'https://example.com',
  integrations: [mdx(), sitemap()],
  i18n: { defaultLocale: 'pt-br', locales: ['pt-br', 'en'] },
});
`;
const collections = `import { glob } from 'astro/loaders';
import { defineCollection, z } from 'astro:content';
const blog = defineCollection({
  // Load Markdown and MDX files in the \`src/content/blog/\` directory.
  loader: glob({ base: './src/content/blog', pattern: '**/*.{md,mdx}' }),
  schema: ({ image }) => z.object({ title: z.string(), heroImage: image().optional() }),
});
export const collections = { blog };
`;
const consts = `// Place any global data in this file.
export const SITE_TITLE: string = 'Astro Blog';
export const SITE_DESCRIPTION = 'Welcome to my website!' as const;
`;

/** As eleventy-base-blog has it, before version 9 and since. */
const eleventy = `const { DateTime } = require("luxon");
const pluginRss = require("@11ty/eleventy-plugin-rss");
/** @param {import("@11ty/eleventy").UserConfig} eleventyConfig */
module.exports = function(eleventyConfig) {
  eleventyConfig.addPassthroughCopy({
    "./public/": "/",
    "./node_modules/prismjs/themes/prism-okaidia.css": "/css/prism-okaidia.css"
  });
  eleventyConfig.addPlugin(pluginRss);
  eleventyConfig.addFilter("readableDate", (dateObj, format, zone) => {
    return DateTime.fromJSDate(dateObj, { zone: zone || "utc" }).toFormat(format || "dd LLLL yyyy");
  });
  return {
    templateFormats: ["md", "njk", "html"],
    markdownTemplateEngine: "njk",
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" },
    pathPrefix: "/",
  };
};
`;
const metadata = `module.exports = {
	title: "Eleventy Base Blog v8",
	url: "https://example.com/",
	language: "en",
	description: "I am writing about my experiences.",
	author: { name: "Your Name Here", email: "me@example.com" }
}
`;

const pelican = `#!/usr/bin/env python
# -*- coding: utf-8 -*- #
AUTHOR = 'Ada'
SITENAME = "Ada's notes"  # shown in the header
SITEURL = ""

PATH = "content"

TIMEZONE = 'Europe/Rome'

DEFAULT_LANG = 'it'

ARTICLE_URL = 'posts/{date:%Y}/{slug}/'
ARTICLE_SAVE_AS = 'posts/{date:%Y}/{slug}/index.html'

# Feed generation is usually not desired when developing
FEED_ALL_ATOM = None

LINKS = (
    ("Pelican", "https://getpelican.com/"),
    ("Python.org", "https://www.python.org/"),
)
DEFAULT_PAGINATION = 10
`;

describe('Astro', () => {
  test('is read from its configuration, its collections and the constants of its template', () => {
    expect(
      blogIn({
        'astro.config.mjs': astro,
        'src/content.config.ts': collections,
        'src/consts.ts': consts,
        'src/pages/blog/[...slug].astro': '',
        'src/pages/index.astro': '',
      }),
    ).toEqual({
      generator: 'Astro',
      files: ['astro.config.mjs', 'src/consts.ts', 'src/content.config.ts'],
      title: 'Astro Blog',
      description: 'Welcome to my website!',
      language: 'pt-BR',
      lineBreaks: 'soft',
      content: 'src/content/blog',
      statics: 'public',
      permalinks: [{ pattern: '/blog/[...slug]' }],
      notes: [],
    });
  });

  test('has its constants in an object, and its folder in a constant', () => {
    expect(
      blogIn({
        'astro.config.ts': `import remarkBreaks from 'remark-breaks';
import type { AstroUserConfig } from 'astro';
const config = { publicDir: './files', markdown: { remarkPlugins: [remarkBreaks] } } satisfies AstroUserConfig;
export default config;`,
        'src/config.ts': `export const SITE = {
  website: "https://example.com/", author: "Ada", desc: "A minimal blog.", title: "AstroPaper",
  postPerIndex: 4, scheduledPostMargin: 15 * 60 * 1000, lang: "en", timezone: "Asia/Bangkok",
} as const;`,
        'src/content.config.ts': `export const BLOG_PATH = "src/data/blog";
const blog = defineCollection({ loader: glob({ pattern: "**/[^_]*.md", base: \`./\${BLOG_PATH}\` }) });
const authors = defineCollection({ loader: glob({ pattern: "*.json", base: "./src/data/authors" }) });`,
        'src/pages/posts/[...slug]/index.astro': '',
      }),
    ).toMatchObject({
      title: 'AstroPaper',
      description: 'A minimal blog.',
      language: 'en',
      timezone: 'Asia/Bangkok',
      lineBreaks: 'hard',
      content: 'src/data/blog',
      statics: 'files',
      permalinks: [{ pattern: '/posts/[...slug]' }],
    });
  });

  test('has a configuration of its theme', () => {
    const theme =
      'export default defineAstroPaperConfig({ site: { title: "T", lang: "fr", timezone: "UTC" } });';
    expect(blogIn({ 'astro.config.ts': '', 'astro-paper.config.ts': theme })).toMatchObject({
      title: 'T',
      language: 'fr',
      timezone: 'UTC',
    });
  });

  test('has its articles in a folder with a usual name, or a guess', () => {
    expect(blogIn({ 'astro.config.mjs': astro, 'src/pages/posts/a.md': '' })).toMatchObject({
      content: 'src/pages/posts',
    });
    expect(blogIn({ 'astro.config.mjs': astro })).toMatchObject({
      content: 'src/content',
      contentIsGuess: true,
    });
  });

  test('says what code makes, and what can not be read', () => {
    const blog = blogIn({
      'astro.config.mjs': 'export default {',
      'src/consts.js': 'export const SITE_TITLE = process.env.TITLE;\nexport const SITE = { lang: "en" };',
      'src/content/': '',
    });
    expect(blog).not.toHaveProperty('title');
    expect(blog).toMatchObject({
      language: 'en',
      notes: [
        "astro.config.mjs is not taken over: it can't be read (Unexpected token (1:16)).",
        'The title in src/consts.js is not taken over: code makes it, which is not run.',
      ],
    });
  });

  test('is not run', () => {
    const hostile = 'globalThis.ran = true; process.exit(9); export default { publicDir: "x" };';
    expect(blogIn({ 'astro.config.mjs': hostile, 'src/content/': '' })).toMatchObject({ statics: 'x' });
    expect(globalThis).not.toHaveProperty('ran');
  });
});

describe('Eleventy', () => {
  test('is read from a function that returns its options, with its global data', () => {
    expect(
      blogIn({
        '.eleventy.js': eleventy,
        '_data/metadata.js': metadata,
        'content/blog/firstpost.md': '',
        'content/index.njk': '',
      }),
    ).toEqual({
      generator: 'Eleventy',
      files: ['.eleventy.js', '_data/metadata.js'],
      title: 'Eleventy Base Blog v8',
      description: 'I am writing about my experiences.',
      language: 'en',
      lineBreaks: 'soft',
      content: 'content/blog',
      statics: 'public',
      permalinks: [{ pattern: '/blog/{{ page.filePathStem }}/' }],
      notes: [],
    });
  });

  test.each([
    [
      'eleventy.config.js',
      'export default async function (c) {};\nexport const config = { dir: { input: "src" } };',
    ],
    ['eleventy.config.mjs', 'export default (c) => ({ dir: { input: "./src/" } });'],
    ['eleventy.config.cjs', 'module.exports = (c) => { c.setInputDirectory("src"); };'],
    ['eleventy.config.cjs', 'exports = module.exports = { dir: { input: "src" } };'],
    [
      'eleventy.config.ts',
      'export default function (c: UserConfig): object { return { dir: { input: "src" } } }',
    ],
    ['.eleventy.js', 'const input = "src";\nmodule.exports = (c) => { return { dir: { input } } };'],
  ])('has its input folder in %s: %s', (name, source) => {
    const site = { title: 'A', lang: 'de', timezone: 'Europe/Vienna' };
    expect(
      blogIn({
        [name]: source,
        'src/_data/site.json': JSON.stringify(site),
        'src/posts/a.md': '',
        'src/posts/posts.json': '{"permalink": "posts/{{ title | slug }}/"}',
      }),
    ).toMatchObject({
      title: 'A',
      language: 'de',
      timezone: 'Europe/Vienna',
      content: 'src/posts',
      permalinks: [{ pattern: 'posts/{{ title | slug }}/' }],
    });
  });

  test('has global data in YAML, and posts in a folder of content', () => {
    expect(
      blogIn({ '.eleventy.js': '', '_data/site.yaml': 'title: A\nlang: fr\n', 'content/posts/a.md': '' }),
    ).toMatchObject({ title: 'A', language: 'fr', content: 'content/posts', statics: '.' });
  });

  test('has hard line breaks where its library has them', () => {
    const source = `export default (c) => { c.setLibrary("md", markdownIt({ html: true, breaks: true })); };`;
    expect(blogIn({ 'eleventy.config.js': source, 'posts/a.md': '' })).toMatchObject({
      lineBreaks: 'hard',
      content: 'posts',
      statics: '.',
      ignored: '/package.json /package-lock.json /tsconfig.json',
    });
  });

  test('has the static folder that is copied to the top, else that of what is copied', () => {
    const copies = (what: string): string =>
      `export default (c) => { c.addPassthroughCopy(${what}); return { dir: { input: "src" } }; };`;
    const staticsOf = (what: string): string | undefined =>
      blogIn({ 'eleventy.config.js': copies(what), 'src/posts/a.md': '' })!.statics;
    expect(staticsOf('{ "src/static/**": "/" }')).toBe('src/static');
    expect(staticsOf('"src/img"')).toBe('src');
    expect(staticsOf('"img"')).toBe('.');
    expect(staticsOf('{ [folder]: "/" }')).toBe('.');
  });

  test('guesses the folder of the posts if none has a usual name', () => {
    expect(blogIn({ '.eleventy.js': 'module.exports = {};' })).toMatchObject({
      content: 'posts',
      contentIsGuess: true,
    });
  });

  test('has data whose mistakes are errors', () => {
    expect(errorOf({ '.eleventy.js': '', '_data/site.json': '{"title"' })).toMatch(
      /^blog\/_data\/site\.json:1:9 can't be read: ColonExpected/,
    );
  });
});

describe('Pelican', () => {
  test('is read from lines with one text each', () => {
    expect(blogIn({ 'pelicanconf.py': pelican, 'publishconf.py': 'SITEURL = "https://a.example"' })).toEqual({
      generator: 'Pelican',
      files: ['pelicanconf.py'],
      title: "Ada's notes",
      language: 'it',
      timezone: 'Europe/Rome',
      lineBreaks: 'soft',
      content: 'content',
      permalinks: [{ pattern: 'posts/{date:%Y}/{slug}/' }],
      notes: [],
    });
  });

  test.each([
    [String.raw`SITENAME = 'It\'s \u00e9\x41\q'`, String.raw`It's éA\q`],
    [`SITENAME: str = "typed"`, 'typed'],
    [`SITENAME=u'no blanks'`, 'no blanks'],
    [String.raw`SITENAME = r'raw \n'`, String.raw`raw \n`],
    ["SITENAME = 'first'\r\nSITENAME = 'last'\r\n", 'last'],
    [`SITENAME = 'a # b' # comment`, 'a # b'],
  ])('has the text of %s', (source, title) => {
    expect(blogIn({ 'pelicanconf.py': source })).toMatchObject({ title });
  });

  test.each([
    `SITENAME = os.environ['X']`,
    `SITENAME = 'a' + 'b'`,
    `SITENAME = f'{x}'`,
    `SITENAME = b'bytes'`,
    `SITENAME = '''three'''`,
    `SITENAME = 'a'\nSITENAME = name()`,
    `SITENAME = 'open`,
  ])('says that code makes the title of %j', (source) => {
    const blog = blogIn({ 'pelicanconf.py': source });
    expect(blog).not.toHaveProperty('title');
    expect(blog!.notes).toEqual([
      'SITENAME in pelicanconf.py is not taken over: Python code makes it, which is not run.',
    ]);
  });

  test('does not read what is indented, compared or a comment', () => {
    const source = `if True:\n    SITENAME = 'no'\nSITENAME == 'no'\n# SITENAME = 'no'\nMY_SITENAME = 'no'\n`;
    const blog = blogIn({ 'pelicanconf.py': source });
    expect(blog).not.toHaveProperty('title');
    expect(blog!.notes).toEqual([]);
  });

  test('has hard line breaks with the extension nl2br', () => {
    const source = (line: string): string => `MARKDOWN = {\n  'extension_configs': {\n${line}\n  }\n}\n`;
    const hard = source(`    'markdown.extensions.nl2br': {},`);
    expect(blogIn({ 'pelicanconf.py': hard })).toMatchObject({ lineBreaks: 'hard' });
    expect(blogIn({ 'pelicanconf.py': source(`#   'nl2br': {},`) })).toMatchObject({ lineBreaks: 'soft' });
  });

  test('has no content folder outside the blog', () => {
    expect(blogIn({ 'pelicanconf.py': `PATH = '/srv/texts'` })).toMatchObject({
      content: 'content',
      contentIsGuess: true,
      notes: ['PATH in pelicanconf.py is not taken over: it is outside the blog.'],
    });
  });
});

describe('a folder', () => {
  test('without a configuration is no blog', () => {
    expect(blogIn({ 'README.md': '', 'package.json': '{}', 'content/a.md': '' })).toBeUndefined();
    expect(blogIn({ '_config.yml/': '', 'hugo.toml/': '' })).toBeUndefined();
  });
});
