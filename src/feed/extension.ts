/**
 * `_edgefeed` in JSON Feed: what the format has no place for (https://www.jsonfeed.org/version/1.1/#extensions). `/v1` gives
 * the same facts the same names.
 */

import type { Article } from '../article/article.ts';
import type { FeedScope } from '../site/scope.ts';
import { clean, cleanLine } from './clean.ts';

/** Facts of an article that JSON Feed mixes with others, or has in another form. */
export interface ArticleFacts {
  /** The path of the page, decoded. */
  address: string;
  categories: string[];
  /** Without the categories. */
  tags: string[];
}

/** Whose articles a feed has, as data: titles are for people. */
export type ScopeFacts =
  | { kind: 'all' }
  | { kind: 'category' | 'tag' | 'author'; name: string }
  /** The articles that are in all of these. */
  | { kind: 'category'; names: string[] }
  | { kind: 'search'; query: string };

export const factsOfArticle = ({ address, categories, tags }: Article): ArticleFacts => ({
  address: `/articles/${clean(address)}`,
  categories: named(categories),
  tags: named(tags),
});

const named = (terms: readonly string[]): string[] => terms.map(cleanLine).filter(Boolean);

export function factsOfScope(scope: FeedScope): ScopeFacts {
  switch (scope.kind) {
    case 'all':
      return { kind: 'all' };
    case 'category': {
      const [name, ...others] = scope.names;
      return others.length === 0
        ? { kind: 'category', name: cleanLine(name) }
        : { kind: 'category', names: scope.names.map(cleanLine) };
    }
    case 'tag':
    case 'author':
      return { kind: scope.kind, name: cleanLine(scope.name) };
    case 'search':
      return { kind: 'search', query: cleanLine(scope.query) };
  }
}
