import { expect, test } from 'vitest';
import { siteMismatch } from '../../../src/cli/publish/site-url.ts';

const at = (url: string, local = false) => ({ url, local });
const blog = 'https://blog.example';

test.each([
  ['the same address', blog, at(blog)],
  ['a worker that does not tell', undefined, at(blog)],
  ['a worker on this machine', blog, at('http://127.0.0.1:8787', true)],
  ['a workers.dev address of a site with its own domain', blog, at('https://edgefeed.me.workers.dev')],
])('%s is in order', (_, site, target) => {
  expect(siteMismatch(site, target)).toBeUndefined();
});

test.each([
  ['another domain', 'https://old.example', at(blog)],
  ['http instead of https', 'http://blog.example', at(blog)],
  ['the workers.dev address of a site with its own domain', 'https://edgefeed.me.workers.dev', at(blog)],
])('%s is warned of', (_, site, target) => {
  expect(siteMismatch(site, target)).toEqual({
    isFatal: false,
    message: expect.stringMatching(`is ${site}, .*set SITE_URL in wrangler.toml to ${blog}`),
  });
});

test.each(['http://127.0.0.1:8787', 'http://localhost', 'http://[::1]:8787'])(
  '%s is refused, also at a workers.dev address',
  (site) => {
    for (const url of [blog, 'https://edgefeed.me.workers.dev'])
      expect(siteMismatch(site, at(url))).toMatchObject({ isFatal: true });
  },
);
