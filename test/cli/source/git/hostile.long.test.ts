import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Follower } from '../../../../src/cli/local/follow.ts';
import { connect } from '../../../../src/cli/client/client.ts';
import { sourcesOnly } from '../../../../src/publish/file-rules.ts';
import { scan } from '../../../../src/cli/source/scan.ts';
import { findRenames } from '../../../../src/cli/source/git/renames.ts';
import { hostile, kinds, springs, type Hostile } from '../../hostile-folder.ts';
import { localWorker } from '../../local-worker.ts';
import { finished, article } from '../../workspace.ts';
import { spawn } from 'node:child_process';

const { worker } = localWorker();

/** Runs a command in a folder. */
async function run(trap: Hostile, args: string[], cwd: string): Promise<void> {
  const { program, env } = trap.work.command(args, { EDGEFEED_TOKEN: worker.token });
  await finished(spawn('sh', ['-c', program], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }));
}

describe.each(kinds)('of a content folder with $what', (kind) => {
  test('no command is run', async () => {
    using trap = hostile(kind);
    const { work, content } = trap;
    const to = ['--to', worker.url, '--force'];
    await Promise.all([
      run(trap, ['publish', '--dry-run', ...to, '--content', content], work.folder),
      run(trap, ['publish', '--dry-run', ...to, '--content', '.'], content),
      run(trap, ['publish', '--dry-run', ...to, '--content', 'sub'], content),
      run(trap, ['publish', '--dry-run', ...to, '--content', '.'], join(content, 'sub')),
      run(trap, ['check', '--content', content], work.folder),
      ...[work.folder, content, join(content, 'sub')].map((cwd) =>
        run(trap, ['publish', '--dry-run', '--ref', 'HEAD', ...to, '--content', '.'], cwd),
      ),
    ]);
    expect(trap.ran()).toEqual([]);
    await run(trap, ['publish', ...to, '--content', content], work.folder);

    // Renamed and edited: git compares the new files with the deleted ones.
    work.move('a.md', 'c.md');
    work.write('c.md', article('a.md', { id: 'a.md' }, 'Another text.'));
    await run(trap, ['publish', ...to, '--content', content], work.folder);
    const found = await scan(content);
    const client = connect({ ...worker, local: true });
    await new Follower({ content: { folder: content, rules: sourcesOnly } }, client, found, []).publish([
      '',
      'sub',
      'a.md',
    ]);
    if (found.repository) {
      const lost = new Map([['x.md', '0'.repeat(39) + '1']]);
      await findRenames(found.repository, { deleted: lost, added: lost });
    }
    expect(trap.ran()).toEqual([]);
    expect(springs(trap)).toBe(true);
  });
});
