import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeBackup } from '../../../src/cli/backup/export.ts';
import { CatalogChanged } from '../../../src/cli/client/errors.ts';
import { silent } from '../../../src/cli/output/progress.ts';
import { limits } from '../../../src/limits.ts';
import type { BackupQuery } from '../../../src/publish/backup/protocol.ts';

const lines = Buffer.from('{"a":1}\n{"a":2}\n');

test('a catalog that is changed all the time is given up after some pauses, each longer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-test-'));
  const pauses: number[] = [];
  const client = {
    backup: async ({ kind }: BackupQuery) => {
      if (kind === 'articles') throw new CatalogChanged({});
      return { head: { state: 's', site: 'https://feeds.example' }, lines };
    },
  };
  const writing = writeBackup(folder, client, silent, async (ms) => void pauses.push(ms));
  await expect(writing).rejects.toMatchObject({
    exitCode: 3,
    message: `The catalog was changed ${limits.backupTries} times while it was read. Run the command again when nothing is being published.`,
  });
  expect(pauses).toEqual(Array.from({ length: limits.backupTries - 1 }, (_, i) => 250 * 2 ** i));
  expect(readdirSync(folder)).not.toContain('manifest.json');
  rmSync(folder, { recursive: true });
});

test('what an earlier attempt wrote is not in the backup', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-test-'));
  let state = 0;
  const client = {
    backup: async ({ kind, state: known }: BackupQuery) => {
      // Changed once, after the files were read.
      if (kind === 'articles' && state === 0) state++;
      if (known !== undefined && known !== String(state)) throw new CatalogChanged({});
      const head = { state: String(state), site: 'https://feeds.example' };
      return { head, lines: kind === 'files' && state === 0 ? Buffer.concat([lines, lines]) : lines };
    },
  };
  const manifest = await writeBackup(folder, client, silent, async () => {});
  expect(manifest.files['files.jsonl']).toMatchObject({ rows: 2, bytes: lines.byteLength });
  expect(readFileSync(join(folder, 'files.jsonl'))).toEqual(lines);
  rmSync(folder, { recursive: true });
});
