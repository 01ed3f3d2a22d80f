import { expect, it } from 'vitest';
import { resourceOf } from '../../src/http/resource.ts';

const feed = 'https://feeds.example/rss.xml';

it.each([
  [feed, feed],
  [`${feed}?utm_source=a&_=123`, feed],
  [`${feed}?`, feed],
  [`${feed}?x=1&limit=5`, `${feed}?limit=5`],
  // The first one counts, as for the routes.
  [`${feed}?limit=5&limit=6`, `${feed}?limit=5`],
  ['https://feeds.example/search?q=知乎+a%26b', 'https://feeds.example/search?q=%E7%9F%A5%E4%B9%8E+a%26b'],
  ['https://feeds.example/search?q=a&limit=2', 'https://feeds.example/search?limit=2&q=a'],
])('%s asks for %s', (url, resource) => expect(resourceOf(url)).toBe(resource));
