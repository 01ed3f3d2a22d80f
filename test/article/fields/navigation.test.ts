import { expect, it } from 'vitest';
import { parseArticle } from '../../../src/article/parse.ts';

function navigationOf(matter: string, fence = '---') {
  const source = `${fence}\ntitle${fence === '+++' ? ' =' : ':'} "About"\n${matter}\n${fence}\n\nText.\n`;
  const result = parseArticle(
    { path: 'about.md', source },
    { siteUrl: 'https://feeds.example', timezone: 'UTC' },
  );
  expect(result).toMatchObject({ status: 'article', problems: [] });
  return result.status === 'article' ? result.article.navigation : undefined;
}

it.each([
  ['nav: 1', { weight: 1 }],
  ['nav: 0', { weight: 0 }],
  ['nav: -2.5', { weight: -2.5 }],
  ['nav: true', {}],
  ['nav: true\nnav_order: 3', { weight: 3 }],
  ['nav: 1\nweight: 7', { weight: 1 }],
  ['nav: {order: 2, title: Me}', { weight: 2, label: 'Me' }],
  // https://gohugo.io/content-management/menus/
  ['menu: main', {}],
  ['menu: main\nweight: 20', { weight: 20 }],
  ['menus: [footer, main]', {}],
  ['menus:\n  main:\n    weight: 10\n    name: Über mich', { weight: 10, label: 'Über mich' }],
  ['menu: {main: {identifier: about, weight: 5}, footer: {weight: 1}}', { weight: 5 }],
  // https://www.11ty.dev/docs/plugins/navigation/
  ['eleventyNavigation:\n  key: About\n  order: 3', { weight: 3, label: 'About' }],
])('%s puts an article into the navigation', (matter, expected) => {
  expect(navigationOf(matter)).toEqual(expected);
});

it('reads the menus of TOML', () => {
  expect(navigationOf('[menu.main]\nname = "Me"\nweight = 3', '+++')).toEqual({ weight: 3, label: 'Me' });
});

it.each([
  'nav: false',
  'nav: no',
  'menu: footer',
  'menu: {footer: {weight: 1}}',
  'menus: [footer, social]',
  'menu: {main: {parent: docs, weight: 1}}',
  'eleventyNavigation: {key: A, parent: B}',
  'weight: 3',
  'nav_order: 3',
  'nav: ""',
  'params: {nav: 1}',
])('%s does not', (matter) => {
  expect(navigationOf(matter)).toBeUndefined();
});

it('makes a page of a text without a date, unless it is unlisted', () => {
  const kindOf = (matter: string) => {
    const source = `---\ntitle: A\n${matter}\n---\nText\n`;
    const result = parseArticle(
      { path: 'a.md', source },
      { siteUrl: 'https://feeds.example', timezone: 'UTC' },
    );
    return result.status === 'article' ? result.article.kind : result.status;
  };
  expect(kindOf('nav: 1')).toBe('page');
  expect(kindOf('nav: 1\nunlisted: true')).toBe('unlisted');
  expect(kindOf('nav: 1\ndate: 2024-01-01')).toBeUndefined();
  expect(kindOf('title2: x')).toBeUndefined();
});

it('cuts a label', () => {
  expect(navigationOf(`nav: {title: ${'a long label '.repeat(20)}}`)?.label?.length).toBeLessThanOrEqual(60);
});
