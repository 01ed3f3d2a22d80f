/** Writes the files that are published as they are, and has the articles that name them written again. */

import { isNamingOfShow } from '../../tables/naming.ts';
import type { Named } from '../../tables/namings.ts';
import type { Tables } from '../../tables/tables.ts';
import type { ChangeSet } from '../changeset.ts';
import { dependencesOf, placesAfter } from './places.ts';
import { rewriteArticles } from './rewrite.ts';

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
  // Articles that the batch publishes itself are written anyway.
  const paths = [...assets.map(({ path }) => path), ...removedAssets];
  const naming = tables.namings.naming(paths).filter(({ id }) => !kept.has(id) && !isNamingOfShow(id));
  const sources = rewriteArticles([...new Set(naming.map(({ id }) => id))], tables, now);
  const held = tables.assets.find(paths);
  const removed = new Set(removedAssets);
  const elsewhere = naming.flatMap(({ id, path }) => {
    const [own, gone] = [sources.get(id), held.get(path)];
    if (own === undefined || !gone || !removed.has(path)) return [];
    return placesAfter(own, gone).map((place) => ({ id, path: place }));
  });
  tables.namings.add(elsewhere);
  const replaced = [...held.values()].map(({ blob }) => blob);
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
  const names = tables.namings.set(dependencesOf(contents.namings, tables.assets));
  return { added: [...elsewhere, ...names.added], removed: [...forgotten, ...names.removed] };
}
