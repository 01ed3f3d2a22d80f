/** Writes the files that are published as they are, and has the articles that name them written again. */

import { isOpen } from './article-changes.ts';
import { namesOf, placesOf } from '../../article/named-files.ts';
import { scopeKey, scopeOf } from '../../site/scope.ts';
import { termsOf } from '../tables/entry.ts';
import type { Tables } from '../tables/tables.ts';
import type { Named } from '../tables/namings.ts';
import type { ChangeSet } from './changeset.ts';

/** Names of files that articles have added and given up. */
export interface Renamings {
  added: Named[];
  removed: Named[];
}

type Contents = Pick<ChangeSet['contents'], 'assets' | 'removedAssets' | 'namings' | 'before' | 'after'>;

/** @param now ms @returns which articles name other files than before */
export function applyFiles(contents: Contents, tables: Tables, now: number): Renamings {
  const { assets, removedAssets, before, after } = contents;
  const kept = new Set(after.map(({ article }) => article.id));
  const forgotten = tables.namings.remove(
    before.flatMap(({ article: { id } }) => (kept.has(id) ? [] : [id])),
  );
  const paths = [...assets.map(({ path }) => path), ...removedAssets];
  // Those that the batch publishes itself are written anyway.
  if (paths.length > 0) rewrite(articlesNaming(paths, tables, kept), tables, now);
  const replaced = [...tables.assets.find(paths).values()].map(({ blob }) => blob);
  tables.assets.apply(assets, removedAssets);
  tables.blobs.name(
    assets.map(({ blob }) => blob),
    null,
  );
  const named = tables.assets.named(replaced);
  tables.blobs.name(
    replaced.filter((blob) => !named.has(blob)),
    now,
  );
  const { added, removed } = tables.namings.set(resolved(contents, tables));
  return { added, removed: [...forgotten, ...removed] };
}

/**
 * What articles name, as the paths of the files that they mean. A file that is not there yet may be at any of several
 * places; the one that the article names is noted.
 */
function resolved({ namings }: Contents, { assets }: Tables) {
  if (namings.length === 0 || assets.isEmpty) return namings;
  const places = namings.map(({ own, paths }) => paths.map((path) => placesOf(own, path)));
  const known = assets.find(places.flat(2));
  return namings.map((naming, i) => ({
    ...naming,
    paths: naming.paths.map((path, k) => places[i]![k]!.find((place) => known.has(place)) ?? path),
  }));
}

/** The ids of articles that name these files, without those of the batch. */
function articlesNaming(
  paths: readonly string[],
  { namings }: Tables,
  published: ReadonlySet<string>,
): string[] {
  const named = paths.flatMap(namesOf);
  return [...namings.articlesNaming(named)].filter((id) => !published.has(id));
}

/** Articles whose heads are in memory together: one may have 128 KB. */
const atOnce = 100;

function rewrite(ids: readonly string[], tables: Tables, now: number): void {
  if (ids.length === 0) return;
  tables.articles.touch(ids, now);
  const revision = tables.settings.nextRevision();
  for (let i = 0; i < ids.length; i += atOnce) {
    const entries = [...tables.articles.withIds(ids.slice(i, i + atOnce)).values()];
    tables.outbox.add(
      'article',
      entries.map(({ article }) => article.address),
      revision,
      now,
    );
    // Items have the sizes of the files that they name.
    const updated = entries.filter(isOpen).map(({ article: { id } }) => ({ id, change: 'updated' }) as const);
    tables.changes.note(updated, revision, now);
    const live = entries.flatMap(({ article, live }) => (live ? termsOf(article) : []));
    tables.outbox.add('feed', new Set(live.map((term) => scopeKey(scopeOf(term)))), revision, now);
  }
}
