/** Table `redirects`: the rules of the site's `_redirects` file. */

import { redirectsPath } from '../../publish/file-kind.ts';
import { RedirectMatcher } from '../../redirects/matcher.ts';
import { Renames } from '../../redirects/renames.ts';
import type { Rule } from '../../redirects/rule.ts';
import type { Sql } from './sql.ts';

export class Redirects {
  readonly #sql: Sql;
  /** Read once: the catalog is the only writer of the table. */
  #matcher: RedirectMatcher | undefined;
  #renames: Renames | undefined;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** @param rules none: the site has no such file */
  set(rules: readonly Rule[]): void {
    // Not set to the new rules: the transaction may still fail.
    this.#matcher = undefined;
    this.#renames = undefined;
    if (rules.length === 0) this.#sql.run('DELETE FROM redirects WHERE path = ?', redirectsPath);
    else {
      const json = JSON.stringify(rules);
      this.#sql.run('INSERT OR REPLACE INTO redirects (path, json) VALUES (?, ?)', redirectsPath, json);
    }
  }

  rules(): Rule[] {
    const row = this.#sql.first<{ json: string }>('SELECT json FROM redirects WHERE path = ?', redirectsPath);
    return row ? (JSON.parse(row.json) as Rule[]) : [];
  }

  matcher(): RedirectMatcher {
    return (this.#matcher ??= new RedirectMatcher(this.rules()));
  }

  renames(): Renames {
    return (this.#renames ??= new Renames(this.rules()));
  }
}
