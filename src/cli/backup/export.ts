/** Making a backup: reading the catalog page by page into a folder. */

import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../../limits.ts';
import { backupFormat, type BackupQuery } from '../../publish/backup/protocol.ts';
import { backupKinds, type BackupKind } from '../../publish/backup/rows.ts';
import type { Client } from '../client/client.ts';
import { CatalogChanged } from '../client/errors.ts';
import { CliError, exitCodes } from '../exit.ts';
import type { Progress } from '../output/progress.ts';
import { version } from '../version.ts';
import { fileOf, manifestName, manifestText, type FileFacts, type Manifest } from './manifest.ts';

/** The first pause before the catalog is read anew, ms. Each is twice as long as the one before. */
const firstPause = 250;

/**
 * Writes a backup. If the catalog is changed meanwhile, it is read again from the beginning.
 * @param folder an empty one
 * @param pause waits for some ms
 * @throws CliError if the catalog is changed again and again; the error of the system
 */
export async function writeBackup(
  folder: string,
  client: Pick<Client, 'backup'>,
  progress: Progress,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<Manifest> {
  for (let tries = 1; ; tries++) {
    progress.stage('reading the catalog', undefined, 'row');
    try {
      return await readAll(folder, client, progress);
    } catch (error) {
      if (!(error instanceof CatalogChanged)) throw error;
      if (tries === limits.backupTries) {
        const message = `The catalog was changed ${tries} times while it was read. Run the command again when nothing is being published.`;
        throw new CliError(exitCodes.unreachable, message, { cause: error });
      }
      progress.note('something was published; reading again');
      await pause(firstPause * 2 ** (tries - 1));
    }
  }
}

async function readAll(
  folder: string,
  client: Pick<Client, 'backup'>,
  progress: Progress,
): Promise<Manifest> {
  const files: Manifest['files'] = {};
  let known: { state: string; site: string } | undefined;
  let rows = 0;
  for (const kind of backupKinds) {
    const file = new BackupFile(join(folder, fileOf(kind)));
    try {
      for (let after: BackupQuery['after'], more = true; more;) {
        const { head, lines } = await client.backup(queryOf(kind, after, known?.state));
        known ??= head;
        rows += file.append(lines);
        progress.update(rows);
        after = head.next;
        more = after !== undefined;
      }
      files[fileOf(kind)] = file.facts;
    } finally {
      file.close();
    }
  }
  const manifest = { format: backupFormat, edgefeed: version(), site: known!.site, files };
  const file = new BackupFile(join(folder, manifestName));
  try {
    file.append(Buffer.from(manifestText(manifest)));
  } finally {
    file.close();
  }
  return manifest;
}

const queryOf = (kind: BackupKind, after: BackupQuery['after'], state: string | undefined): BackupQuery => ({
  kind,
  ...(after !== undefined && { after }),
  ...(state !== undefined && { state }),
});

const lineBreak = 0x0a;

class BackupFile {
  readonly #handle: number;
  readonly #digest = createHash('sha256');
  #rows = 0;
  #bytes = 0;

  constructor(path: string) {
    this.#handle = openSync(path, 'w', 0o600);
  }

  /** @returns the number of lines */
  append(lines: Uint8Array): number {
    for (let written = 0; written < lines.byteLength;) written += writeSync(this.#handle, lines, written);
    this.#digest.update(lines);
    this.#bytes += lines.byteLength;
    let count = 0;
    for (let end = lines.indexOf(lineBreak); end >= 0; end = lines.indexOf(lineBreak, end + 1)) count++;
    this.#rows += count;
    return count;
  }

  /** Call once, at the end. */
  get facts(): FileFacts {
    return { rows: this.#rows, bytes: this.#bytes, sha256: this.#digest.digest('hex') };
  }

  /** Writes what is in memory to the disk. */
  close(): void {
    try {
      fsyncSync(this.#handle);
    } finally {
      closeSync(this.#handle);
    }
  }
}
