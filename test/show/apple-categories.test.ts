import { expect, it } from 'vitest';
import { appleCategoryOf, nearestCategory } from '../../src/show/apple-categories.ts';

it.each([
  ['Technology', { name: 'Technology' }],
  ['society and culture: documentary', { name: 'Society & Culture', sub: 'Documentary' }],
  ['Society &amp; Culture / Documentary', { name: 'Society & Culture', sub: 'Documentary' }],
  ['how-to', { name: 'Education', sub: 'How To' }],
  ['Technology > Gadgets', undefined],
  ['', undefined],
])('%j is %j', (text, category) => {
  expect(appleCategoryOf(text)).toEqual(category);
});

it.each([
  ['Tecnology', 'Technology'],
  ['Traveling', 'Society & Culture > Places & Travel'],
  ['Health', 'Health & Fitness'],
  ['Docmentary', 'Society & Culture > Documentary'],
  ['Arts > Desing', 'Arts > Design'],
])('what is most like %j is %j', (text, category) => {
  expect(nearestCategory(text)).toBe(category);
});
