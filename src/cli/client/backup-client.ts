/** The part of the worker's API that `export` and `restore` use. */

import type { KyInstance, Options } from 'ky';
import type {
  BackupPage,
  BackupQuery,
  RestoreProgress,
  RestoreQuery,
} from '../../publish/backup/protocol.ts';
import type { BackupKind } from '../../publish/backup/rows.ts';
import type { RebuildResult } from '../../publish/protocol.ts';

export interface BackupClient {
  /** A page of a backup. @throws CatalogChanged */
  backup(query: BackupQuery): Promise<{ head: BackupPage; lines: Uint8Array }>;
  /** Begins to restore a backup, or goes on with it. */
  beginRestore(query: RestoreQuery): Promise<RestoreProgress>;
  /** @param from the lines of the file before these @throws BackupRefused */
  restore(kind: BackupKind, from: number, lines: Uint8Array): Promise<RestoreProgress>;
  /** @param backup its name @throws BackupRefused */
  completeRestore(backup: string): Promise<RebuildResult>;
  /** Gives a restore up. */
  cancelRestore(): Promise<unknown>;
}

/** @param failing turns errors of requests into a CliError */
export function backupClient(http: KyInstance, failing: <T>(answer: Promise<T>) => Promise<T>): BackupClient {
  const send = async <T>(path: string, init: Options): Promise<T> => failing(http(path, init).json<T>());
  return {
    backup: (query) =>
      failing(http('api/backup', { method: 'post', json: query }).arrayBuffer().then(pageOf)),
    beginRestore: (query) => send('api/restore', { method: 'post', json: query }),
    restore: (kind, from, lines) => send(`api/restore/${kind}/${from}`, { method: 'put', body: lines }),
    completeRestore: (backup) => send('api/restore/complete', { method: 'post', json: { backup } }),
    cancelRestore: () => send('api/restore/cancel', { method: 'post' }),
  };
}

const lineBreak = 0x0a;

/** @throws SyntaxError when it is something else, such as the page of a login */
function pageOf(body: ArrayBuffer): { head: BackupPage; lines: Uint8Array } {
  const bytes = Buffer.from(body);
  const end = bytes.indexOf(lineBreak);
  const head = JSON.parse(bytes.toString('utf8', 0, end)) as BackupPage;
  return { head, lines: bytes.subarray(end + 1) };
}
