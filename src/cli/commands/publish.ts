/** `edgefeed publish`: sends changed articles, and waits until their feeds are written. */

import { posix } from 'node:path';
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
import { git, repositoryAt } from '../source/git/git.ts';
import { readRevision } from '../source/git/revision.ts';
import { scanSite } from '../source/scan.ts';
import { siteFolders } from '../source/site-folders.ts';
import { contentFolder, contentSetting, isAboveCurrent, readFileSettings } from '../site.ts';
import { readConfig } from '../site-config.ts';
import type { Source } from '../source/source.ts';
import type { FileSettings } from '../../publish/site-folders.ts';

export interface PublishOptions extends Omit<RunOptions, 'content' | 'statics'>, ConnectionOptions {
  content?: string;
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
  const content = await contentOf(options);
  onSignal(['SIGINT'], () => {
    progress.end();
    printError(
      'edgefeed: Interrupted. Batches already sent are published; run the command again to send the rest.',
    );
    // Exiting now is safe: a batch in flight is committed as a whole or not at all.
    process.exit(exitCodes.interrupted);
  });
  const reading = read({ ...options, content }, progress, given.settings);
  // `run` awaits it; until then a rejection must not count as unhandled.
  reading.catch(() => {});
  try {
    // Imported while git scans the folder, which takes about as long.
    const { run } = await import('../publish/run.ts');
    return await run(reading, { options: { ...options, content }, target, progress, began });
  } finally {
    progress.end();
    void reading.then(
      (source) => source.close?.(),
      () => {},
    );
  }
}

/** The content folder: on disk, or with --ref in the commit. */
async function contentOf({ content, ref, gitDir }: PublishOptions): Promise<string> {
  if (ref === undefined || content !== undefined) return contentFolder(content);
  const config = readConfig();
  const isOfSite = gitDir === undefined && !process.env['GIT_DIR'] && isAboveCurrent(config);
  // Outside a repository nothing is below it, and reading the commit will report that.
  const below = isOfSite
    ? await git(repositoryAt(config.folder), ['rev-parse', '--show-prefix']).catch(() => '')
    : '';
  return posix.join(below.replace(/\n$/, ''), contentSetting(config));
}

async function read(
  options: PublishOptions & { content: string },
  progress: Progress,
  known?: FileSettings,
): Promise<Source> {
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
