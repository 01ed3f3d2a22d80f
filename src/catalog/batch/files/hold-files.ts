/** Holds files back with the articles that they belong to, and gives them out with these. */

import { foldersAbove, ownedFolder } from '../../../article/owned-folder.ts';
import { assetAddress, assetId } from '../../tables/asset-address.ts';
import type { CatalogEntry } from '../../tables/entry.ts';
import type { Holding, HoldingWork } from '../../tables/held-assets.ts';
import type { ManifestFile } from '../../tables/manifest-file.ts';
import type { Tables } from '../../tables/tables.ts';
import type { Renamings } from './apply-files.ts';
import type { ChangeSet } from '../changeset.ts';
import { Owners } from './owners.ts';

/** Files of one folder in one transaction; the alarm looks at the others. */
export const lookedAtOnce = 200;

interface Changed extends Renamings {
  contents: Pick<ChangeSet['contents'], 'files' | 'removedFiles' | 'before' | 'after' | 'assets'>;
  /** What the paths of the changed files held before. */
  filesBefore: ReadonlyMap<string, ManifestFile>;
}

/** Decides about the files that a change may concern. Call when all tables have the change. @param now ms */
export function holdFiles(tables: Tables, changed: Changed, now: number): void {
  const { heldAssets, assets, files, articles } = tables;
  if (assets.isEmpty || (heldAssets.isEmpty && !files.hasDraft && !articles.hasUnseen)) return;
  const owners = new Owners(tables);
  const own = changed.contents.assets.map(({ path }) => path);
  const found = [
    ...heldAssets.among(own, 'all'),
    ...named(tables, changed),
    ...foldersOf(changed, tables, owners).flatMap((folder) => inFolder(tables, owners, folder)),
  ];
  settle(tables, owners, found, now);
}

/** Decides about the next files of the backlog; call inside a transaction. @param most files at most */
export function holdBacklog(tables: Tables, now: number, most = lookedAtOnce): void {
  const { heldAssets } = tables;
  const work = heldAssets.next();
  if (!work) return;
  const page = heldAssets.below(work, 'all', most);
  settle(tables, new Owners(tables), page, now);
  advance(heldAssets, work, page, most);
}

/** Marks the files that are not as they should be, and has their addresses written. */
function settle(tables: Tables, owners: Owners, files: readonly Holding[], now: number): void {
  const seen = new Map(files.map(({ path, held }) => [path, held === 1]));
  const wrong = [...seen].filter(([path, held]) => owners.holds(path) !== held);
  if (wrong.length === 0) return;
  for (const held of [true, false])
    tables.heldAssets.set(
      wrong.flatMap(([path, was]) => (was === held ? [] : [path])),
      held,
    );
  const addresses = tables.addresses.of(wrong.map(([path]) => assetId(path))).map(({ address }) => address);
  const own = wrong.map(([path]) => assetAddress(path));
  tables.outbox.add('article', new Set([...own, ...addresses]), tables.settings.nextRevision(), now);
}

function advance(
  heldAssets: Tables['heldAssets'],
  { folder }: HoldingWork,
  page: readonly Holding[],
  most: number,
): void {
  if (page.length < most) heldAssets.done(folder);
  else heldAssets.add({ folder, after: page.at(-1)!.path });
}

/** The files below a folder that may be other than they should be. */
function inFolder({ heldAssets }: Tables, owners: Owners, folder: string): Holding[] {
  // Only files that are held back can be given out. A section may have any number of others.
  const only = owners.of(folder).ownership === 'held' ? 'all' : 'held';
  const work = { folder, after: '' };
  const page = heldAssets.below(work, only, lookedAtOnce);
  if (page.length === lookedAtOnce) heldAssets.add(work);
  return page;
}

/** What readers see of a source file. */
type Visibility = 'none' | 'held' | 'seen';

/** The folders with files whose owners, or the articles below them, have become visible or invisible. */
function foldersOf({ contents, filesBefore }: Changed, { heldAssets }: Tables, owners: Owners): string[] {
  const { files, removedFiles, before, after } = contents;
  const was = visibilities(before, filesBefore.values());
  const is = visibilities(after, files);
  // What becomes visible gives files out; perhaps none is held back.
  const isIdle = heldAssets.isEmpty;
  const turned = [...new Set([...was.keys(), ...is.keys(), ...removedFiles])].filter((path) => {
    const to = is.get(path) ?? 'none';
    return (was.get(path) ?? 'none') !== to && !(isIdle && to === 'seen');
  });
  if (turned.length === 0) return [];
  const owned = new Set(turned.map((path) => ownedFolder(path)));
  const above = new Set(turned.flatMap((path) => foldersAbove(path)));
  const others = new Set(turned);
  return heldAssets
    .withFiles(owned.union(above))
    .filter((folder) => owned.has(folder) || mayTurn(owners, folder, others));
}

/** Whether a folder with the same owners as before may have become public, or held back. @param turned paths of articles */
function mayTurn(owners: Owners, folder: string, turned: ReadonlySet<string>): boolean {
  const { ownership, seen } = owners.of(folder);
  // An article that was seen before, too, has kept the folder public.
  return ownership !== 'none' && seen.every((path) => turned.has(path));
}

function visibilities(
  entries: readonly CatalogEntry[],
  files: Iterable<ManifestFile>,
): Map<string, Visibility> {
  const drafts = Array.from(files).filter(({ status }) => status === 'draft');
  return new Map([
    ...drafts.map(({ path }): [string, Visibility] => [path, 'held']),
    ...entries.map(({ article, live }): [string, Visibility] => [article.path, live ? 'seen' : 'held']),
  ]);
}

/** The files that articles and shows name now and did not, or the other way round, as readers see them. */
function named(tables: Tables, { contents, added, removed }: Changed): Holding[] {
  const { heldAssets, namings } = tables;
  const before = new Map(contents.before.map((entry) => [entry.article.id, entry]));
  const after = new Map(contents.after.map((entry) => [entry.article.id, entry]));
  const turned = [...after.values()].flatMap(({ article: { id }, live }) => {
    const entry = before.get(id);
    return entry && entry.live !== live ? [id] : [];
  });
  const places = [...added, ...removed, ...namings.of(turned)].map(({ path }) => path);
  const isGiven = removed.length > 0 || turned.length > 0;
  if (places.length === 0 || (!isGiven && heldAssets.isEmpty)) return [];
  return heldAssets.among(new Set(places), isGiven ? 'all' : 'held');
}
