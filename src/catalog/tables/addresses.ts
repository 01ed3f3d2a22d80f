/** Table `addresses`: where each address leads, former ones included. */

import type { AddressRow } from './address-row.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

export class Addresses {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  find(addresses: readonly string[]): Map<string, AddressRow> {
    const rows = this.#select('WHERE address IN (SELECT value FROM json_each(?))', addresses);
    return new Map(rows.map((row) => [row.address, row]));
  }

  /** Every address, current or former, of these articles. */
  of(ids: readonly string[]): AddressRow[] {
    return this.#select('WHERE id IN (SELECT value FROM json_each(?)) ORDER BY address', ids);
  }

  /** Every address, by keyset pagination: the consumer may write in between. */
  *all(): Generator<string> {
    for (let last: string | undefined; ;) {
      const rows = this.#sql.all<Pick<AddressRow, 'address'>>(
        'SELECT address FROM addresses WHERE address > ? ORDER BY address LIMIT 1000',
        last ?? '',
      );
      for (const { address } of rows) yield address;
      if (rows.length === 0) return;
      last = rows.at(-1)!.address;
    }
  }

  set(rows: readonly AddressRow[]): void {
    for (const chunk of chunksOf(rows.map(({ address, id, state }) => [address, id, state]))) {
      this.#sql.run(
        `INSERT OR REPLACE INTO addresses (address, id, state)
         SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
        chunk,
      );
    }
  }

  #select(which: string, values: readonly string[]): AddressRow[] {
    return Array.from(chunksOf(values)).flatMap((chunk) =>
      this.#sql.all<AddressRow>(`SELECT address, id, state FROM addresses ${which}`, chunk),
    );
  }
}
