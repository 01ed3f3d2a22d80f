import { expect, test } from 'vitest';
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
