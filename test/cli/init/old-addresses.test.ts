import { expect, test } from 'vitest';
import { blogIn } from './blog-files.ts';
import { basePath } from '../../../src/cli/init/generators/blog.ts';
import { oldAddressesOf } from '../../../src/cli/init/old-addresses.ts';

test.each([
  ['Jekyll', [{ pattern: '/:categories/:title:output_ext' }], 'jekyll:/:categories/:title:output_ext'],
  ['Hexo', [{ pattern: ':year/:month/:day/:title/' }], 'hexo::year/:month/:day/:title/'],
  [
    'Hugo',
    [{ section: 'posts', pattern: '/p/:slug/' }, { pattern: '/:sections/:slugorcontentbasename/' }],
    'hugo@posts:/p/:slug/ hugo:/:sections/:slugorcontentbasename/',
  ],
  ['Eleventy', [{ pattern: 'posts/{{ title | slug }}/' }], 'eleventy:posts/{{title|slug}}/'],
  ['Astro', [{ pattern: '/blog/[...slug]' }], 'astro:/blog/[...slug]'],
  ['Pelican', [{ pattern: 'posts/{date:%Y}/{slug}/' }], 'pelican:posts/{date:%Y}/{slug}/'],
  ['Zola', [], 'zola:default'],
])('the patterns of %s become the setting', (generator, permalinks, value) => {
  expect(oldAddressesOf({ generator, permalinks })).toEqual({ value, notes: [] });
});

test.each([
  ['Jekyll', 'pretty', 'jekyll:/blog/:categories/:year/:month/:day/:title/'],
  ['Hexo', ':year/:month/:day/:title/', 'hexo:/blog/:year/:month/:day/:title/'],
  ['Hugo', '/p/:slug/', 'hugo:/blog/p/:slug/'],
  ['Astro', '/[...slug]', 'astro:/blog/[...slug]'],
])('a blog of %s below a path has it in its patterns', (generator, pattern, value) => {
  expect(oldAddressesOf({ generator, base: '/blog', permalinks: [{ pattern }] })).toEqual({
    value,
    notes: [],
  });
});

test.each([
  [undefined, undefined],
  ['', undefined],
  ['/', undefined],
  ['https://example.com', undefined],
  ['https://example.com/', undefined],
  ['/blog', '/blog'],
  ['/blog/', '/blog'],
  ['blog', '/blog'],
  ['https://example.com/a/%E5%8D%9A%E5%AE%A2/', '/a/博客'],
  ['/%FF/', '/%FF'],
])('the path in %j is %j', (stated, base) => {
  expect(basePath(stated).base).toBe(base);
});

test.each([
  ['_config.yml', 'permalink: pretty\nbaseurl: /blog\n', { '_posts/2026-01-01-a.md': 'a' }, '/blog'],
  ['_config.yml', 'url: https://example.com/notes\nroot: /notes/\n', { 'source/_posts/a.md': 'a' }, '/notes'],
  ['hugo.toml', 'baseURL = "https://example.com/site/"\n', { 'content/a.md': 'a' }, '/site'],
  ['astro.config.mjs', "export default { base: '/docs' };\n", { 'src/content/blog/a.md': 'a' }, '/docs'],
])('%s says where the blog is below its domain: %j', (name, source, files, base) => {
  expect(blogIn({ [name]: source, ...files })).toMatchObject({ base });
});

test('patterns that are not read are named with the reason, and so are those over the limit', () => {
  const permalinks = [
    { pattern: '/:2006/:slug/' },
    ...Array.from({ length: 9 }, (_, i) => ({ section: `s${i}`, pattern: '/:slug/' })),
  ];
  const { value, notes } = oldAddressesOf({ generator: 'Hugo', permalinks });
  expect(value?.split(' ')).toHaveLength(8);
  expect(notes).toEqual([
    'The old addresses "/:2006/:slug/" are not taken over: "hugo:/:2006/:slug/" has a placeholder that hugo does not know, "2006".',
    'The old addresses "/:slug/" are not taken over: there are 9 patterns, more than the 8 allowed.',
  ]);
  expect(oldAddressesOf({ generator: 'Astro', permalinks: [] })).toEqual({ notes: [] });
});
