/** Table `addresses`: what every address leads to, the former ones too. */

type AddressState = 'article' | 'moved' | 'gone';

export interface AddressRow {
  /** Below `/articles/`; a path of the site itself begins with `/`. Unencoded, NFC. */
  address: string;
  /** Of the article that the address belongs or belonged to. */
  id: string;
  state: AddressState;
}

const toAddress = (row: Record<string, SqlStorageValue>): AddressRow => ({
  address: row['address'] as string,
  id: row['id'] as string,
  state: row['state'] as AddressState,
});

export class Addresses {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(addresses: readonly string[]): Map<string, AddressRow> {
    const rows = this.#sql.exec(
      'SELECT address, id, state FROM addresses WHERE address IN (SELECT value FROM json_each(?))',
      JSON.stringify(addresses),
    );
    return new Map(Array.from(rows, toAddress).map((row) => [row.address, row]));
  }

  /** Every address that leads or led to one of these articles. */
  of(ids: readonly string[]): AddressRow[] {
    const rows = this.#sql.exec(
      'SELECT address, id, state FROM addresses WHERE id IN (SELECT value FROM json_each(?)) ORDER BY address',
      JSON.stringify(ids),
    );
    return Array.from(rows, toAddress);
  }

  /** All addresses there ever were. */
  *all(): Generator<string> {
    for (const row of this.#sql.exec<{ address: string }>('SELECT address FROM addresses')) yield row.address;
  }

  set(rows: readonly AddressRow[]): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO addresses (address, id, state)
       SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
      JSON.stringify(rows.map(({ address, id, state }) => [address, id, state])),
    );
  }
}
