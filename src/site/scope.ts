/** Which articles a feed is about, and where its documents and its page lie. */

import { encodeSegment } from '../article/address.ts';
import type { ArticleHead } from '../article/article.ts';

/** Everything, one term, or (categories only) the articles that are in all of several categories. */
export type Scope =
  | { kind: 'all' }
  | { kind: 'category'; names: [string, ...string[]] }
  | { kind: 'tag'; name: string }
  | { kind: 'author'; name: string };

/** What a search finds. It has feeds like a scope, but nothing of it is kept: they are made when they are asked for. */
interface SearchScope {
  kind: 'search';
  /** As `queryOf` spells it. */
  query: string;
}

/** What a feed may be about. */
export type FeedScope = Scope | SearchScope;

/** A name that articles are listed under, of one of the kinds that scopes have; everything has the name ''. */
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

/**
 * Where an article belongs, and has its neighbours: in its last category, since authors write categories from the general
 * to the special, else among all.
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

/** What people call the scope; empty for everything. */
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
 * The scope as a key for storage: `all`, `category:a/b`, `tag:x`, `author:x`, names percent-encoded, so ASCII.
 * Different scopes have different keys; names that differ in their Unicode normal form alone are the same name.
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

/** The scope of a key. @throws Error for what `scopeKey` never writes: keys come from our own storage only */
export function parseScopeKey(key: string): Scope {
  if (key === 'all') return { kind: 'all' };
  const [, kind, rest = ''] = /^(category|tag|author):(.+)$/.exec(key) ?? [];
  if (kind === 'tag' || kind === 'author') return { kind, name: decodeURIComponent(rest) };
  const [first, ...others] = rest.split('/').map(decodeURIComponent);
  if (kind !== 'category' || !first) throw new Error(`"${key}" is not the key of a scope`);
  return { kind, names: [first, ...others] };
}
