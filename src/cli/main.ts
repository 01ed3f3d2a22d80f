/** The command line: its commands, and how a run ends. */

import { Command, CommanderError } from 'commander';
import type { Define } from './command.ts';
import { CliError, exitCodes, type ExitCode } from './exit.ts';
import { exitCodesAndExamples } from './help.ts';
import { printError, printLines } from './output/line.ts';
import { checkOwnVersion } from './own-version.ts';
import { explain, isSystemError } from './system-error.ts';
import { version } from './version.ts';

interface CommandEntry {
  name: string;
  summary: string;
  /** Imports the command only when it runs: `publish` needs no YAML parser, and `status` no workerd. */
  load: () => Promise<{ define: Define }>;
}

const commands: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: 'Make a site in a folder, or in that of an existing blog',
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'start',
    summary: 'Serve the site on this machine, and publish each change to the content folder',
    load: () => import('./commands/start.ts'),
  },
  {
    name: 'publish',
    summary: 'Send changed articles to the worker, and wait until they are live',
    load: () => import('./commands/publish.ts'),
  },
  {
    name: 'check',
    summary: 'Report mistakes in the articles, and publish nothing',
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'compare',
    summary: 'Compare the feed of an old site with this one: what will look new to its readers?',
    load: () => import('./commands/compare.ts'),
  },
  {
    name: 'new',
    summary: 'Create an article with an id and the current date, and print its path',
    load: () => import('./commands/new.ts'),
  },
  {
    name: 'import',
    summary: 'Bring the entries of another blog into the content folder, with their ids and addresses',
    load: () => import('./commands/import.ts'),
  },
  {
    name: 'status',
    summary: 'Show what is published, and what is still to be written',
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'webhooks',
    summary: 'Tell other servers of each article that is published, changed or removed',
    load: () => import('./commands/webhooks.ts'),
  },
  {
    name: 'mcp',
    summary: 'Give the articles to AI applications (Model Context Protocol)',
    load: () => import('./commands/mcp.ts'),
  },
  {
    name: 'deploy',
    summary: 'Deploy the worker to Cloudflare, and publish the articles to it',
    load: () => import('./commands/deploy.ts'),
  },
  {
    name: 'doctor',
    summary: 'Compare the wrangler configuration with what this version needs',
    load: () => import('./commands/doctor.ts'),
  },
  {
    name: 'rebuild',
    summary: 'Write all feeds and addresses to KV again, and wait until they are written',
    load: () => import('./commands/rebuild.ts'),
  },
  {
    name: 'export',
    summary: 'Write a backup of the catalog to a folder',
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'restore',
    summary: 'Restore a backup to a new site',
    load: () => import('./commands/restore.ts'),
  },
];

const helpWidth = 100;

/** What to do about more arguments than a command takes. */
const tooMany: Partial<Record<string, string>> = {
  new: 'Write the title in quotes.',
  init: 'It takes one folder; write its name in quotes if it has blanks.',
  export: 'It takes one folder; write its name in quotes if it has blanks.',
  restore: 'It takes one folder; write its name in quotes if it has blanks.',
  webhooks: 'Write names in quotes if they have blanks.',
};

/** Runs one command. @param argv as in `process.argv` @returns the exit code */
export async function main(argv: readonly string[]): Promise<number> {
  let code: ExitCode = exitCodes.ok;
  const program = new Command('edgefeed')
    .usage('<command> [options]')
    .description('Publish a folder of front-matter articles as RSS, Atom and JSON feeds')
    .helpOption('-h, --help', 'Show help')
    .helpCommand(false)
    .version(version(), '-V, --version', 'Show the version')
    .addHelpText('after', exitCodesAndExamples)
    .configureHelp({ helpWidth: Math.min(process.stdout.columns || helpWidth, helpWidth) })
    .configureOutput({
      writeOut: (text) => printLines(text),
      writeErr: (text) => printLines(text, process.stderr),
      // The prefix of all other errors, and a remedy in place of two numbers.
      outputError: (text, write) =>
        write(
          text
            .replace(/^error: /, 'edgefeed: ')
            .replace(
              /Expected \d+ arguments? but got \d+\./,
              tooMany[argv[2] ?? ''] ?? 'It takes only options.',
            ),
        ),
    })
    .showHelpAfterError('Add --help to see the options.')
    .hook('preAction', (_, action) => {
      // A new site need not have the version of the folder where it is made.
      if (action.name() !== 'init') checkOwnVersion();
    })
    .exitOverride();
  for (const { name, summary, load } of commands) {
    const command = program.command(name).description(summary).helpOption('-h, --help', 'Show help');
    if (name === argv[2]) (await load()).define(command, (result) => (code = result));
  }
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    // Commander has already printed its own errors.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return reportFailure(error);
  }
}

/** Node's exit code of an uncaught error. */
const bug = 1;

/**
 * Prints the error that ended a run. Node must not print it: its message may hold file names and text of a server, which
 * only `printLines` makes safe for a terminal.
 * @returns the exit code
 */
export function reportFailure(error: unknown): number {
  if (error instanceof CliError) {
    printError(`edgefeed: ${error.message}`);
    if (error.details) printLines(error.details, process.stderr);
    return error.exitCode;
  }
  if (isSystemError(error)) {
    printError(`edgefeed: ${explain(error)}`);
    return exitCodes.usage;
  }
  printLines((error instanceof Error && error.stack) || String(error), process.stderr);
  return bug;
}

/** Prints a warning of Node, except those about experimental features. */
export function reportWarning({ name, message }: Error): void {
  if (name !== 'ExperimentalWarning') printError(`${name}: ${message}`);
}

// `edgefeed check | head` closes the pipe early, which is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.ok);
});
