/** The way from `import_files`, what differs between a commit and the catalog, to `import_steps`, what is to be done. */

import { originsOf } from '../../publish/rules.ts';
import { limits } from '../../limits.ts';
import { chunksOf } from '../tables/chunks.ts';
import { pathOf, storedPath } from '../tables/stored-path.ts';

/** Stands for the size of a file that can't be published: it is no step, and what it was before stays. */
export const unpublishable = -1;

/** What an import does, in numbers. */
export interface PlanCounts {
  added: number;
  changed: number;
  moved: number;
  deleted: number;
  /** Articles among the deleted files. */
  lost: number;
}

/** Rows whose content came under one path and went under another; `came` 1 or 0. */
const shared = `
  WITH came AS (
    SELECT path, blob FROM import_files
    WHERE blob <> '' AND size BETWEEN 0 AND ?1 AND path NOT IN (SELECT path FROM files)
  ),
  went AS (
    SELECT f.path, f.blob FROM import_files i JOIN files f ON f.path = i.path WHERE i.blob = '' AND f.blob <> ''
  )
  SELECT 1 AS came, blob, path FROM came WHERE blob IN (SELECT blob FROM went)
  UNION ALL
  SELECT 0, blob, ${storedPath('path')} FROM went WHERE blob IN (SELECT blob FROM came)
  ORDER BY blob`;

export class Plan {
  readonly #sql: Pick<SqlStorage, 'exec'>;

  constructor(sql: Pick<SqlStorage, 'exec'>) {
    this.#sql = sql;
  }

  /** Makes steps of what differs, inside a transaction. */
  make(): void {
    this.#addMoves();
    this.#sql.exec(
      `INSERT OR IGNORE INTO import_steps (path, blob, size, moved_from, blocked)
       SELECT path, blob, size, NULL, 0 FROM import_files WHERE blob <> '' AND size BETWEEN 0 AND ?`,
      limits.sourceBytes,
    );
    this.#sql.exec(
      `INSERT INTO import_steps (path, blob, size, moved_from, blocked)
       SELECT i.path, NULL, 0, NULL, 0 FROM import_files i JOIN files f ON f.path = i.path
       WHERE i.blob = ''
         AND i.path NOT IN (SELECT moved_from FROM import_steps WHERE moved_from IS NOT NULL)
         AND f.blob NOT IN (SELECT blob FROM import_files WHERE size = ?)`,
      unpublishable,
    );
  }

  counts(): PlanCounts {
    const { came, ...counts } = this.#sql
      .exec<Record<'came' | 'changed' | 'moved' | 'deleted' | 'lost', number>>(
        `SELECT (SELECT count(*) FROM import_files WHERE blob <> '' AND path NOT IN (SELECT path FROM files)) AS came,
                (SELECT count(*) FROM import_files WHERE blob <> '' AND path IN (SELECT path FROM files)) AS changed,
                (SELECT count(*) FROM import_steps WHERE moved_from IS NOT NULL) AS moved,
                (SELECT count(*) FROM import_steps WHERE blob IS NULL) AS deleted,
                (SELECT count(*) FROM import_steps s JOIN files f ON f.path = s.path
                 WHERE s.blob IS NULL AND f.status = 'article') AS lost`,
      )
      .one();
    return { added: came - counts.moved, ...counts };
  }

  /** Files that are larger than an article may be. */
  *tooLarge(): Generator<{ path: string; size: number }> {
    yield* this.#sql.exec<{ path: string; size: number }>(
      'SELECT path, size FROM import_files WHERE size > ?',
      limits.sourceBytes,
    );
  }

  /** Forgets what the steps were made from. */
  forgetFound(): void {
    this.#sql.exec('DELETE FROM import_trees');
    this.#sql.exec('DELETE FROM import_files');
  }

  /** Makes steps of files that were moved. All of one content are looked at together, as far as they fit into memory. */
  #addMoves(): void {
    let came = new Map<string, string>();
    let went = new Map<string, string>();
    let last = '';
    let size = 0;
    const settle = (): void => {
      this.#addOrigins(originsOf(inOrder(came), inOrder(went)));
      came = new Map();
      went = new Map();
      size = 0;
    };
    for (const row of this.#sql.exec(shared, limits.sourceBytes)) {
      const blob = row['blob'] as string;
      const path = pathOf(row['path']!);
      // Contents one by one would be a statement each; between two of them is the place to stop.
      if (size > limits.readBytes / 8 && (blob !== last || size > limits.readBytes)) settle();
      (row['came'] === 1 ? came : went).set(path, blob);
      size += 3 * path.length;
      last = blob;
    }
    settle();
  }

  #addOrigins(origins: ReadonlyMap<string, string>): void {
    for (const chunk of chunksOf(origins)) {
      this.#sql.exec(
        `INSERT INTO import_steps (path, blob, size, moved_from, blocked)
         SELECT i.path, i.blob, i.size, o.value ->> 1, 0
         FROM json_each(?) o JOIN import_files i ON i.path = o.value ->> 0`,
        chunk,
      );
    }
  }
}

/** By path: which of several copies was moved where must not depend on the order in which they were found. */
const inOrder = (files: ReadonlyMap<string, string>): Map<string, string> =>
  new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
