/** Tables `import_trees`, `import_files` and `import_steps`: what is left to do of an import. */

/** A tree of the commit that is still to be read. */
export interface TreeRow {
  /** From the root of the repository, which is the empty path. */
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

/** A file to fetch and to publish. */
export interface PutStep extends FoundFile {
  /** The path that the same content had before, which is to be deleted in the same batch. */
  movedFrom?: string;
}

/** Rows of one statement: a bound value holds 2 MB, and a path may have a kilobyte. */
const chunk = 1000;

export class Work {
  readonly #sql: Pick<SqlStorage, 'exec'>;

  constructor(sql: Pick<SqlStorage, 'exec'>) {
    this.#sql = sql;
  }

  clear(): void {
    for (const table of ['import_trees', 'import_files', 'import_steps'])
      this.#sql.exec(`DELETE FROM ${table}`);
  }

  addTree({ path, sha }: TreeRow): void {
    this.#sql.exec('INSERT OR REPLACE INTO import_trees (path, sha) VALUES (?, ?)', path, sha);
  }

  nextTree(): TreeRow | undefined {
    return this.#sql
      .exec<{ path: string; sha: string }>('SELECT path, sha FROM import_trees ORDER BY path LIMIT 1')
      .toArray()[0];
  }

  treeDone(path: string): void {
    this.#sql.exec('DELETE FROM import_trees WHERE path = ?', path);
  }

  /** Notes articles that differ. Of two files whose names are one in NFC the first stays. */
  addFiles(files: readonly FoundFile[]): void {
    for (let i = 0; i < files.length; i += chunk) {
      const rows = files.slice(i, i + chunk).map(({ path, blob, size }) => [path, blob, size]);
      this.#sql.exec(
        `INSERT OR IGNORE INTO import_files (path, blob, size)
         SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
        JSON.stringify(rows),
      );
    }
  }

  /** Notes files that the commit does not have. */
  addGone(paths: readonly string[]): void {
    this.addFiles(paths.map((path) => ({ path, blob: '', size: 0 })));
  }

  /** Articles of the commit at paths that the catalog does not know. */
  came(): FoundFile[] {
    return this.#files(
      `SELECT path, blob, size FROM import_files
       WHERE blob <> '' AND path NOT IN (SELECT path FROM files) ORDER BY path`,
    );
  }

  /** Articles of the commit that the catalog knows with another content. */
  changed(): FoundFile[] {
    return this.#files(
      `SELECT i.path, i.blob, i.size FROM import_files i JOIN files f ON f.path = i.path
       WHERE i.blob <> '' AND f.blob <> i.blob ORDER BY i.path`,
    );
  }

  /** Files of the catalog that the commit does not have: path → blob id, and whether it is an article. */
  went(): { path: string; blob: string; article: boolean }[] {
    const rows = this.#sql.exec<{ path: string; blob: string; status: string }>(
      `SELECT f.path, f.blob, f.status FROM import_files i JOIN files f ON f.path = i.path
       WHERE i.blob = '' ORDER BY f.path`,
    );
    return Array.from(rows, ({ path, blob, status }) => ({ path, blob, article: status === 'article' }));
  }

  /** Notes what is to be done, and forgets what it was found out from. */
  plan(puts: readonly PutStep[], deletes: readonly string[]): void {
    this.clear();
    const rows = [
      ...puts.map(({ path, blob, size, movedFrom }) => [path, blob, size, movedFrom ?? null]),
      ...deletes.map((path) => [path, null, 0, null]),
    ];
    for (let i = 0; i < rows.length; i += chunk) {
      this.#sql.exec(
        `INSERT INTO import_steps (path, blob, size, moved_from, blocked)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, 0 FROM json_each(?)`,
        JSON.stringify(rows.slice(i, i + chunk)),
      );
    }
  }

  /** Files to publish: moves first, those that had to make way for another last. */
  puts(limit: number): PutStep[] {
    const rows = this.#sql.exec(
      `SELECT path, blob, size, moved_from FROM import_steps WHERE blob IS NOT NULL
       ORDER BY blocked, moved_from IS NULL, path LIMIT ?`,
      limit,
    );
    return Array.from(rows, (row) => ({
      path: row['path'] as string,
      blob: row['blob'] as string,
      size: row['size'] as number,
      ...(row['moved_from'] !== null && { movedFrom: row['moved_from'] as string }),
    }));
  }

  /** Paths to delete. */
  deletes(limit: number): string[] {
    const rows = this.#sql.exec<{ path: string }>(
      'SELECT path FROM import_steps WHERE blob IS NULL ORDER BY path LIMIT ?',
      limit,
    );
    return Array.from(rows, ({ path }) => path);
  }

  stepsDone(paths: readonly string[]): void {
    this.#sql.exec(
      'DELETE FROM import_steps WHERE path IN (SELECT value FROM json_each(?))',
      JSON.stringify(paths),
    );
  }

  /** Puts files off until those are deleted that are in their way. */
  block(paths: readonly string[]): void {
    this.#sql.exec(
      'UPDATE import_steps SET blocked = 1 WHERE path IN (SELECT value FROM json_each(?))',
      JSON.stringify(paths),
    );
  }

  /** What is left: files to publish that nothing blocks, those that are blocked, and deletions. */
  left(): { puts: number; blocked: number; deletes: number } {
    return this.#sql
      .exec<{ puts: number; blocked: number; deletes: number }>(
        `SELECT count(*) FILTER (WHERE blob IS NOT NULL AND NOT blocked) AS puts,
                count(*) FILTER (WHERE blob IS NOT NULL AND blocked) AS blocked,
                count(*) FILTER (WHERE blob IS NULL) AS deletes FROM import_steps`,
      )
      .one();
  }

  #files(query: string): FoundFile[] {
    return Array.from(this.#sql.exec(query), (row) => ({
      path: row['path'] as string,
      blob: row['blob'] as string,
      size: row['size'] as number,
    }));
  }
}
