/** Reading and restoring the rows of each kind. */

import type { BackupKind, BackupRow } from '../../publish/backup/rows.ts';
import { redirectsPath } from '../../publish/file-kind.ts';
import type { Asset } from '../tables/asset-row.ts';
import { settingsInBackups } from '../tables/table-classes.ts';
import type { Tables } from '../tables/tables.ts';

interface KindOfRows<Row> {
  /** Rows behind a key, by key. @param after JSON of the key, as `cursorOf` makes it */
  after: (tables: Tables, after: string) => Iterable<Row>;
  /** A key before all others. */
  first: readonly (string | number)[];
  /** Adds rows, and what follows from them. Call inside a transaction. */
  restore: (tables: Tables, rows: readonly Row[]) => void;
}

export const kindsOfRows: { [Kind in BackupKind]: KindOfRows<BackupRow<Kind>> } = {
  settings: {
    after: ({ settings }, after) => {
      const [last = ''] = JSON.parse(after) as [string?];
      return settingsInBackups.flatMap((name) => {
        const value = settings.get(name);
        return name > last && value !== undefined ? [{ name, value } as BackupRow<'settings'>] : [];
      });
    },
    first: [''],
    restore: ({ settings }, rows) => {
      for (const { name, value } of rows) settings.set(name, value);
    },
  },
  files: {
    after: ({ files }, after) => files.after(after),
    first: [''],
    restore: ({ files }, rows) => files.apply(rows, []),
  },
  articles: {
    after: ({ articleBackup }, after) => articleBackup.after(after),
    first: [''],
    restore: ({ articleBackup, articleTerms, episodes, pages, navigation, backlog }, rows) => {
      const entries = articleBackup.restore(rows);
      articleTerms.replace([], entries);
      episodes.replace([], entries);
      pages.replace([], entries);
      navigation.replace([], entries);
      backlog.add(entries.map(({ article }) => article.id));
    },
  },
  addresses: {
    after: ({ addresses }, after) => addresses.after(after),
    first: [''],
    restore: ({ addresses, queryForms }, rows) => {
      addresses.set(rows);
      queryForms.add(rows.map(({ address }) => address));
    },
  },
  assets: {
    *after({ assets }, after) {
      for (const { path, blob, facts, changedAt } of assets.after(after))
        yield { path, blob, ...facts, changedAt };
    },
    first: [''],
    restore: ({ assets, blobs }, rows) => {
      const stored = blobs.find(rows.map(({ blob }) => blob));
      const restored = rows.map(({ path, blob, changedAt, ...facts }): Asset => ({
        path,
        blob,
        facts,
        changedAt,
      }));
      const unsent = rows.filter(({ blob }) => !stored.has(blob)).map(({ path }) => path);
      assets.apply(restored, [], new Set(unsent));
      blobs.name(stored.keys(), null);
    },
  },
  old_addresses: {
    after: ({ oldAddresses }, after) => oldAddresses.after(after),
    first: ['', ''],
    restore: ({ oldAddresses }, rows) => oldAddresses.add(rows),
  },
  namings: {
    after: ({ namings }, after) => namings.after(after),
    first: ['', ''],
    restore: ({ namings }, rows) => namings.add(rows),
  },
  redirects: {
    after: ({ redirects }, after) => {
      const rules = redirects.rules();
      const isBehind = after === JSON.stringify(kindsOfRows.redirects.first);
      return rules.length > 0 && isBehind ? [{ path: redirectsPath, rules } as BackupRow<'redirects'>] : [];
    },
    first: [''],
    restore: ({ redirects }, rows) => {
      for (const { rules } of rows) redirects.set(rules);
    },
  },
  tombstones: {
    after: ({ tombstones }, after) => tombstones.after(after),
    first: ['', '', ''],
    restore: ({ tombstones }, rows) => tombstones.restore(rows),
  },
  shows: {
    after: ({ shows }, after) => shows.after(after) as Iterable<BackupRow<'shows'>>,
    first: [''],
    restore: ({ shows }, rows) => {
      for (const row of rows) shows.set(row);
    },
  },
  withdrawn: {
    after: ({ withdrawn }, after) => withdrawn.after(after),
    first: [''],
    restore: ({ withdrawn }, rows) => withdrawn.set(rows),
  },
  documents: {
    *after({ documents }, after) {
      for (const { key, etag, lastModified } of documents.after(after)) yield { key, etag, lastModified };
    },
    first: [''],
    restore: ({ documents }, rows) => {
      // KV has none of them, so each is written once, with these validators if it is still the same.
      for (const row of rows) documents.set({ ...row, writtenAt: 0 });
    },
  },
  publishes: {
    after: ({ publishes }, after) => publishes.after(after),
    first: [-1],
    restore: ({ publishes }, rows) => publishes.restore(rows),
  },
  deliveries: {
    after: ({ deliveries }, after) => deliveries.after(after),
    first: [-1],
    restore: ({ deliveries }, rows) => deliveries.restore(rows),
  },
};
