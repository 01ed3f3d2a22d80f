/** Tables `imports` and `import_problems`: the last push that the webhook told of, and how far it has come. */

import type { Problem } from '../../article/problem.ts';
import type { PushEvent } from '../../github/push.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';
import type { ImportCounts, ImportState } from '../../publish/import-status.ts';

export interface Import extends PushEvent {
  /** Grows with each push: work that was begun for an older one is recognised by it. */
  number: number;
  state: ImportState;
  /** When the next slice is due, ms; null when the import has ended. */
  tryAt: number | null;
  /** Slices in a row that have got nothing. */
  tries: number;
  /** When the push was accepted, and when its import ended, ms. */
  startedAt: number;
  finishedAt?: number;
  /** Why it waits, or why it ended otherwise than it should have. */
  error?: string;
  counts: ImportCounts;
  /**
   * The slice that has begun: how many files it has, and the first of them, or the tree that is being read. It is still
   * there when the next one is due if the worker ended in the middle, for want of memory, say.
   */
  begun?: { files: number; path: string };
  /** Files of the next slice at most; absent: as many as a slice may have. */
  most?: number;
  /** What a slice had alone when it came to nothing: the second time it is refused. */
  suspect?: string;
  /** Files in a row that were refused because the worker failed over them. */
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

  /** Begins the import of a push. What is left of the one before is given up. */
  begin(push: PushEvent, now: number): void {
    const number = (this.last()?.number ?? 0) + 1;
    this.#sql.run('DELETE FROM imports');
    this.#sql.run('DELETE FROM import_problems');
    const counts = { added: 0, changed: 0, moved: 0, deleted: 0 };
    this.#write({ ...push, number, state: 'reading', tryAt: now, tries: 0, startedAt: now, counts });
  }

  /** Records how far the last import has come. @param changes undefined takes what may be absent away */
  update(changes: { [Fact in keyof Import]?: Import[Fact] | Absent<Fact> }): void {
    // What is undefined is not written to JSON.
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

  /** Problems of the last import's files in the order of paths and lines. */
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
