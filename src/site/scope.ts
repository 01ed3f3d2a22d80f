/** Scopes: the sets of articles that have feeds and a page, with their paths and keys. */

import { encodeSegment } from '../article/address.ts';
import type { ArticleHead } from '../article/article.ts';

/** All articles, those of one term, or those in all of several categories. */
export type Scope =
  | { kind: 'all' }
  | { kind: 'category'; names: [string, ...string[]] }
  | { kind: 'tag'; name: string }
  | { kind: 'author'; name: string };

/** The results of a search. They have feeds like a scope, but are rendered on request and not stored. */
interface SearchScope {
  kind: 'search';
  /** As `queryOf` spells it. */
  query: string;
}

/** Everything that has a feed. */
export type FeedScope = Scope | SearchScope;

/** A name under which articles are listed. The term of all articles has the name ''. */
export interface Term {
  kind: Scope['kind'];
  name: string;
}

/** The scope of one term. */
export function scopeOf({ kind, name }: Term): Scope {
  switch (kind) {
    case 'all':
      return { kind };
    case 'category':
      return { kind, names: [name] };
    case 'tag':
    case 'author':
      return { kind, name };
  }
}

/** The term of a scope; undefined for several categories at once. */
export function termOf(scope: Scope): Term | undefined {
  switch (scope.kind) {
    case 'all':
      return { kind: 'all', name: '' };
    case 'category': {
      const [name, ...others] = scope.names;
      return others.length === 0 ? { kind: 'category', name } : undefined;
    }
    case 'tag':
    case 'author':
      return scope;
  }
}

/**
 * The term that an article belongs to, and in which it has neighbours: its last category, since authors write categories
 * from general to specific; without categories, all articles.
 */
export function mainTermOf({ categories }: Pick<ArticleHead, 'categories'>): Term {
  const name = categories.at(-1);
  return name === undefined ? { kind: 'all', name: '' } : { kind: 'category', name };
}

/** The path of the scope's page: `/`, `/categories/a/b/`, `/tags/x/`; percent-encoded, a slash at the end. */
export function scopePath(scope: Scope): string {
  switch (scope.kind) {
    case 'all':
      return '/';
    case 'category':
      return `/categories/${scope.names.map(encodeSegment).join('/')}/`;
    case 'tag':
      return `/tags/${encodeSegment(scope.name)}/`;
    case 'author':
      return `/authors/${encodeSegment(scope.name)}/`;
  }
}

/** The label of a scope; empty for all articles. */
export function scopeLabel(scope: FeedScope): string {
  switch (scope.kind) {
    case 'search':
      return scope.query;
    case 'all':
      return '';
    case 'category':
      return scope.names.join(' · ');
    case 'tag':
    case 'author':
      return scope.name;
  }
}

/**
 * The storage key of a scope: `all`, `category:a/b`, `tag:x`, `author:x`, names percent-encoded, so ASCII. Different
 * scopes have different keys; names that differ only in Unicode normalization are the same.
 */
export function scopeKey(scope: Scope): string {
  switch (scope.kind) {
    case 'all':
      return 'all';
    case 'category':
      return `category:${scope.names.map(encodeSegment).join('/')}`;
    case 'tag':
    case 'author':
      return `${scope.kind}:${encodeSegment(scope.name)}`;
  }
}

/** Parses a key of `scopeKey`. @throws Error for any other text: keys come only from the storage of edgefeed */
export function parseScopeKey(key: string): Scope {
  if (key === 'all') return { kind: 'all' };
  const [, kind, rest = ''] = /^(category|tag|author):(.+)$/.exec(key) ?? [];
  if (kind === 'tag' || kind === 'author') return { kind, name: decodeURIComponent(rest) };
  const [first, ...others] = rest.split('/').map(decodeURIComponent);
  if (kind !== 'category' || !first) throw new Error(`"${key}" is not the key of a scope`);
  return { kind, names: [first, ...others] };
}
