/** `edgefeed compare`: what of an old feed will look new to its readers. */

import { isLoopback, targetOf } from '../client/target.ts';
import { jsonOption, stateOption, toOption, type Define } from '../command.ts';
import { compare, type Report } from '../compare/compare.ts';
import { exitCodes, type ExitCode } from '../exit.ts';
import { formatReport, formatVerdict } from '../output/compare.ts';
import { reportJson } from '../output/compare-json.ts';
import { paint, print, printError, printJson } from '../output/line.ts';
import { formatDuration } from '../output/numbers.ts';
import { progressOn, silent } from '../output/progress.ts';

interface Options {
  with?: string;
  to?: string;
  state: string;
  allowPrivate?: boolean;
  json?: boolean;
}

const help = `
Reads the old feed (RSS, Atom, RDF or JSON Feed) with all its older pages, and the feeds of this site with theirs.
Feed readers know an entry by its id alone: where the id is another one, they show the entry as new. docs/compare.md
says what they do without one.

Exit codes: 0 if no entry of the old feed will look new or is missing, 1 if one will. An entry that has become a page
is in no feed, and is not missing.

Examples:
  $ npx --no edgefeed compare https://blog.example.com/feed/
  $ npx --no edgefeed compare saved.xml --to https://feeds.example.com
  $ npx --no edgefeed compare https://blog.example.com/atom.xml --with https://feeds.example.com/atom.xml`;

export const define: Define = (command, finish) =>
  command
    .argument('<old feed>', 'Its address, or a file')
    .option('--with <url>', 'Compare with this feed, not with those of the site')
    .option('--allow-private', 'Ask addresses of this machine and of private networks, too')
    .addOption(toOption())
    .addOption(stateOption())
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action(async (old: string, options: Options) => finish(await run(old, options)));

async function run(old: string, options: Options): Promise<ExitCode> {
  const { with: given, allowPrivate, json } = options;
  const { url: site, local } = targetOf(options);
  const began = performance.now();
  const progress = json ? silent : await progressOn();
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const isLocal = given === undefined ? local : URL.canParse(given) && isLoopback(given);
    const report = await compare({
      old,
      with: given,
      site,
      isLocal,
      allowPrivate,
      stop: stop.signal,
      progress,
    });
    progress.end();
    if (json) for (const line of reportJson(report)) printJson(line);
    else {
      for (const line of formatReport(report, site)) print(line);
      const colour = isKept(report) ? 'green' : 'red';
      print([paint(colour, formatVerdict(report)), ` (${formatDuration(performance.now() - began)})`]);
    }
    return isKept(report) ? exitCodes.ok : exitCodes.refused;
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    progress.end();
    printError('edgefeed: Interrupted. Nothing was compared.');
    return exitCodes.interrupted;
  } finally {
    process.off('SIGINT', interrupt);
    progress.end();
  }
}

const isKept = ({ old, decisive, outside }: Report): boolean =>
  decisive.outcome.kept + outside.length === old.feed.entries.size;
