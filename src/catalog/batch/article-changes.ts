/** What a set of changes does to the articles, as readers and apps see it. */

import type { ArticleChange } from '../tables/changes.ts';
import type { CatalogEntry, Change } from '../tables/entry.ts';

/** @param before as the catalog has them @param after as they are to be written */
export function articleChanges(before: readonly CatalogEntry[], after: readonly Change[]): ArticleChange[] {
  const old = new Map(before.map((entry) => [entry.article.id, entry]));
  const current = new Map(after.map((entry) => [entry.article.id, entry]));
  return [...new Set([...old.keys(), ...current.keys()])].flatMap((id): ArticleChange[] => {
    const change = changeOf(old.get(id), current.get(id));
    return change ? [{ id, change }] : [];
  });
}

function changeOf(
  before: CatalogEntry | undefined,
  after: Change | undefined,
): ArticleChange['change'] | undefined {
  if (!isOpen(before)) return isOpen(after) ? 'added' : undefined;
  if (!isOpen(after)) return 'removed';
  if (before.article.address !== after.article.address) return 'moved';
  // Without new content, only its moments have changed, such as the one at which it expires.
  return after.stored ? 'updated' : undefined;
}

/** Whether apps are told of an article: of all that readers see but what is unlisted, to which nothing leads. */
export const isOpen = <Entry extends CatalogEntry>(entry: Entry | undefined): entry is Entry =>
  entry !== undefined && entry.live && entry.article.kind !== 'unlisted';
