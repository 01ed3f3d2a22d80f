import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parametersIn } from '../../src/article/query-address.ts';
import { RedirectMatcher } from '../../src/redirects/matcher.ts';
import { parseRedirects } from '../../src/redirects/parse.ts';

const site = 'https://feeds.example';

function matcherOf(source: string): RedirectMatcher {
  const result = parseRedirects(source, site);
  return new RedirectMatcher(result.status === 'redirects' ? result.rules : []);
}

function locate(source: string, address: string): string | undefined {
  const { pathname, search } = new URL(address, site);
  return matcherOf(source)
    .locate({ pathname, search, parameters: parametersIn(search) }, site)
    ?.location.replace(site, '');
}

describe('a request leads to', () => {
  it.each([
    // [rules, request, location]
    ['/old /new', '/old', '/new'],
    ['/old /new', '/old/', '/new'],
    ['/old /new', '/older', undefined],
    ['/old /new', '/Old', undefined],
    ['/caf%C3%A9 /new', '/café', '/new'],
    ['/café /new', '/cafe%CC%81', '/new'],
    // Parameters go along, unless the rule looks at them, or the target has its own.
    ['/old /new', '/old?utm_source=x', '/new?utm_source=x'],
    ['/old /new#part', '/old?a=1', '/new?a=1#part'],
    ['/old /new?b=2', '/old?a=1', '/new?b=2'],
    ['/store id=:id /articles/:id', '/store?id=5&utm_source=x', '/articles/5'],
    ['/store id=:id /articles/:id', '/store', undefined],
    ['/store id=7 /articles/seven', '/store?id=8', undefined],
    ['/store id=:id tag=:tag /:tag/:id\n/store id=:id /x/:id', '/store?tag=a&id=b', '/a/b'],
    ['/store id=:id tag=:tag /:tag/:id\n/store id=:id /x/:id', '/store?id=b', '/x/b'],
    ['/store id=:id /x?n=:id', '/store?id=a%26b%3Dc', '/x?n=a%26b%3Dc'],
    // Splats.
    ['/blog/* /articles/:splat', '/blog/2020/a', '/articles/2020/a'],
    ['/blog/* /articles/:splat', '/blog/2020/a/', '/articles/2020/a/'],
    ['/blog/* /articles/:splat', '/blog/', '/articles/'],
    ['/blog/* /articles/:splat', '/blogs/a', undefined],
    ['/blog/*.html /articles/:splat', '/blog/2020/a.html', '/articles/2020/a'],
    ['/blog/*.html /articles/:splat', '/blog/.html', '/articles/'],
    ['/blog/*.html /articles/:splat', '/blog/a', undefined],
    ['/a*b /x/:splat', '/ab', '/x/'],
    ['/ab*ba /x/:splat', '/aba', undefined],
    ['/*/feed.xml /x/:splat', '/a/b/feed.xml', '/x/a/b'],
    ['/*/feed.xml /x/:splat', '/feed.xml', '/x/'],
    ['/* https://other.example/:splat', '/a/b?c=1', 'https://other.example/a/b?c=1'],
    ['/x/* /p?path=:splat', '/x/a/b', '/p?path=a%2Fb'],
    // Placeholders.
    ['/:year/:month/:slug /articles/:slug', '/2020/01/a', '/articles/a'],
    ['/:year/:month/:slug /articles/:slug', '/2020/01', undefined],
    ['/news/:id.html /articles/:id', '/news/7.html', '/articles/7'],
    ['/news/:id.html /articles/:id', '/news/.html', undefined],
    ['/news/:id /articles/:id', '/news/a%2Fb', '/articles/a%2Fb'],
    ['/news/:id /articles/:id', '/news/a@b,c', '/articles/a@b,c'],
    // The topmost rule counts.
    ['/a/b /one\n/a/* /two', '/a/b', '/one'],
    ['/a/* /two\n/a/b /one', '/a/b', '/two'],
    ['/a/* /two\n/a/b /one', '/a/c', '/two'],
    // A rule does not apply to the addresses that it leads to.
    ['/* /articles/:splat', '/a', '/articles/a'],
    // The home page answers itself, but for parameters that a rule looks at.
    ['/* https://other.example/:splat', '/?a=1', undefined],
    ['/* a=1 https://other.example/:splat', '/?a=1', 'https://other.example/'],
    ['/* /articles/:splat', '/articles/a', undefined],
    ['/blog/*.html /blog/:splat', '/blog/a.html', '/blog/a'],
  ])('%j: %s', (rules, request, expected) => expect(locate(rules, request)).toBe(expected));
});

it('a request never leads to another host than its rule says', () => {
  const rules = matcherOf(
    '/a/* /:splat\n/b/:x/* /:x:splat\n/c/* https://other.example/:splat\n/d to=:to /:to\n',
  );
  const part = fc.constantFrom(
    'a',
    'b',
    'c',
    'd',
    '/',
    '//',
    '\\',
    '%5C',
    '%2F',
    '..',
    '%2e%2e',
    '@',
    ':',
    '?',
    'evil.example',
    'https:',
    '#',
    '\t',
    'é',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.string(), (parts, to) => {
      const url = URL.parse(`/${parts.join('')}`, site) ?? new URL(site);
      const search = `?to=${encodeURIComponent(to.toWellFormed())}`;
      const found = rules.locate({ pathname: url.pathname, search, parameters: parametersIn(search) }, site);
      const origin = found ? new URL(found.location).origin : site;
      expect([site, 'https://other.example']).toContain(origin);
    }),
    { numRuns: 2_000 },
  );
});

it('whatever a file has, it is read, and its rules are matched, without an error', () => {
  const word = fc.constantFrom(
    '/',
    '*',
    ':a',
    ':b',
    ' ',
    '\n',
    'x',
    '%',
    '?',
    '=',
    '#',
    '301',
    '200',
    'https://',
    'feeds.example',
    '!',
    '\r',
    '知',
    '.',
    ':',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), fc.array(word, { maxLength: 12 }), (text, path) => {
      const matcher = matcherOf(text.join(''));
      const url = URL.parse(path.join(''), `${site}/`) ?? new URL(site);
      const found = matcher.locate(
        { pathname: url.pathname, search: url.search, parameters: parametersIn(url.search) },
        site,
      );
      expect(URL.canParse(found?.location ?? site)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
