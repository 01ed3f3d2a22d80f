import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Draft, placeFor } from '../../../src/cli/backup/folder.ts';
import { Workspace } from '../workspace.ts';

test('a backup deletes what killed exports to its folder left a day ago, and nothing else', () => {
  using work = new Workspace();
  const parent = join(work.folder, 'backups');
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60;
  const stays = ['.b.0123456789abc', '.b.notes', '.c.0123456789ab', 'b.0123456789ab'];
  for (const name of ['.b.0123456789ab', '.b.ba9876543210.old', ...stays]) {
    mkdirSync(join(parent, name), { recursive: true });
    writeFileSync(join(parent, name, 'articles.jsonl'), '{}');
    utimesSync(join(parent, name), twoDaysAgo, twoDaysAgo);
  }
  mkdirSync(join(parent, '.b.aaaaaaaaaaaa'));
  new Draft(placeFor(join(parent, 'b'))).publish();
  expect(readdirSync(parent).sort()).toEqual([...stays, '.b.aaaaaaaaaaaa', 'b'].sort());
});
