/** `edgefeed rebuild`: rewrites all documents in KV, and waits until they are written. */

import { connectionOptions, type Define, type ConnectionOptions } from '../command.ts';
import { open } from '../client/client.ts';
import { exitCodes, type ExitCode } from '../exit.ts';
import { untilWritten } from '../client/wait.ts';
import { targetOf } from '../client/target.ts';
import { progressOn, silent } from '../output/progress.ts';
import { formatLimit } from '../output/limit.ts';
import { paint, print, printJson } from '../output/line.ts';
import { plural, formatDuration } from '../output/numbers.ts';
import { failureLines } from './status.ts';

const help = `
KV is a copy of the catalog, so a rebuild loses nothing. Readers are served meanwhile.

Examples:
  $ npx --no edgefeed rebuild
  $ npx --no edgefeed rebuild --to https://feeds.example.com --json`;

export const define: Define = (command, finish) =>
  connectionOptions(command)
    .addHelpText('after', help)
    .action(async (options: ConnectionOptions) => finish(await rebuild(options)));

async function rebuild(options: ConnectionOptions): Promise<ExitCode> {
  const progress = options.json ? silent : await progressOn();
  const { client } = await open(targetOf(options), progress);
  const began = performance.now();
  try {
    const { feeds, addresses } = await client.rebuild();
    // The list of feeds is one more document.
    const total = feeds + addresses + 1;
    progress.stage('rebuilding', total, 'document');
    const status = await untilWritten(client, (left) => progress.update(total - left));
    progress.end();
    const ms = Math.round(performance.now() - began);
    const { failing } = status.outbox;
    const { limit } = status;
    if (options.json) printJson({ feeds, addresses, failing, ...(limit && { limit }), ms });
    else {
      print(`${plural(feeds, 'feed')}, ${plural(addresses, 'address')} (${formatDuration(ms)})`);
      if (limit) print(`The worker writes them later: ${formatLimit(limit)}.`);
      else if (failing === 0) print([paint('green', 'KV is up to date')]);
      else {
        print(`${plural(failing, 'document')} not written yet; retrying automatically:`);
        for (const line of failureLines(status, Date.now())) print(line);
      }
    }
    return failing > 0 || limit ? exitCodes.unreachable : exitCodes.ok;
  } finally {
    progress.end();
  }
}
