import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { memoSecondsFrom, siteFrom } from '../../src/site/config.ts';

describe('a setting that makes no sense', () => {
  it.each([
    ['SITE_URL', 'https://feeds.example/blog'],
    ['SITE_LANGUAGE', 'not a language'],
    ['TIMEZONE', 'Peking'],
    ['FEED_MAX_AGE', '15 minutes'],
    ['HUB_URL', 'hub.example'],
    ['SITE_ICON', 'javascript:alert(1)'],
    ['SITE_ID', 'my-blog'],
    // Looks like a UUID, but no id could be made from it: it has a variant that there is not.
    ['SITE_ID', '12345678-1234-1234-1234-123456789012'],
  ])('is named with the remedy: %s', (name, value) => {
    expect(() => siteFrom({ ...env, [name]: value })).toThrow(`${name} is "${value}"; set it to `);
  });

  it('is named with the remedy: MEMO_SECONDS', () => {
    expect(() => memoSecondsFrom({ MEMO_SECONDS: 'never' })).toThrow('MEMO_SECONDS is "never"; set it to ');
  });
});
