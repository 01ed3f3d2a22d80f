import { expect, it } from 'vitest';
import { en } from '../../../src/pages/wording/en.ts';
import type { Wording } from '../../../src/pages/wording/wording.ts';
import { zh } from '../../../src/pages/wording/zh.ts';

const keys = Object.keys(en) as (keyof Wording)[];

/** Each text of a language; functions are called. */
function textsOf(wording: Wording): Record<string, string> {
  const call = (value: unknown): unknown =>
    typeof value === 'function' ? (value as (...args: unknown[]) => string)(3, false) : value;
  return Object.fromEntries(
    keys.map((key) => [key, JSON.stringify(call(wording[key]), (_, value) => call(value))]),
  );
}

it('translates every text, and leaves none empty', () => {
  const [english, chinese] = [textsOf(en), textsOf(zh)];
  expect(keys.filter((key) => english[key] === chinese[key])).toEqual([]);
  expect(
    keys.filter((key) => [english[key], chinese[key]].some((text) => !text || text.includes('""'))),
  ).toEqual([]);
});

it('counts one article as one', () => {
  expect(en.articles(1)).toBe('1 article');
  expect(en.articles(1234)).toBe('1,234 articles');
});
