import { expect, it } from 'vitest';
import { isOwnAddress } from '../../src/article/own-addresses.ts';
import { feedFormats, formats } from '../../src/feed/formats.ts';
import { routes } from '../../src/http/routes.ts';

it('the addresses at which the site always answers are its routes without a star, and the feeds of a search', () => {
  // A GET of the hub's address is answered by what is published there; so is one of /llms.txt, if something is, and one of
  // /podcast.xml, if there is no show.
  const published = ['/hub', '/llms.txt', '/podcast.xml'];
  const exact = routes
    .map(([path]) => path)
    .filter((path) => !path.endsWith('*') && !published.includes(path));
  const feeds = feedFormats.map((format) => `/search/${formats[format].file}`);
  expect([...exact, ...feeds].filter((path) => !isOwnAddress(path))).toEqual([]);
  const others = routes.map(([path]) => path).filter((path) => path.endsWith('*'));
  // Everything below `/v1/` is that of apps.
  expect(others.filter((path) => isOwnAddress(path.replace('*', 'x')))).toEqual(['/v1/articles/*', '/v1/*']);
  for (const path of ['/status/', '/search/', '/archive/x', '/apix', '/hooksx', '/rss.xml/']) {
    expect(isOwnAddress(path)).toBe(false);
  }
  for (const path of ['/api/x', '/api', '/hooks/x']) expect(isOwnAddress(path)).toBe(true);
});
