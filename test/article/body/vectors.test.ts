import { describe, expect, it } from 'vitest';

import { renderBody } from '../../../src/article/body/body.ts';
import vectors from '../../fixtures/xss/vectors.json';
import { expectSafe, reread } from './safety.ts';

const baseUrl = 'https://feeds.example/articles/a/b';

describe('attacks by script', () => {
  it.each(vectors)('are harmless: $name', ({ source, path = 'a.html' }) => {
    const { html } = renderBody(source, { path, baseUrl, takeHeading: true });
    expectSafe(html);
    expect(reread(html, baseUrl)).toBe(html);
  });

  it.each(vectors)(
    'are harmless inside a paragraph, a table and a list: $name',
    ({ source, path = 'a.html' }) => {
      for (const [before, after] of [
        ['<p>', '</p>'],
        ['<table><tr><td>', '</td></tr></table>'],
        ['<ul><li>', '</li></ul>'],
      ]) {
        const { html } = renderBody(`${before}${source}${after}`, { path, baseUrl, takeHeading: false });
        expectSafe(html);
        expect(reread(html, baseUrl)).toBe(html);
      }
    },
  );
});
