/** Which articles a feed is about, and where its documents and its page lie. */

import { encodeSegment } from '../article/address.ts';

/** Everything, one term, or (categories only) the articles that are in all of several categories. */
export type Scope =
  | { kind: 'all' }
  | { kind: 'category'; names: [string, ...string[]] }
  | { kind: 'tag'; name: string }
  | { kind: 'author'; name: string };

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
export function scopeLabel(scope: Scope): string {
  switch (scope.kind) {
    case 'all':
      return '';
    case 'category':
      return scope.names.join(' · ');
    case 'tag':
    case 'author':
      return scope.name;
  }
}
