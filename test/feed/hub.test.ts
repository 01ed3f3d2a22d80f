import { expect, it } from 'vitest';
import { formats } from '../../src/feed/formats.ts';
import { article, site } from './sample.ts';

it.each(Object.values(formats))(
  'a hub changes a feed in one place, and no entry of it: $label',
  ({ render }) => {
    const feed = { scope: { kind: 'all' }, articles: [article()] } as const;
    const without = render({ ...feed, site: { ...site, hub: undefined! } });
    const named = render({ ...feed, site: { ...site, hub: 'https://feeds.example/hub' } });
    const hub = /\s*<(?:atom:)?link rel="hub" href="[^"]*"\/>|"hubs":\[.*?\],/g;
    expect(named.match(hub)).toHaveLength(1);
    expect(named.replace(hub, '')).toBe(without);
  },
);
