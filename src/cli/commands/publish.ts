/** `edgefeed publish`: sends what changed, and waits until readers have it. */

import { targetOf } from '../client/target.ts';
import {
  contentOption,
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
import { scan } from '../source/scan.ts';
import type { Source } from '../source/source.ts';

interface Options extends RunOptions, ConnectionOptions {
  ref?: string;
  gitDir?: string;
}

const help = `
Environment:
  EDGEFEED_URL    the address of the worker
  EDGEFEED_TOKEN  its PUBLISH_TOKEN; the worker of \`npm start\` needs none

Examples:
  $ npx edgefeed publish
  $ npx edgefeed publish --dry-run
  $ npx edgefeed publish --ref main --git-dir /srv/blog.git
  $ EDGEFEED_TOKEN=… npx edgefeed publish --to https://feeds.example.com`;

export const define: Define = (command, finish) =>
  command
    .addOption(contentOption())
    .addOption(toOption())
    .addOption(stateOption())
    .option('--ref <rev>', 'publish that commit, from the object store of git; --content is a folder in it')
    .option('--git-dir <dir>', 'with --ref: the repository, which may be a bare one')
    .option('-f, --force', 'publish also what deletes much, or is older than what is published')
    .option('-n, --dry-run', 'show what would be sent, as `git status -s` does; send nothing')
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action(async (options: Options) => finish(await publish(options)));

async function publish(options: Options): Promise<ExitCode> {
  const began = performance.now();
  const progress = options.json ? silent : await progressOn();
  const target = targetOf(options);
  onSignal(['SIGINT'], () => {
    progress.end();
    printError('edgefeed: Interrupted. What was sent is published; the next run sends the rest.');
    // At once: a batch that is on its way is committed whole, or not at all.
    process.exit(exitCodes.interrupted);
  });
  const reading = read(options, progress);
  // What fails is heard of where the source is waited for, which is not yet.
  reading.catch(() => {});
  try {
    // Loaded while git goes through the folder: the two take about as long.
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

async function read({ content, ref, gitDir }: Options, progress: Progress): Promise<Source> {
  if (ref === undefined && gitDir !== undefined)
    throw new CliError(exitCodes.usage, '--git-dir goes with --ref, which says what to publish of it.');
  progress.stage('reading');
  if (ref === undefined) return scan(content, () => progress.advance());
  return readRevision({ ref, content, ...(gitDir !== undefined && { gitDir }) });
}
