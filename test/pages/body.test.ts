import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../src/pages/body.ts';
import { letterOf } from '../../src/pages/letter.ts';
import { viewOf } from '../../src/pages/view.ts';
import { article, site } from '../feed/sample.ts';

const view = viewOf(site, 'en');

/** A body as an earlier version stored it. */
const plain = (html: string): string => bodyOf({ article: article({ html }) }, view);

describe('the pictures of a page', () => {
  it('load when they come near, all but the first', () => {
    const html = '<p><img src="a.png"><b>x</b><img src="b.png"></p><img src="c.png" alt="&lt;img ">';
    const lazy = 'loading="lazy" decoding="async"';
    expect(plain(html)).toBe(
      `<p><img src="a.png"><b>x</b><img ${lazy} src="b.png"></p><img ${lazy} src="c.png" alt="&lt;img ">`,
    );
  });

  it.each(['<p>Text.</p>', '<p><img src="a.png"></p>'])('stay as they are: %s', (html) => {
    expect(plain(html)).toBe(html);
  });
});

it.each([
  ['Trip', 'T'],
  ['「热榜」', '热'],
  ['… 2 cats', '2'],
  ['😀 Hi', '😀'],
  ['—', '—'],
  ['', ''],
])('the letter of %s is %s', (name, letter) => {
  expect(letterOf(name)).toBe(letter);
});
