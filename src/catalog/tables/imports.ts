/** Tables `imports` and `import_problems`: the last push that the webhook reported, and the progress of its import. */

import type { Problem } from '../../article/problem.ts';
import type { PushEvent } from '../../github/push.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';
import type { ImportCounts, ImportState } from '../../publish/import-status.ts';

export interface Import extends PushEvent {
  /** Grows with each push, so that work begun for an older one can be recognised. */
  number: number;
  state: ImportState;
  /** When the next slice is due, ms; null when the import has ended. */
  tryAt: number | null;
  /** Slices in a row without progress. */
  tries: number;
  /** When the push was accepted, and when its import ended, ms. */
  startedAt: number;
  finishedAt?: number;
  /** Why it waits, or why it failed. */
  error?: string;
  counts: ImportCounts;
  /**
   * The slice that has begun: the number of its files, and the first of them or the tree being read. If it is still there
   * when the next slice is due, the worker died in the middle, for example because it ran out of memory.
   */
  begun?: { files: number; path: string };
  /** Files of the next slice at most; absent: as many as a slice may have. */
  most?: number;
  /** The only file or tree of a slice that failed; if it fails again, it is refused. */
  suspect?: string;
  /**
   * Whether its deletions would be too many if the files of the same names were not renames: they are counted once more
   * before the first one, when the bodies have been compared.
   */
  doubtful?: true;
  /** Files refused in a row because they crashed the worker. */
  blamed?: number;
}

type Absent<Fact extends keyof Import> = undefined extends Import[Fact] ? undefined : never;

/** A problem of a file of the repository. */
export interface FileProblem extends Problem {
  path: string;
}

interface Row {
  number: number;
  try_at: number | null;
  json: string;
}

const toImport = ({ number, try_at, json }: Row): Import => ({
  ...(JSON.parse(json) as Omit<Import, 'number' | 'tryAt'>),
  number,
  tryAt: try_at,
});

export class Imports {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The last import, ended or not. */
  last(): Import | undefined {
    const row = this.#sql.first<Row>('SELECT number, try_at, json FROM imports');
    return row && toImport(row);
  }

  /** Begins the import of a push and abandons the one before. */
  begin(push: PushEvent, now: number): void {
    const number = (this.last()?.number ?? 0) + 1;
    this.#sql.run('DELETE FROM imports');
    this.#sql.run('DELETE FROM import_problems');
    const counts = { added: 0, changed: 0, moved: 0, deleted: 0 };
    this.#write({ ...push, number, state: 'reading', tryAt: now, tries: 0, startedAt: now, counts });
  }

  /** Records progress of the last import. @param changes undefined removes an optional fact */
  update(changes: { [Fact in keyof Import]?: Import[Fact] | Absent<Fact> }): void {
    // JSON leaves undefined values out.
    this.#write({ ...this.last()!, ...changes } as Import);
  }

  nextTry(): number | undefined {
    return this.#sql.first<Pick<Row, 'try_at'>>('SELECT try_at FROM imports')?.try_at ?? undefined;
  }

  addProblems(problems: readonly FileProblem[]): void {
    const rows = problems.map((problem) => [problem.path, problem.line, JSON.stringify(problem)]);
    for (const chunk of chunksOf(rows)) {
      this.#sql.run(
        `INSERT INTO import_problems (path, line, json)
         SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
        chunk,
      );
    }
  }

  /** Problems of the last import's files, by path and line. */
  problems(limit: number): FileProblem[] {
    const rows = this.#sql.all<{ json: string }>(
      'SELECT json FROM import_problems ORDER BY path, line LIMIT ?',
      limit,
    );
    return rows.map(({ json }) => JSON.parse(json) as FileProblem);
  }

  /** How many files of the last import were refused. */
  countRefused(): number {
    return this.#sql.one<{ n: number }>('SELECT count(DISTINCT path) AS n FROM import_problems').n;
  }

  #write({ number, tryAt, ...facts }: Import): void {
    this.#sql.run(
      'INSERT OR REPLACE INTO imports (number, try_at, json) VALUES (?, ?, ?)',
      number,
      tryAt,
      JSON.stringify(facts),
    );
  }
}
