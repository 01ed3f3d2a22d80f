/** Which article each entry of the old feed is about. */

import { quote, tidyText } from '../../../article/text.ts';
import type { ArticleHere, ArticlesHere, Known } from './articles-here.ts';

/** An entry of the old feed that has an id. */
export interface OldEntry extends Known {
  id: string;
  /** What messages call it. */
  name: string;
  link: string | undefined;
}

export interface Matches {
  /** The article, or why it is none of those that it may be. */
  found: Map<OldEntry, ArticleHere | string>;
  /** Each is that of one entry. */
  taken: Map<ArticleHere, OldEntry>;
}

/**
 * The surest sign comes first, for all entries: the id itself, an old address, title and moment. Last comes the title alone, if
 * one entry and one article have it: the date may be of another zone, or one that only its generator can read.
 */
export function match(entries: readonly OldEntry[], here: ArticlesHere): Matches {
  const titles = new Map<string, number>();
  for (const { title } of entries) titles.set(tidyText(title), (titles.get(tidyText(title)) ?? 0) + 1);
  const byTitle = (entry: OldEntry): ArticleHere[] => {
    const all = titles.get(tidyText(entry.title)) === 1 ? here.called(entry) : [];
    return all.length === 1 ? all : [];
  };
  const signs: readonly ((entry: OldEntry) => ArticleHere[])[] = [
    ({ id }) => here.withId(id),
    ({ addresses }) => here.at(addresses),
    (entry) => here.calledThen(entry),
    byTitle,
  ];
  const matches: Matches = { found: new Map(), taken: new Map() };
  for (const sign of signs)
    for (const entry of entries)
      if (typeof matches.found.get(entry) !== 'object') settle(entry, sign(entry), matches);
  return matches;
}

function settle(entry: OldEntry, articles: readonly ArticleHere[], { found, taken }: Matches): void {
  const free = articles.filter((article) => !taken.has(article));
  const [first, ...others] = free;
  if (!first) {
    const [other] = articles;
    if (other && !found.has(entry))
      found.set(entry, `${other.path} has the id of another entry, ${quote(taken.get(other)!.name)}`);
    return;
  }
  const same = free.filter(({ title }) => title === entry.title);
  const only = others.length === 0 ? first : same.length === 1 ? same[0] : undefined;
  if (only) {
    found.set(entry, only);
    taken.set(only, entry);
    return;
  }
  const names = free.slice(0, 3).map(({ path }) => path);
  const remedy = `write id: ${JSON.stringify(entry.id)} into the right one`;
  found.set(entry, `it may be ${names.join(' or ')}; ${remedy}`);
}
