/** Where the articles of a feed come from: those of its scope, or those among them that are episodes of its show. */

import type { PublishedShow } from '../../show/show.ts';
import type { Position } from '../../site/cursor.ts';
import type { Scope } from '../../site/scope.ts';
import type { StoredArticle } from '../tables/article-row.ts';
import type { Listed, StopAfter } from '../tables/listings.ts';
import type { Tables } from '../tables/tables.ts';

export interface FeedSource {
  scope: Scope;
  isPodcast: boolean;
  /** Of a podcast, with the moment of its last change, ms. */
  show?: PublishedShow;
  showChangedAt?: number;
  /** Newest first. */
  newest: (limit: number, position: Position | undefined, stopAfter: StopAfter) => Listed<StoredArticle>;
  /** At a position and before it, the nearest first. */
  notOlderThan: (limit: number, position: Position, stopAfter: StopAfter) => StoredArticle[];
  /** `more`: there are more than were counted. */
  count: () => { count: number; more: boolean };
}

/** @returns undefined if a podcast is wanted and the scope has no show */
export function sourceOf(tables: Tables, scope: Scope, isPodcast: boolean): FeedSource | undefined {
  const { listings, episodes, shows } = tables;
  if (!isPodcast)
    return {
      scope,
      isPodcast,
      newest: (...rest) => listings.newest(scope, ...rest),
      notOlderThan: (...rest) => listings.notOlderThan(scope, ...rest).entries,
      count: () => listings.countIn(scope),
    };
  const category = categoryOf(scope);
  const found = category === undefined ? undefined : shows.of(category);
  if (category === undefined || !found) return undefined;
  return {
    scope,
    isPodcast,
    show: found.show,
    showChangedAt: found.changedAt,
    newest: (...rest) => ({ entries: episodes.newest(category, ...rest) }),
    notOlderThan: (...rest) => episodes.notOlderThan(category, ...rest),
    count: () => ({ count: episodes.count(category), more: false }),
  };
}

/** '': the whole site. @returns undefined for a scope that can have no show */
function categoryOf(scope: Scope): string | undefined {
  if (scope.kind === 'all') return '';
  return scope.kind === 'category' && scope.names.length === 1 ? scope.names[0] : undefined;
}
