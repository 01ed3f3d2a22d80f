/**
 * Tables `import_trees`, `import_files` and `import_steps`: the work that is left of an import. A commit may have 100,000
 * articles with paths of a kilobyte, so none of the tables is ever read into memory as a whole.
 */

import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';
import { pathOf, storedPath, type StoredPath } from './stored-path.ts';

/** A tree of the commit that has yet to be read. */
export interface TreeRow {
  /** From the root of the repository, whose path is empty. */
  path: string;
  sha: string;
}

/** An article of the commit. */
export interface FoundFile {
  /** Relative to the content folder, in NFC. */
  path: string;
  /** Git blob id. */
  blob: string;
  /** Bytes. */
  size: number;
}

/** The size of a file that cannot be published: it becomes no step, and its article stays. */
export const unpublishable = -1;

/** A file to fetch and to publish. */
export interface PutStep extends FoundFile {
  /** The path that the content had before; the same batch deletes it. */
  movedFrom?: string;
  /** It was refused because of another file. */
  blocked?: true;
}

interface PutRow extends FoundFile {
  moved_from: StoredPath | null;
  blocked: number;
}

const toPut = ({ moved_from, blocked, ...file }: PutRow): PutStep => ({
  ...file,
  ...(blocked > 0 && { blocked: true }),
  ...(moved_from !== null && { movedFrom: pathOf(moved_from) }),
});

/** Steps that are left. `blocked`: files that wait for another step. */
export interface Left {
  puts: number;
  blocked: number;
  deletes: number;
}

export class ImportSteps {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  clear(): void {
    for (const table of ['import_trees', 'import_files', 'import_steps'])
      this.#sql.run(`DELETE FROM ${table}`);
  }

  addTree({ path, sha }: TreeRow): void {
    this.#sql.run('INSERT OR REPLACE INTO import_trees (path, sha) VALUES (?, ?)', path, sha);
  }

  nextTree(): TreeRow | undefined {
    return this.#sql.first<TreeRow>('SELECT path, sha FROM import_trees ORDER BY path LIMIT 1');
  }

  treeDone(path: string): void {
    this.#sql.run('DELETE FROM import_trees WHERE path = ?', path);
  }

  /** Records the articles of the commit that the catalog does not hold, or holds with another content. */
  addDiffering(files: readonly FoundFile[]): void {
    for (const chunk of chunksOf(files.values().map(({ path, blob, size }) => [path, blob, size]))) {
      this.#sql.run(
        `INSERT OR IGNORE INTO import_files (path, blob, size)
         SELECT i.value ->> 0, i.value ->> 1, i.value ->> 2
         FROM json_each(?) i LEFT JOIN files f ON f.path = i.value ->> 0
         WHERE f.blob IS NULL OR f.blob <> i.value ->> 1`,
        chunk,
      );
    }
  }

  /** Records files that the commit does not have. */
  addRemoved(paths: readonly string[]): void {
    for (const chunk of chunksOf(paths)) {
      this.#sql.run(
        "INSERT OR IGNORE INTO import_files (path, blob, size) SELECT value, '', 0 FROM json_each(?)",
        chunk,
      );
    }
  }

  /** Files to publish: moves first, blocked ones last. */
  puts(limit: number): PutStep[] {
    const rows = this.#sql.all<PutRow>(
      `SELECT path, blob, size, blocked, ${storedPath('moved_from')} AS moved_from
       FROM import_steps WHERE blob IS NOT NULL
       ORDER BY blocked, import_steps.moved_from IS NULL, path LIMIT ?`,
      limit,
    );
    return rows.map(toPut);
  }

  /** Paths to delete. */
  deletes(limit: number): string[] {
    const rows = this.#sql.all<{ path: StoredPath }>(
      `SELECT ${storedPath('path')} AS path FROM import_steps WHERE blob IS NULL ORDER BY import_steps.path LIMIT ?`,
      limit,
    );
    return rows.map(({ path }) => pathOf(path));
  }

  stepsDone(paths: readonly string[]): void {
    for (const chunk of chunksOf(paths)) {
      this.#sql.run('DELETE FROM import_steps WHERE path IN (SELECT value FROM json_each(?))', chunk);
    }
  }

  /** Puts files off until the steps that they conflict with are done. */
  block(paths: readonly string[]): void {
    for (const chunk of chunksOf(paths)) {
      this.#sql.run(
        'UPDATE import_steps SET blocked = 1 WHERE path IN (SELECT value FROM json_each(?))',
        chunk,
      );
    }
  }

  /** Records where renamed files come from, for those that have to wait. */
  setOrigins(origins: readonly (readonly [path: string, from: string])[]): void {
    for (const chunk of chunksOf(origins)) {
      this.#sql.run(
        `UPDATE import_steps SET moved_from = o.value ->> 1 FROM json_each(?) o
         WHERE import_steps.path = o.value ->> 0`,
        chunk,
      );
    }
  }

  get isEmpty(): boolean {
    return this.#sql.first('SELECT 1 FROM import_steps LIMIT 1') === undefined;
  }

  left(): Left {
    return this.#sql.one<Left>(
      `SELECT count(*) FILTER (WHERE blob IS NOT NULL AND NOT blocked) AS puts,
              count(*) FILTER (WHERE blob IS NOT NULL AND blocked) AS blocked,
              count(*) FILTER (WHERE blob IS NULL) AS deletes FROM import_steps`,
    );
  }
}
