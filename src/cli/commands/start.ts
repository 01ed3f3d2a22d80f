/** `npm start`: runs the worker on this machine, publishes the content folder, and watches it. */

import { InvalidArgumentError } from 'commander';
import { contentOption, staticOption, stateOption, type Define } from '../command.ts';
import { exitCodes, terminationSignals, onSignal, type ExitCode } from '../exit.ts';
import { ChangeStream } from '../local/changes.ts';
import { feedTable } from '../local/feeds.ts';
import { serve, type Served } from '../local/serve.ts';
import { checkFolder } from '../source/article-files.ts';
import { follow } from '../local/session.ts';
import { progressOn, type Progress } from '../output/progress.ts';
import { printError, paint, print } from '../output/line.ts';
import { defaultPort } from '../client/target.ts';
import { contentFolder, readFileSettings } from '../site.ts';
import { siteFolders } from '../source/site-folders.ts';
import type { SiteFolders } from '../../publish/site-folders.ts';

interface Options {
  content?: string;
  static?: string;
  state: string;
  host: string;
  port: number;
  site?: string;
}

const help = `
Examples:
  $ npm start
  $ npm start -- --port 9000 --content ~/blog
  $ npm start -- --host 0.0.0.0 --site http://feeds.lan:8787`;

export const define: Define = (command, finish) =>
  command
    .option('-p, --port <number>', 'Port to serve on; 0 picks any free port', portNumber, defaultPort)
    .option('--host <address>', 'Network interface to serve on', '127.0.0.1')
    .option('--site <url>', 'Public address of the site (default: the address it serves on)')
    .addOption(contentOption())
    .addOption(staticOption())
    .addOption(stateOption())
    .addHelpText('after', help)
    .action(async (options: Options) => finish(await start(options)));

function portNumber(value: string): number {
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

async function start(options: Options): Promise<ExitCode> {
  const progress = await progressOn();
  let served: Served | undefined;
  const run = async (): Promise<void> => {
    // Named before a port or a state folder: a typo in the command line is mended first.
    const content = contentFolder(options.content);
    checkFolder(content);
    const folders = siteFolders({ ...options, content }, readFileSettings());
    const changes = new ChangeStream();
    served = await boot(options, progress, changes);
    await follow(folders, served, progress, print, changes);
    await greet(served.url, folders);
    await new Promise(() => {}); // until a signal
  };
  // Must be registered before Miniflare's own handlers, which exit with another code.
  onSignal(terminationSignals, () => {
    progress.end();
    served?.abandon();
    // Exiting now is safe: answered requests are on disk, and workerd ends with this process.
    process.exit(exitCodes.ok);
  });
  try {
    await run();
    return exitCodes.ok;
  } finally {
    progress.end();
    await served?.stop();
  }
}

async function boot(
  { state, host, port, site }: Options,
  progress: Progress,
  changes: ChangeStream,
): Promise<Served> {
  progress.stage('starting');
  try {
    const onLog = (line: string): void => progress.suspend(() => workerLog(line));
    return await serve({ state, host, port, ...(site !== undefined && { siteUrl: site }), changes, onLog });
  } finally {
    progress.end();
  }
}

function workerLog(message: string): void {
  for (const line of `worker: ${message}`.split('\n')) printError([paint('dim', line)]);
}

async function greet(url: string, { content, statics }: SiteFolders): Promise<void> {
  print('');
  print([paint('green', 'edgefeed'), ' is serving ', paint('bold', url)]);
  print('');
  for (const line of await feedTable(url)) print(line);
  print('');
  const watched = [content, ...(statics ? [statics] : [])].map(({ folder }) => folder).join(' and ');
  print(`Watching ${watched} for changes. Press Ctrl-C to stop.`);
}
