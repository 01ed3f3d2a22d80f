import { describe, expect, it } from 'vitest';

import { plainText } from '../../../src/article/body/plain.ts';

describe('plain text', () => {
  it.each([
    ['Fish &amp; chips &#123; &lt;b&gt; &unknown;', 'Fish & chips { <b> &unknown;'],
    ['The <code>&lt;div&gt;</code> <em>tag</em>', 'The <div> tag'],
    ['  folded \n\t white\u3000space ', 'folded white space'],
    ['a<br>b<p>c</p>d', 'a b c d'],
    ['a < b && c > d', 'a < b && c > d'],
    ['<script>alert(1)</script>kept<style>p{}</style>', 'kept'],
    ['a\u0008b&#1;c\ud800', 'abc'],
  ])('of %j is %j', (source, text) => {
    expect(plainText(source)).toBe(text);
  });

  it('takes any depth', () => {
    expect(plainText(`${'<b>'.repeat(20_000)}deep`)).toBe('deep');
  });
});
