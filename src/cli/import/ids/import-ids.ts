/** `edgefeed import --ids`, from the reading of the feed to its report. */

import { join } from 'node:path';
import { CliError, exitCodes, type ExitCode } from '../../exit.ts';
import { formatIds, formatOldFeed } from '../../output/import-ids.ts';
import { EntryWarnings } from '../../output/import.ts';
import { print, printError, printJson } from '../../output/line.ts';
import { formatDuration, formatWait } from '../../output/numbers.ts';
import { progressOn, silent } from '../../output/progress.ts';
import { readSite } from '../../site.ts';
import { Downloads } from '../download/downloads.ts';
import type { SiteFacts } from '../entry.ts';
import { importAll } from '../run.ts';
import { IdKeeper, type IdResult } from './keep-ids.ts';
import type { OldEntry } from './match.ts';

interface Options {
  /** The folder of the articles. */
  to: string;
  site: string | undefined;
  allowPrivate?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

/** @throws CliError if the feed cannot be read, or the folder; nothing is written then */
export async function importIds(source: string, options: Options): Promise<ExitCode> {
  const began = performance.now();
  const { to: folder, site, allowPrivate, dryRun = false, json = false } = options;
  const keeper = new IdKeeper({ folder, site: readSite(), dryRun });
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  const progress = json ? silent : await progressOn();
  const downloads = new Downloads({
    allowPrivate,
    stop: stop.signal,
    waiting: (host, ms) => progress.note(formatWait(host, ms)),
  });
  const sites: SiteFacts[] = [];
  const warnings = new EntryWarnings();
  let leftOut = 0;
  let failure: CliError | undefined;
  try {
    progress.stage('reading', undefined, 'entry');
    await importAll(source, {
      taker: keeper,
      downloads,
      site,
      stop: stop.signal,
      listener: {
        site: (facts) => void sites.push(facts),
        read: (document) => progress.note(document),
        skipped: () => {},
        leftOut: (entry, why) => {
          leftOut++;
          warnings.add(entry, `${why}, so it was left out`);
        },
        warned: (entry, message) => warnings.add(entry, message),
        failed: (error) => (failure ??= error),
      },
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    process.off('SIGINT', interrupt);
    downloads.close();
    progress.end();
  }
  if (stop.signal.aborted) {
    printError('edgefeed: Interrupted. Nothing was written.');
    return exitCodes.interrupted;
  }
  // Half of a feed is taken for what it is: the rest of the articles keep no id of it.
  if (failure)
    throw new CliError(failure.exitCode, `${failure.message} Nothing was written.`, { cause: failure });
  const others = keeper.write((entry, result) =>
    json ? printJson(jsonOf(entry, result)) : say(entry, result),
  );
  const { totals, nameless, aliased } = keeper;
  if (json) printJson({ totals, nameless, aliased, leftOut, others: others.map(({ path }) => path) });
  else {
    for (const line of warnings.lines()) print(line);
    for (const facts of sites) for (const line of formatOldFeed(facts)) print(line);
    const [first, ...rest] = formatIds(
      { ...totals, nameless, aliased },
      others.map(({ path }) => join(folder, path)),
    );
    for (const line of rest) print(line);
    const would = dryRun ? ' Nothing was written (--dry-run).' : '';
    print(`${first} (${formatDuration(performance.now() - began)})${would}`);
  }
  return totals.lost + nameless + leftOut > 0 ? exitCodes.refused : exitCodes.ok;

  function say({ name }: OldEntry, { status, path, message }: IdResult): void {
    if (message !== undefined) print(`${name}: ${message}`);
    else if (dryRun && status === 'added' && path !== undefined) print(`M  ${join(folder, path)}`);
  }
}

const jsonOf = ({ id, link, title, published }: OldEntry, { status, path, message }: IdResult): object => ({
  entry: path ?? null,
  status,
  id,
  link: link ?? null,
  title,
  published: published === undefined ? null : new Date(published).toISOString(),
  message: message ?? null,
});
