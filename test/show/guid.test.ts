import { expect, it } from 'vitest';
import { guidOfFeed } from '../../src/show/guid.ts';

it.each(['https://podnews.net/rss', 'http://podnews.net/rss//', 'podnews.net/rss'])(
  'the guid of %s is the one of the specification',
  (url) => {
    expect(guidOfFeed(url)).toBe('9b024349-ccf0-5f69-a609-6b82873eab3c');
  },
);
