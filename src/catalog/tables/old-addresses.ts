/** Table `old_addresses`: the addresses that OLD_ADDRESSES gives to articles. They come after all of the table `addresses`. */

import { oldKey } from '../../article/old-addresses/key.ts';
import { limits } from '../../limits.ts';
import { chunksOf } from './chunks.ts';
import type { FormerPlaces } from './former-places.ts';
import type { Sql } from './sql.ts';

interface Row {
  id: string;
  address: string;
}

export class OldAddresses {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Replaces the old addresses of these articles; writes only what differs. Those of a deleted article stay: they are gone. */
  set(articles: readonly FormerPlaces[]): void {
    const before = this.#of(articles.map(({ id }) => id));
    const [added, removed]: [[string, string, string][], [string, string][]] = [[], []];
    for (const { id, addresses } of articles) {
      const old = before.get(id) ?? new Set();
      const now = new Set(addresses);
      for (const address of now) if (!old.has(address)) added.push([id, address, oldKey(address)]);
      for (const address of old) if (!now.has(address)) removed.push([id, address]);
    }
    for (const chunk of chunksOf(removed)) {
      this.#sql.run(
        `DELETE FROM old_addresses WHERE (id, address) IN
           (SELECT CAST(value ->> 0 AS TEXT), CAST(value ->> 1 AS TEXT) FROM json_each(?))`,
        chunk,
      );
    }
    this.#insert(added);
  }

  /** The rows after another one, by id and address. @param after both in a JSON list */
  after(after: string, most = -1): Iterable<Row> {
    return this.#sql.each<{ id: string; address: string }>(
      `SELECT id, address FROM old_addresses WHERE (id, address) > (?1 ->> 0, ?1 ->> 1)
       ORDER BY id, address LIMIT ?2`,
      after,
      most,
    );
  }

  /** Adds rows as they are. */
  add(rows: readonly Row[]): void {
    this.#insert(rows.map(({ id, address }) => [id, address, oldKey(address)]));
  }

  /** Old addresses that hosts of static files, or readers, may take for one of these. */
  like(addresses: readonly string[]): Row[] {
    try {
      return addresses.flatMap((address) =>
        this.#sql.all<{ id: string; address: string }>(
          'SELECT id, address FROM old_addresses WHERE key = ? ORDER BY id, address LIMIT ?',
          oldKey(address),
          limits.likeNames,
        ),
      );
    } catch (error) {
      // A database in an earlier shape, on a day whose rows are used up.
      if (String(error).includes('no such table')) return [];
      throw error;
    }
  }

  /** Makes the keys again, for another way of folding. */
  refold(): void {
    for (const chunk of chunksOf(this.#keys())) {
      this.#sql.run(
        // json_each has columns of these names, too.
        `UPDATE old_addresses SET key = value ->> 2 FROM json_each(?) AS given
         WHERE old_addresses.id = value ->> 0 AND address = value ->> 1 AND old_addresses.key IS NOT value ->> 2`,
        chunk,
      );
    }
  }

  /** Every row with its key, by keyset pagination: the consumer may write in between. */
  *#keys(): Generator<[id: string, address: string, key: string]> {
    for (let last: [string, string] = ['', '']; ;) {
      const rows = [...this.after(JSON.stringify(last), 1000)];
      for (const { id, address } of rows) yield [id, address, oldKey(address)];
      if (rows.length === 0) return;
      const { id, address } = rows.at(-1)!;
      last = [id, address];
    }
  }

  #insert(rows: readonly (readonly [id: string, address: string, key: string])[]): void {
    for (const chunk of chunksOf(rows)) {
      this.#sql.run(
        `INSERT OR REPLACE INTO old_addresses (id, address, key)
         SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
        chunk,
      );
    }
  }

  #of(ids: readonly string[]): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>();
    for (const chunk of chunksOf(ids)) {
      const rows = this.#sql.each<{ id: string; address: string }>(
        'SELECT id, address FROM old_addresses WHERE id IN (SELECT value FROM json_each(?))',
        chunk,
      );
      for (const { id, address } of rows) found.set(id, (found.get(id) ?? new Set()).add(address));
    }
    return found;
  }
}
