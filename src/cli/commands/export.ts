/** `edgefeed export`: writes a backup of the catalog to a folder. */

import { backupKinds } from '../../publish/backup/rows.ts';
import { writeBackup } from '../backup/export.ts';
import { Draft, placeFor } from '../backup/folder.ts';
import { fileOf, type Manifest } from '../backup/manifest.ts';
import { open } from '../client/client.ts';
import { targetOf } from '../client/target.ts';
import { connectionOptions, type ConnectionOptions, type Define } from '../command.ts';
import { CliError, exitCodes, onSignal, terminationSignals, type ExitCode } from '../exit.ts';
import { print, printError, printJson } from '../output/line.ts';
import { formatBytes, formatDuration, plural } from '../output/numbers.ts';
import { progressOn, silent } from '../output/progress.ts';

const help = `
The folder gets what git does not give back: ids, addresses, redirects, dates. It also holds the texts of scheduled articles,
so keep it as private as drafts. An earlier export in the folder is replaced when the new one is complete. The bytes of
pictures and other files are not in it; git has them.

Environment:
  EDGEFEED_URL    Address of the worker
  EDGEFEED_TOKEN  PUBLISH_TOKEN of the worker; not needed for the worker of \`npm start\`

Examples:
  $ npx --no edgefeed export backup
  $ EDGEFEED_TOKEN=… npx --no edgefeed export backup --to https://feeds.example.com`;

export const define: Define = (command, finish) =>
  connectionOptions(command.argument('<folder>', 'Folder of the backup'))
    .addHelpText('after', help)
    .action(async (folder: string, options: ConnectionOptions) => finish(await run(folder, options)));

async function run(folder: string, options: ConnectionOptions): Promise<ExitCode> {
  const began = performance.now();
  const place = placeFor(folder);
  const progress = options.json ? silent : await progressOn();
  const { client } = await open(targetOf(options), progress);
  let draft: Draft | undefined;
  onSignal(terminationSignals, () => {
    progress.end();
    draft?.discard();
    printError('edgefeed: Interrupted. No backup was written.');
    process.exit(exitCodes.interrupted);
  });
  try {
    draft = new Draft(place);
    const manifest = await writeBackup(draft.path, client, progress);
    draft.publish();
    progress.end();
    tell(folder, manifest, Math.round(performance.now() - began), options);
    return exitCodes.ok;
  } catch (error) {
    throw unwritable(folder, error);
  } finally {
    progress.end();
    draft?.discard();
  }
}

function unwritable(folder: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const { code = error.message } = error as NodeJS.ErrnoException;
  const message = `The backup can't be written to ${folder} (${code}). What was there before is unchanged.`;
  return new CliError(exitCodes.usage, message, { cause: error });
}

function tell(folder: string, { site, files }: Manifest, ms: number, { json }: ConnectionOptions): void {
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  if (json) {
    const rows = Object.fromEntries(backupKinds.map((kind) => [kind, files[fileOf(kind)]!.rows]));
    return printJson({ folder, site, rows, bytes, ms });
  }
  const articles = plural(files[fileOf('articles')]!.rows, 'article');
  const addresses = plural(files[fileOf('addresses')]!.rows, 'address');
  print(`${articles}, ${addresses}, ${formatBytes(bytes)} in ${folder} (${formatDuration(ms)})`);
}
