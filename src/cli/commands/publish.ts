/** `edgefeed publish`: sends changed articles, and waits until their feeds are written. */

import { targetOf } from '../client/target.ts';
import {
  contentOption,
  staticOption,
  jsonOption,
  stateOption,
  toOption,
  type Define,
  type ConnectionOptions,
} from '../command.ts';
import { CliError, exitCodes, onSignal, type ExitCode } from '../exit.ts';
import { printError } from '../output/line.ts';
import { progressOn, silent, type Progress } from '../output/progress.ts';
import type { RunOptions } from '../publish/run.ts';
import { readRevision } from '../source/git/revision.ts';
import { scanSite } from '../source/scan.ts';
import { siteFolders } from '../source/site-folders.ts';
import { readFileSettings } from '../site.ts';
import type { Source } from '../source/source.ts';
import type { FileSettings } from '../../publish/site-folders.ts';

export interface PublishOptions extends Omit<RunOptions, 'statics'>, ConnectionOptions {
  static?: string;
  ref?: string;
  gitDir?: string;
}

const help = `
Environment:
  EDGEFEED_URL    Address of the worker
  EDGEFEED_TOKEN  PUBLISH_TOKEN of the worker; not needed for the worker of \`npm start\`

Examples:
  $ npx --no edgefeed publish
  $ npx --no edgefeed publish --dry-run
  $ npx --no edgefeed publish --ref main --git-dir /srv/blog.git
  $ EDGEFEED_TOKEN=… npx --no edgefeed publish --to https://feeds.example.com`;

export const define: Define = (command, finish) =>
  command
    .addOption(contentOption())
    .addOption(staticOption())
    .addOption(toOption())
    .addOption(stateOption())
    .option('--ref <rev>', 'Publish this commit instead of the files on disk (--content is a folder in it)')
    .option(
      '--git-dir <dir>',
      'Repository of the commit, which may be bare (default: the current repository)',
    )
    .option('-f, --force', 'Publish even if many articles would be deleted, or a newer push is live')
    .option('--any-site-url', 'Publish even if SITE_URL of the worker is another address than --to')
    .option('-n, --dry-run', 'Show what would be sent, in the format of `git status -s`, and send nothing')
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action(async (options: PublishOptions) => finish(await publish(options)));

/** @param given what another command knows already: the settings of an environment, and the token */
export async function publish(
  options: PublishOptions,
  given: { settings?: FileSettings; env?: NodeJS.ProcessEnv } = {},
): Promise<ExitCode> {
  const began = performance.now();
  const progress = options.json ? silent : await progressOn();
  const target = targetOf(options, given.env);
  onSignal(['SIGINT'], () => {
    progress.end();
    printError(
      'edgefeed: Interrupted. Batches already sent are published; run the command again to send the rest.',
    );
    // Exiting now is safe: a batch in flight is committed as a whole or not at all.
    process.exit(exitCodes.interrupted);
  });
  const reading = read(options, progress, given.settings);
  // `run` awaits it; until then a rejection must not count as unhandled.
  reading.catch(() => {});
  try {
    // Imported while git scans the folder, which takes about as long.
    const { run } = await import('../publish/run.ts');
    return await run(reading, { options, target, progress, began });
  } finally {
    progress.end();
    void reading.then(
      (source) => source.close?.(),
      () => {},
    );
  }
}

async function read(options: PublishOptions, progress: Progress, known?: FileSettings): Promise<Source> {
  const { ref, gitDir } = options;
  if (ref === undefined && gitDir !== undefined)
    throw new CliError(
      exitCodes.usage,
      '--git-dir requires --ref. Name the commit to publish, for example with --ref main.',
    );
  progress.stage('reading');
  const settings = known ?? readFileSettings();
  if (ref === undefined) return scanSite(siteFolders(options, settings), () => progress.advance());
  return readRevision({
    ref,
    content: options.content,
    settings,
    ...(options.static !== undefined && { static: options.static }),
    ...(gitDir !== undefined && { gitDir }),
  });
}
