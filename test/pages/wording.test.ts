import { expect, it } from 'vitest';
import { wordings, type Wording } from '../../src/pages/wording.ts';

const keys = Object.keys(wordings.en) as (keyof Wording)[];

it('says something else in each language, except where a word is the same', () => {
  const said = (language: 'en' | 'zh') =>
    Object.fromEntries(
      keys.map((key) => {
        const text = wordings[language][key];
        if (typeof text === 'function') return [key, (text as (...args: unknown[]) => string)(3, false)];
        // Functions say something only when they are called.
        return [
          key,
          JSON.stringify(text, (_, value: unknown) =>
            typeof value === 'function' ? (value as (count: number) => unknown)(3) : value,
          ),
        ];
      }),
    );
  const [en, zh] = [said('en'), said('zh')];
  expect(keys.filter((key) => en[key] === zh[key])).toEqual([]);
  expect(keys.filter((key) => !en[key] || !zh[key])).toEqual([]);
});

it('counts one article as one', () => {
  expect(wordings.en.articles(1)).toBe('1 article');
  expect(wordings.en.articles(1234)).toBe('1,234 articles');
});
