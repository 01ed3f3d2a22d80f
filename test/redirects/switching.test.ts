import { expect, it } from 'vitest';
import switching from '../../docs/moving/switching.md?raw';
import { parametersIn } from '../../src/article/query-address.ts';
import { RedirectMatcher } from '../../src/redirects/matcher.ts';
import { parseRedirects } from '../../src/redirects/parse.ts';

const [, rules = ''] = /```redirects\n([^`]+)```/.exec(switching)!;

it('the rules of docs/moving/switching.md lead feeds to their formats, and all else to the same path', () => {
  const result = parseRedirects(rules, 'https://old.example.com');
  // The old host has no documents of ours.
  expect(result.status).toBe('redirects');
  if (result.status !== 'redirects') return;
  const matcher = new RedirectMatcher(result.rules);
  const locate = (pathname: string, search = '') =>
    matcher.locate({ pathname, search, parameters: parametersIn(search) }, 'https://old.example.com');
  expect(locate('/feed.xml')).toEqual({ location: 'https://new.example.com/atom.xml', status: 301 });
  expect(locate('/2020/01/hello.html', '?p=1')).toEqual({
    location: 'https://new.example.com/2020/01/hello.html?p=1',
    status: 301,
  });
});
