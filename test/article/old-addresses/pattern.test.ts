import { expect, it } from 'vitest';
import { oldKey } from '../../../src/article/old-addresses/key.ts';
import { oldAddressesFor, readPatterns } from '../../../src/article/old-addresses/pattern.ts';

const generatorsOf = (value: string): string[] => {
  const reading = readPatterns(value);
  return 'why' in reading ? [reading.why] : reading.patterns.map(({ generator }) => generator);
};

it('takes a pattern without a name for one of every generator that has its placeholders', () => {
  expect(generatorsOf('/:categories/:year/:month/:day/:title.html')).toEqual(['jekyll']);
  expect(generatorsOf('/:year/:month/:title/')).toEqual(['jekyll', 'hexo', 'hugo']);
  expect(generatorsOf('/:sections[1:]/:slug/')).toEqual(['hugo']);
  expect(generatorsOf('/:year/:urlname/')).toEqual(['hexo']);
  expect(generatorsOf('/%year%/%postname%/ {slug}.html')).toEqual(['wordpress', 'pelican', 'ghost']);
  expect(generatorsOf('/{{page.fileSlug}}/ /blog/[...slug]/')).toEqual(['eleventy', 'astro']);
  expect(generatorsOf('')).toEqual([]);
});

it.each([
  ['/about/', 'no generator has all placeholders of "/about/"; write it like '],
  ['/%nope%/', 'no generator has all placeholders of "/%nope%/"; '],
  ['/:categories/:titel/', 'no generator has all placeholders of "/:categories/:titel/"; '],
  ['jekyll:/:nope/', '"jekyll:/:nope/" has a placeholder that jekyll does not know, "nope"; '],
  ['hugo:/about/', '"hugo:/about/" has no placeholder, so all articles would have this address; '],
  ['gatsby:/:slug/', '"gatsby" is no generator; begin it with one of jekyll, '],
  [`/:title/${'x'.repeat(200)}`, 'has more than 200 characters; shorten it'],
  ['/:title/ '.repeat(9), 'there are 9 patterns, more than the 8 allowed; remove some'],
])('says what is wrong with %s', (value, why) => {
  expect(readPatterns(value)).toEqual({ why: expect.stringContaining(why) as string });
});

it('makes the value for a pattern of a configuration, in its own notation', () => {
  expect(oldAddressesFor('jekyll', 'pretty')).toEqual({ value: 'jekyll:pretty' });
  expect(oldAddressesFor('jekyll')).toEqual({ value: 'jekyll:default' });
  expect(oldAddressesFor('hexo', ':year/:month/:day/:title/')).toEqual({
    value: 'hexo::year/:month/:day/:title/',
  });
  expect(oldAddressesFor('hugo', '/blog/:slug/', 'posts')).toEqual({ value: 'hugo@posts:/blog/:slug/' });
  expect(oldAddressesFor('hugo', '/blog/:2006/')).toEqual({
    why: expect.stringContaining('"2006"') as string,
  });
  expect(oldAddressesFor('eleventy', '/{{ page.fileSlug }}/')).toEqual({
    value: 'eleventy:/{{page.fileSlug}}/',
  });
});

it('compares what hosts of static files take for one address', () => {
  const key = oldKey('/2020/hello');
  for (const same of [
    '/2020/hello/',
    '/2020/Hello.html',
    '/2020/hello/index.html',
    '/2020/hello.htm',
    '/2020/Héllo',
  ])
    expect(oldKey(same)).toBe(key);
  expect(oldKey('/2020/hello/x')).not.toBe(key);
  expect(oldKey('/index.php?p=1')).toBe(oldKey('/?p=1'));
  expect(oldKey('/?p=1')).not.toBe(oldKey('/?p=2'));
});
