import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { siteFrom } from '../../src/site/config.ts';
import { readSetting } from '../../src/site/settings.ts';

describe('an invalid setting', () => {
  it.each([
    ['SITE_URL', 'https://feeds.example/blog'],
    ['SITE_LANGUAGE', 'not a language'],
    ['TIMEZONE', 'Peking'],
    ['FEED_MAX_AGE', '15 minutes'],
    ['HUB_URL', 'hub.example'],
    ['SITE_ICON', 'javascript:alert(1)'],
    ['SITE_ID', 'my-blog'],
    ['FEED_ID', 'my feed'],
    ['FEED_ID', 'feed.xml'],
    ['FEED_ID', 'https://old.example/<x>'],
    ['FEED_ID', 'urn:x:\u0000'],
    // Looks like a UUID, but no id could be made from it: it has a variant that there is not.
    ['SITE_ID', '12345678-1234-1234-1234-123456789012'],
  ])('is named with the remedy: %s', (name, value) => {
    expect(() => siteFrom({ ...env, [name]: value })).toThrow(`${name} is "${value}"; set it to `);
  });

  it.each([
    ['FEED_ID', `https://old.example/${'x'.repeat(5_000)}`],
    ['OLD_ADDRESSES', '/:year/:title/ '.repeat(10_000)],
  ])('is named with its beginning, if it is long: %s', (name, value) => {
    const message = /^(.{500,1500})$/;
    expect(() => siteFrom({ ...env, [name]: value })).toThrow(message);
    expect(() => siteFrom({ ...env, [name]: value })).toThrow(`${name} is "${value.slice(0, 500)}…"; `);
  });

  it('is named with the remedy: MEMO_SECONDS', () => {
    expect(() => readSetting({ MEMO_SECONDS: 'never' }, 'MEMO_SECONDS')).toThrow(
      'MEMO_SECONDS is "never"; set it to ',
    );
  });
});

it('keeps FEED_ID by character', () => {
  for (const id of [
    'HTTP://Example.com',
    'tag:example.com,2005:/二',
    'urn:uuid:60A76C80-D399-11D9-B93C-0003939E0AF6',
  ])
    expect(siteFrom({ ...env, FEED_ID: id }).feedId).toBe(id);
});

it('says what is wrong with OLD_ADDRESSES', () => {
  expect(() => siteFrom({ ...env, OLD_ADDRESSES: '/:nope/' })).toThrow(
    'OLD_ADDRESSES is "/:nope/"; no generator has all placeholders of "/:nope/"; write it like ',
  );
});

describe('a setting that is missing', () => {
  it('has its default, so that a configuration for an earlier version works', () => {
    expect(siteFrom({ SITE_URL: 'https://feeds.example' })).toEqual({
      url: 'https://feeds.example',
      title: 'feeds.example',
      description: 'feeds.example',
      language: 'en',
      timezone: 'UTC',
      lineBreaks: 'soft',
      id: '',
      feedMaxAge: 900,
    });
  });

  it('is named with the remedy if it has no default', () => {
    expect(() => siteFrom({})).toThrow('SITE_URL is ""; set it to ');
  });
});
