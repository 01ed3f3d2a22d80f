/** The steps of a restore, each in a transaction, unless the catalog is locked or a limit of the plan is used up. */

import type { RestoreQuery, RowCounts } from '../../publish/backup/protocol.ts';
import type { RebuildResult } from '../../publish/protocol.ts';
import type { Limited, Locked } from '../batch/outcome.ts';
import type { Tables } from '../tables/tables.ts';
import type { WriteGate } from '../write-gate.ts';
import {
  beginRestore,
  cancelRestore,
  completeRestore,
  restoreSlice,
  type Refused,
  type Slice,
} from './restore.ts';

export type Restored<T> = T | Refused | Locked | Limited;

export class Restorer {
  readonly #storage: DurableObjectStorage;
  readonly #tables: Tables;
  readonly #gate: WriteGate;
  readonly #entered: () => void;

  /** @param entered called in the transaction after which the catalog is whole again, or empty */
  constructor(storage: DurableObjectStorage, tables: Tables, gate: WriteGate, entered: () => void) {
    this.#storage = storage;
    this.#tables = tables;
    this.#gate = gate;
    this.#entered = entered;
  }

  async begin(query: RestoreQuery): Promise<Restored<RowCounts>> {
    return this.#step(() => beginRestore(this.#tables, query));
  }

  async add(slice: Slice): Promise<Restored<RowCounts>> {
    const transaction = <T>(write: () => T): T => this.#storage.transactionSync(write);
    return this.#gate.restore(() => restoreSlice(this.#tables, slice, transaction));
  }

  async complete(backup: string): Promise<Restored<RebuildResult>> {
    return this.#step(() => {
      const done = completeRestore(this.#tables, backup, Date.now());
      if (!('status' in done)) this.#entered();
      return done;
    });
  }

  async cancel(): Promise<Restored<undefined>> {
    return this.#step(() => {
      if (cancelRestore(this.#tables)) this.#entered();
      return undefined;
    });
  }

  async #step<T>(step: () => T): Promise<T | Locked | Limited> {
    return this.#gate.restore(() => this.#storage.transactionSync(step));
  }
}
