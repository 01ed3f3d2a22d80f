/** Backups over HTTP, as the command line makes and restores them. */

import { expect, vi } from 'vitest';
import type { BackupPage, RestoreProgress, RowCounts } from '../../src/publish/backup/protocol.ts';
import { backupKinds, type BackupKind } from '../../src/publish/backup/rows.ts';
import { authorization, get, post } from './publish.ts';
import { soon } from '../soon.ts';

/** The lines of each kind. */
export type Backup = Record<BackupKind, string[]>;

export interface Page {
  head: BackupPage;
  lines: string[];
}

export async function page(query: object): Promise<Page> {
  const response = await post('/api/backup', query);
  expect(response.status).toBe(200);
  const [head = '', ...lines] = Buffer.from(await response.arrayBuffer())
    .toString('utf8')
    .split('\n')
    .slice(0, -1);
  return { head: JSON.parse(head) as BackupPage, lines };
}

/** Reads the whole catalog. @param onPage called between two pages */
async function exported(onPage: () => Promise<void> = async () => {}): Promise<Backup> {
  const backup = {} as Backup;
  let state: string | undefined;
  for (const kind of backupKinds) {
    const all: string[] = [];
    for (let after: BackupPage['next'], more = true; more;) {
      const { head, lines } = await page({ kind, ...(state && { state }), ...(after && { after }) });
      state = head.state;
      all.push(...lines);
      after = head.next;
      more = after !== undefined;
      await onPage();
    }
    backup[kind] = all;
  }
  return backup;
}

/** Reads it once the last publish is known to be live: its moment is noted just after the last write. */
export const exportedAtRest = async (): Promise<Backup> =>
  vi.waitFor(async () => {
    const backup = await exported();
    expect(backup.publishes.join()).not.toContain('"liveAt":null');
    return backup;
  }, soon);

/** Any name. */
export const name = 'ab'.repeat(32);

const countsOf = (backup: Backup): RowCounts =>
  Object.fromEntries(backupKinds.map((kind) => [kind, backup[kind].length])) as RowCounts;

export const begin = async (backup: Backup, as = name): Promise<Response> =>
  post('/api/restore', { format: 1, backup: as, rows: countsOf(backup) });

/** Sends lines of one file. */
export const sendLines = async (
  kind: BackupKind,
  from: number,
  lines: readonly string[],
): Promise<Response> =>
  get(`/api/restore/${kind}/${from}`, {
    method: 'PUT',
    headers: authorization,
    body: lines.map((line) => `${line}\n`).join(''),
  });

export const complete = async (as = name): Promise<Response> => post('/api/restore/complete', { backup: as });

/** Restores a backup, or what is left of it. @param most lines in one request */
export async function restored(backup: Backup, most = 7): Promise<void> {
  const begun = await begin(backup);
  expect(begun.status).toBe(200);
  const { rows } = await begun.json<RestoreProgress>();
  for (const kind of backupKinds) {
    for (let from = rows[kind]; from < backup[kind].length; from += most) {
      const answer = await sendLines(kind, from, backup[kind].slice(from, from + most));
      if (answer.status !== 200) throw new Error(await answer.text());
    }
  }
  const completed = await complete();
  if (completed.status !== 202) throw new Error(await completed.text());
}
