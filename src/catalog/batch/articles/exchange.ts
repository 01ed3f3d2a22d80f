/**
 * Articles that exchange ids or addresses: each waits for another one of the batch to leave what it wants, so that none
 * can be the first.
 */

import type { Article } from '../../../article/article.ts';
import { limits } from '../../../limits.ts';
import { bytesOf } from '../../tables/chunks.ts';
import type { CatalogEntry } from '../../tables/entry.ts';
import { choose } from './addresses.ts';
import type { ArticlePut } from '../parsed-batch.ts';
import type { View } from '../view.ts';

/** Files with the articles that they were before. */
type Waiting = ReadonlyMap<ArticlePut, CatalogEntry>;

/** Bytes that an article may gain when it is published, by its id and its dates. */
const gained = 16_384;

/**
 * The articles that can be published if all of them are, in any order: the places of the articles that their files were
 * are free for them.
 * @param puts articles that are refused alone
 * @param timezone of the site, IANA
 */
export function exchanging(
  snapshot: View,
  puts: readonly ArticlePut[],
  previousOf: (put: ArticlePut) => CatalogEntry | undefined,
  timezone: string,
): Waiting {
  const waiting = puts.flatMap((put): [ArticlePut, CatalogEntry][] => {
    const previous = isSmall(put) ? previousOf(put) : undefined;
    return previous ? [[put, previous]] : [];
  });
  for (let standing: Waiting = new Map(waiting); ;) {
    const fitting = fittingOf(snapshot, standing, timezone);
    if (fitting.size === standing.size) return fitting;
    // The places of the others stay taken, so fewer may fit now.
    standing = fitting;
  }
}

/** Those that find their places free, beside the others. */
function fittingOf(snapshot: View, standing: Waiting, timezone: string): Waiting {
  const leaving = new Set(standing.values());
  const wishes = Array.from(standing, ([put, previous]) => {
    const chosen = choose(snapshot, put, previous, [], timezone, leaving);
    return {
      put,
      previous,
      wants: 'problem' in chosen ? undefined : placesOf({ ...previous.article, ...chosen }),
    };
  });
  const takers = new Map<string, ArticlePut>();
  const take = (place: string, put: ArticlePut): boolean => {
    if (!takers.has(place)) takers.set(place, put);
    return takers.get(place) === put;
  };
  // What an article keeps, no other can have.
  for (const { put, previous, wants = [] } of wishes) {
    const kept = placesOf(previous.article);
    for (const place of wants) if (kept.includes(place)) take(place, put);
  }
  const fits = wishes.filter(({ put, wants }) => wants?.every((place) => take(place, put)));
  return new Map(fits.map(({ put, previous }) => [put, previous]));
}

/** What one article alone may have. */
const placesOf = ({ id, address }: Pick<Article, 'id' | 'address'>): string[] => [
  `id ${id}`,
  `address ${address}`,
];

/** Whether the article has room to grow: one that is refused in the end would leave others without a place. */
function isSmall({ parsed: { article } }: ArticlePut): boolean {
  const most = limits.articleBytes - gained;
  const { html, ...rest } = article;
  return bytesOf(html, most) + bytesOf(JSON.stringify(rest), most) <= most;
}
