/** Which articles an endpoint hears of: all, or those of one category, tag or author. Stored as the key of a scope. */

import type { Article } from '../../article/article.ts';
import type { ArticleEvent, ChangeNote, WebhookFilter } from '../../publish/webhooks.ts';
import { parseScopeKey, scopeKey, scopeOf, type Term } from '../../site/scope.ts';

const everything = scopeKey({ kind: 'all' });

export function filterKey({ category, tag, author }: WebhookFilter = {}): string {
  const key = (kind: Term['kind'], name: string): string => scopeKey(scopeOf({ kind, name }));
  if (category !== undefined) return key('category', category);
  if (tag !== undefined) return key('tag', tag);
  return author === undefined ? everything : key('author', author);
}

/** The inverse of `filterKey`. */
export function filterOf(key: string): WebhookFilter | undefined {
  const scope = parseScopeKey(key);
  switch (scope.kind) {
    case 'all':
      return undefined;
    case 'category':
      return { category: scope.names[0] };
    case 'tag':
      return { tag: scope.name };
    case 'author':
      return { author: scope.name };
  }
}

/** Whether an endpoint hears of an article that apps may see. Pages of the site are in no category. */
export function fits(filter: string, { kind, categories, tags, authors }: Article): boolean {
  if (filter === everything) return true;
  if (kind !== undefined) return false;
  return [
    ...categories.map((category) => filterKey({ category })),
    ...tags.map((tag) => filterKey({ tag })),
    ...authors.map(({ name }) => filterKey({ author: name })),
  ].includes(filter);
}

/** What a change is to an endpoint: an article that enters its filter is published, and one that leaves it is removed. */
export function eventFor(filter: string, { event, before, after }: ChangeNote): ArticleEvent | undefined {
  if (filter === everything) return event;
  const [was, is] = [before.includes(filter), after.includes(filter)];
  if (was) return is ? event : 'removed';
  return is ? 'published' : undefined;
}
