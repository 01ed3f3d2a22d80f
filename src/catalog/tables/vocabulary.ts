/** Table `vocabulary` (fts5vocab): the words of the search index, and how many articles have each. */

import { limits } from '../../limits.ts';
import type { Sql } from './sql.ts';

export interface IndexedWord {
  term: string;
  /** Articles that have it. */
  doc: number;
}

export class Vocabulary {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Words that begin with some letters, by their spelling; at most `limits.spellings`. */
  beginningWith(letters: string): IndexedWord[] {
    return this.#sql.all<IndexedWord>(
      'SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ? LIMIT ?',
      letters,
      `${letters}\u{10ffff}`,
      limits.spellings,
    );
  }

  /** Those of some words that the index has. @param words at most `limits.spellings` are looked up */
  among(words: readonly string[]): IndexedWord[] {
    return this.#sql.all<IndexedWord>(
      'SELECT v.term, v.doc FROM json_each(?) w CROSS JOIN vocabulary v ON v.term = w.value',
      JSON.stringify(words.slice(0, limits.spellings)),
    );
  }
}
