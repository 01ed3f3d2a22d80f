/** Table `addresses`: where each address leads, former ones included. */

import { foldAddress } from '../../article/fold.ts';
import { limits } from '../../limits.ts';
import type { AddressRow } from './address-row.ts';
import { isAssetId } from './asset-address.ts';
import { chunksOf } from './chunks.ts';
import type { Sql } from './sql.ts';

/** A file is stored as an article whose id says that it is none: the column knows no other states. */
type StoredRow = AddressRow & { state: Exclude<AddressRow['state'], 'file'> };

const toRow = ({ state, ...row }: StoredRow): AddressRow => ({
  ...row,
  state: state === 'article' && isAssetId(row.id) ? 'file' : state,
});

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

  /** The addresses of articles after one, by address. */
  next(after: string, limit: number): string[] {
    return this.#sql
      .all<Pick<AddressRow, 'address'>>(
        "SELECT address FROM addresses WHERE address > ? AND state = 'article' ORDER BY address LIMIT ?",
        after,
        limit,
      )
      .map(({ address }) => address);
  }

  /** The rows after an address, by address. @param after the address in a JSON list */
  *after(after: string): Generator<AddressRow> {
    const rows = this.#sql.each<StoredRow>(
      'SELECT address, id, state FROM addresses WHERE address > ?1 ->> 0 ORDER BY address',
      after,
    );
    for (const row of rows) yield toRow(row);
  }

  /** Addresses that lead somewhere and differ from this one in case, accents or separators only. */
  like(address: string): AddressRow[] {
    const fold = foldAddress(address);
    const rows = this.#sql.all<StoredRow>(
      `SELECT address, id, state FROM addresses WHERE address = ?1 AND state <> 'gone'
       UNION ALL SELECT address, id, state FROM addresses WHERE fold = ?1 AND state <> 'gone' LIMIT ?2`,
      fold,
      limits.likeNames,
    );
    return rows.map(toRow);
  }

  /** Folds every address again, for another way of folding. */
  refold(): void {
    const folded = function* (
      addresses: Iterable<string>,
    ): Generator<[address: string, fold: string | null]> {
      for (const address of addresses) yield [address, foldOf(address)];
    };
    for (const chunk of chunksOf(folded(this.all()))) {
      this.#sql.run(
        `UPDATE addresses SET fold = value ->> 1 FROM json_each(?)
         WHERE address = value ->> 0 AND fold IS NOT value ->> 1`,
        chunk,
      );
    }
  }

  set(rows: readonly AddressRow[]): void {
    for (const chunk of chunksOf(
      rows.map(({ address, id, state }) => [
        address,
        id,
        state === 'file' ? 'article' : state,
        foldOf(address),
      ]),
    )) {
      this.#sql.run(
        `INSERT OR REPLACE INTO addresses (address, id, state, fold)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)`,
        chunk,
      );
    }
  }

  #select(which: string, values: readonly string[]): AddressRow[] {
    return Array.from(chunksOf(values)).flatMap((chunk) =>
      this.#sql.all<StoredRow>(`SELECT address, id, state FROM addresses ${which}`, chunk).map(toRow),
    );
  }
}

/** Null for an address that folding leaves as it is: the index of folded ones need not have it. */
function foldOf(address: string): string | null {
  const fold = foldAddress(address);
  return fold === address ? null : fold;
}
