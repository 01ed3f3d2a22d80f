/** The command line: which commands there are, and how each ends. */

import { Command, CommanderError } from 'commander';
import type { Define } from './command.ts';
import { CliError, exitCodes, type ExitCode } from './exit.ts';
import { printError, printLines } from './output/line.ts';

interface CommandEntry {
  name: string;
  summary: string;
  /** Loaded only when it is called for: `publish` has no use for a YAML parser, nor `status` for workerd. */
  load: () => Promise<{ define: Define }>;
}

const commands: readonly CommandEntry[] = [
  {
    name: 'start',
    summary: 'serve on this machine, publish the content folder and follow it',
    load: () => import('./commands/start.ts'),
  },
  {
    name: 'publish',
    summary: 'send what changed in the content folder, and wait until it is live',
    load: () => import('./commands/publish.ts'),
  },
  {
    name: 'check',
    summary: 'parse everything as the worker would, publish nothing',
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'new',
    summary: 'write a new article file, with an id and the date, and print its path',
    load: () => import('./commands/new.ts'),
  },
  {
    name: 'status',
    summary: 'what the worker holds, the last publish, and what waits to be written',
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'rebuild',
    summary: 'have everything written to KV again, and wait until it is',
    load: () => import('./commands/rebuild.ts'),
  },
];

const help = `
Exit codes:
  0    everything went as asked
  1    a file was refused (the others went through)
  2    the command, a setting or a folder makes no sense
  3    the worker can't be reached, or refuses
  4    so much would be deleted that it needs --force; nothing was published
  5    a newer push is published already
  130  ended by Ctrl-C; the next run of publish sends the rest

Examples:
  $ npx edgefeed start                                  serve content/ on http://127.0.0.1:8787
  $ npx edgefeed new "Hello, world" --category Notes    a new article in content/Notes/
  $ npx edgefeed check                                  look for mistakes, publish nothing
  $ npx edgefeed publish --to https://feeds.example.com send what changed; EDGEFEED_TOKEN holds the token`;

/** Runs one command. @param argv as in `process.argv` */
export async function main(argv: readonly string[]): Promise<number> {
  let code: ExitCode = exitCodes.ok;
  const program = new Command('edgefeed')
    .description('Publishes front-matter articles as RSS, Atom and JSON feeds.')
    .addHelpText('after', help)
    .configureHelp({ helpWidth: Math.min(process.stdout.columns || 100, 100) })
    .configureOutput({
      writeOut: (text) => printLines(text),
      writeErr: (text) => printLines(text, process.stderr),
    })
    .helpCommand(false)
    .showHelpAfterError('(--help tells more)')
    .exitOverride();
  for (const { name, summary, load } of commands) {
    const command = program.command(name).description(summary);
    if (name === argv[2]) (await load()).define(command, (result) => (code = result));
  }
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    // What commander refuses it has explained already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return reportFailure(error);
  }
}

/** The exit code of what nobody expected, as Node has it. */
const bug = 1;

/** Says what went wrong. Names of files and the words of servers are in it, so it is not left to Node to print. */
export function reportFailure(error: unknown): number {
  if (error instanceof CliError) {
    printError(`edgefeed: ${error.message}`);
    if (error.details) printLines(error.details, process.stderr);
    return error.exitCode;
  }
  // A full disk, a folder without permission: there is something to do about it, and not in the code.
  if (error instanceof Error && 'syscall' in error) {
    printError(`edgefeed: ${error.message}`);
    return exitCodes.usage;
  }
  printLines((error instanceof Error && error.stack) || String(error), process.stderr);
  return bug;
}

/** Says what Node has to warn of, except that something in it is young. */
export function reportWarning({ name, message }: Error): void {
  if (name !== 'ExperimentalWarning') printError(`${name}: ${message}`);
}

// `edgefeed check | head` closes the pipe early. That is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.ok);
});
