/** What every call of the catalog fails with while a backup is being restored. */

import { restoring } from '../../publish/backup/protocol.ts';

/** The catalog holds a part of a backup, and answers nobody. The message crosses to the worker. */
export class Restoring extends Error {
  override name = 'Restoring';

  constructor() {
    super(restoring);
  }
}
