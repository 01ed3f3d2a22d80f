/** Titles and descriptions of feeds, in the language of the site. */

import type { Site } from '../site/config.ts';
import { scopeLabel, type FeedScope } from '../site/scope.ts';

interface Wording {
  category: (names: string[]) => string;
  tag: (name: string) => string;
  author: (name: string) => string;
  search: (query: string) => string;
}

/** By primary language; English for all others. */
const wordings: Readonly<Record<'en' | 'zh', Wording>> = {
  en: {
    category: (names) => `The latest articles in ${list('en', names)}`,
    tag: (name) => `The latest articles tagged ${name}`,
    author: (name) => `The latest articles by ${name}`,
    search: (query) => `The latest articles that contain “${query}”`,
  },
  zh: {
    category: (names) => `${list('zh', names.map(quote))}${names.length > 1 ? '共有' : ''}的最新文章`,
    tag: (name) => `带有${quote(name)}标签的最新文章`,
    author: (name) => `${name}的最新文章`,
    search: (query) => `包含${quote(query)}的最新文章`,
  },
};

/** `知乎热榜 — Site title`; the site's title for the feed of all articles. */
export function titleOf(site: Site, scope: FeedScope): string {
  const label = scopeLabel(scope);
  return label ? `${label} — ${site.title}` : site.title;
}

/** One sentence without a full stop; the site's description for the feed of all articles. */
export function descriptionOf(site: Site, scope: FeedScope): string {
  const wording = wordings[/^zh\b/i.test(site.language) ? 'zh' : 'en'];
  switch (scope.kind) {
    case 'all':
      return site.description;
    case 'category':
      return wording.category(scope.names);
    case 'search':
      return wording.search(scope.query);
    case 'tag':
    case 'author':
      return wording[scope.kind](scope.name);
  }
}

function list(language: string, names: string[]): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

const quote = (name: string): string => `「${name}」`;
