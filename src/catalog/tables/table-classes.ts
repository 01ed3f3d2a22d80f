/** What a backup has of each table and each setting. docs/storage.md says what they hold. */

import type { BackupKind } from '../../publish/backup/rows.ts';
import type { Setting } from './settings.ts';

/**
 * A kind of rows: a backup has them. `rebuilt`: they follow from rows that a backup has, or from the version of edgefeed.
 * `transient`: work under way, or what only this catalog's stores have; a restored catalog begins without.
 */
type TableClass = BackupKind | 'rebuilt' | 'transient';

export const tableClasses: Readonly<Record<string, TableClass>> = {
  migrations: 'rebuilt',
  settings: 'settings',
  files: 'files',
  buckets: 'rebuilt',
  articles: 'articles',
  pages: 'rebuilt',
  navigation: 'rebuilt',
  // A new store has no bytes of files. Git has them, and the next publish sends them.
  blobs: 'transient',
  assets: 'assets',
  asset_buckets: 'rebuilt',
  unsent: 'rebuilt',
  // All of the files are looked at after a restore.
  holding_backlog: 'rebuilt',
  namings: 'namings',
  uploads: 'transient',
  upload_parts: 'transient',
  article_terms: 'rebuilt',
  terms: 'rebuilt',
  // Noted when the documents of articles are written.
  related: 'rebuilt',
  tallies: 'rebuilt',
  addresses: 'addresses',
  old_addresses: 'old_addresses',
  query_forms: 'rebuilt',
  redirects: 'redirects',
  shows: 'shows',
  withdrawn: 'withdrawn',
  episodes: 'rebuilt',
  // Everything is written to KV after a restore.
  outbox: 'rebuilt',
  documents: 'documents',
  // Numbered by the revisions of one catalog.
  changes: 'transient',
  tombstones: 'tombstones',
  announcements: 'transient',
  // The sender has the endpoints, and a backup has none of it.
  untold_changes: 'transient',
  publishes: 'publishes',
  // The next publish sends the refused files again.
  refusals: 'transient',
  searchable: 'rebuilt',
  search: 'rebuilt',
  vocabulary: 'rebuilt',
  search_backlog: 'rebuilt',
  // Else a signed call that was captured before the backup could be replayed.
  deliveries: 'deliveries',
  imports: 'transient',
  import_problems: 'transient',
  import_trees: 'transient',
  import_files: 'transient',
  import_steps: 'transient',
  import_assets: 'transient',
};

const settingClasses = {
  site_id: 'settings',
  source_epoch: 'settings',
  feed_epoch: 'settings',
  // What these number is made anew, by the version that restores.
  search_epoch: 'rebuilt',
  fold_epoch: 'rebuilt',
  card_epoch: 'rebuilt',
  // Everything is written to KV after a restore.
  page_epoch: 'rebuilt',
  pages: 'transient',
  // It numbers the work of one outbox.
  revision: 'transient',
  arrivals: 'settings',
  last_publish: 'settings',
  last_removal: 'settings',
  push: 'settings',
  push_ancestors: 'settings',
  hold: 'transient',
  pause: 'transient',
  ring: 'transient',
  restore: 'transient',
  changes: 'transient',
  restored: 'transient',
  webhooks: 'transient',
} as const satisfies Record<Setting, 'settings' | 'rebuilt' | 'transient'>;

type Kept<Class> = { [K in Setting]: (typeof settingClasses)[K] extends Class ? K : never }[Setting];

/** The settings that a backup has, by name. */
export const settingsInBackups = (Object.keys(settingClasses) as Setting[])
  .filter((name): name is Kept<'settings'> => settingClasses[name] === 'settings')
  .sort();
