/** `edgefeed restore`: gives a backup to an empty catalog, and waits until everything is written. */

import { checkBackup, type Backup } from '../backup/check.ts';
import { restoreBackup, type Restored } from '../backup/restore.ts';
import { open } from '../client/client.ts';
import { targetOf } from '../client/target.ts';
import { untilWritten } from '../client/wait.ts';
import { connectionOptions, type ConnectionOptions, type Define } from '../command.ts';
import { exitCodes, onSignal, type ExitCode } from '../exit.ts';
import { formatLimit } from '../output/limit.ts';
import { paint, print, printError, printJson } from '../output/line.ts';
import { formatDuration, plural } from '../output/numbers.ts';
import { progressOn, silent } from '../output/progress.ts';
import type { Status } from '../../publish/protocol.ts';
import { failureLines } from './status.ts';

const help = `
The site must be new: nothing may have been published to it. It answers again when the backup is restored as a whole.
The bytes of pictures and other files are not in a backup; the next \`edgefeed publish\` sends them.

Environment:
  EDGEFEED_URL    Address of the worker
  EDGEFEED_TOKEN  PUBLISH_TOKEN of the worker; not needed for the worker of \`npm start\`

Examples:
  $ npx --no edgefeed restore backup
  $ EDGEFEED_TOKEN=… npx --no edgefeed restore backup --to https://feeds.example.com`;

export const define: Define = (command, finish) =>
  connectionOptions(command.argument('<folder>', 'Folder of the backup'))
    .addHelpText('after', help)
    .action(async (folder: string, options: ConnectionOptions) => finish(await run(folder, options)));

async function run(folder: string, options: ConnectionOptions): Promise<ExitCode> {
  const began = performance.now();
  const progress = options.json ? silent : await progressOn();
  try {
    const backup = await checkBackup(folder, progress);
    const { client } = await open(targetOf(options), progress);
    onSignal(['SIGINT'], () => {
      progress.end();
      printError(
        'edgefeed: Interrupted. The site answers when the backup is restored; run the command again.',
      );
      // A slice in flight is committed as a whole or not at all.
      process.exit(exitCodes.interrupted);
    });
    const restored = await restoreBackup(backup, client, progress);
    const total = restored.feeds + restored.addresses + 1;
    progress.stage('writing', total, 'document');
    const status = await untilWritten(client, (left) => progress.update(total - left));
    progress.end();
    tell({ backup, restored, status, ms: Math.round(performance.now() - began) }, options);
    return status.outbox.failing > 0 || status.limit ? exitCodes.unreachable : exitCodes.ok;
  } finally {
    progress.end();
  }
}

interface Results {
  backup: Backup;
  restored: Restored;
  status: Status;
  ms: number;
}

function tell({ backup, restored, status, ms }: Results, { json }: ConnectionOptions): void {
  const { rows, manifest } = backup;
  const { limit } = status;
  const { failing } = status.outbox;
  if (json) return printJson({ rows, site: restored.site, failing, ...(limit && { limit }), ms });
  print(
    `${plural(rows.articles, 'article')} and ${plural(rows.addresses, 'address')} restored (${formatDuration(ms)})`,
  );
  if (limit) print(`The worker writes the feeds later: ${formatLimit(limit)}.`);
  else if (failing === 0) print([paint('green', 'KV is up to date')]);
  else {
    print(`${plural(failing, 'document')} not written yet; retrying automatically:`);
    for (const line of failureLines(status, Date.now())) print(line);
  }
  if (rows.assets > 0)
    print(`The next \`edgefeed publish\` sends the bytes of ${plural(rows.assets, 'file')}.`);
  if (restored.site !== manifest.site)
    print(
      `The backup is of ${manifest.site}, and SITE_URL is ${restored.site}: the next \`edgefeed publish\` sends every article again.`,
    );
}
