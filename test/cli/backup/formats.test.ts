import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkBackup } from '../../../src/cli/backup/check.ts';
import { silent } from '../../../src/cli/output/progress.ts';
import { backupKinds } from '../../../src/publish/backup/rows.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'show-backup-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A backup of an empty catalog. */
function write(format: number, kinds: readonly string[]): void {
  const facts = { rows: 0, bytes: 0, sha256: createHash('sha256').digest('hex') };
  for (const kind of kinds) writeFileSync(join(folder, `${kind}.jsonl`), '');
  const files = Object.fromEntries(kinds.map((kind) => [`${kind}.jsonl`, facts]));
  const manifest = { format, edgefeed: '0.2.0', site: 'https://feeds.example', files };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
}

const earlier = backupKinds.filter((kind) => kind !== 'shows');

test('a backup from before there were podcasts has no shows', async () => {
  write(1, earlier);
  expect((await checkBackup(folder, silent)).rows).toMatchObject({ shows: 0, articles: 0 });
});

test('a backup that should have them, and has not, is refused', async () => {
  write(2, earlier);
  await expect(checkBackup(folder, silent)).rejects.toThrow('its manifest does not name shows.jsonl');
});
