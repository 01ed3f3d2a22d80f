/** Publishing the content folder under `npm start`: all of it at first, then each change. */

import { realpathSync } from 'node:fs';
import { connect, type Client } from '../client/client.ts';
import { CliError } from '../exit.ts';
import { untilLive } from '../client/wait.ts';
import { count, emptyTally, type Outcome } from '../publish/outcome.ts';
import type { Progress } from '../output/progress.ts';
import { execute, prepare } from '../publish/publish.ts';
import { scanSite } from '../source/scan.ts';
import type { SiteFolders } from '../../publish/site-folders.ts';
import { paint, type Line } from '../output/line.ts';
import { countReason } from '../output/held-back.ts';
import { formatProblems, formatTally, type ShownFolders } from '../output/results.ts';
import { plural, formatDuration } from '../output/numbers.ts';
import { readLastRun, writeLastRun, type LastRun } from './last-run.ts';
import { everything, type ChangeStream } from './changes.ts';
import { Follower, moveWindow, type Changes } from './follow.ts';
import type { Served } from './serve.ts';
import { version } from '../version.ts';
import { watch, type Watch } from './watch.ts';

/** Maximum number of changes printed one by one; of more, only the totals are printed. */
const maxListed = 5;

export interface Session {
  stop(): Promise<void>;
}

/**
 * Publishes the folders, waits until they are live, and then publishes each change.
 * @param served the running worker
 * @param print prints a line
 * @param stream tells open pages of changes
 * @throws CliError when the folder can't be read
 */
export async function follow(
  folders: SiteFolders,
  served: Pick<Served, 'url' | 'siteUrl' | 'state' | 'token'>,
  progress: Progress,
  print: (line: Line) => void,
  stream?: ChangeStream,
): Promise<Session> {
  const { url, token } = served;
  const client = connect({ url, token, local: true });
  const { promise: published, resolve: setPublished } = Promise.withResolvers<Follower>();
  const { content, statics } = folders;
  let lastError = '';

  const changed = async (paths: ReadonlySet<string>): Promise<void> => {
    const follower = await published;
    const began = performance.now();
    try {
      const changes = await follower.publish(paths);
      if (changes.missing.length > 0) watching.recheck(changes.missing, moveWindow);
      if (changes.outcomes.length > 0) await untilLive(client);
      for (const line of changeLines(shown(folders), changes, performance.now() - began)) print(line);
      stream?.announce(changes.outcomes.flatMap(pagesOf));
      lastError = '';
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      if (error.message !== lastError) print([paint('red', (lastError = error.message))]);
      throw error; // the watch retries
    }
  };

  // Started before the scan, so that no change is missed in between.
  const watching: Watch = await watch([content.folder, ...(statics ? [statics.folder] : [])], changed);
  try {
    setPublished(await publishAll(folders, served, client, progress, print));
    stream?.announce([everything]);
    return watching;
  } catch (error) {
    await watching.stop();
    throw error;
  }
}

const shown = ({ content, statics }: SiteFolders): ShownFolders => ({
  content: content.folder,
  statics: statics?.folder,
});

async function publishAll(
  folders: SiteFolders,
  { state, siteUrl }: Pick<Served, 'siteUrl' | 'state'>,
  client: Client,
  progress: Progress,
  print: (line: Line) => void,
): Promise<Follower> {
  progress.stage('reading');
  const found = await scanSite(folders, () => progress.advance());
  const prepared = await prepare(found, client);
  progress.end();
  const tally = {
    ...emptyTally(),
    unchanged: prepared.plan.unchanged,
    filesUnchanged: prepared.assets.unchanged,
  };
  const reasons = new Map<string, number>();
  const refused: Outcome[] = [];
  for await (const outcome of execute(prepared, client, progress)) {
    count(tally, outcome);
    if (outcome.result.heldBack !== undefined) countReason(reasons, outcome.result.heldBack);
    if (outcome.result.status === 'error') refused.push(outcome);
    progress.suspend(() => formatProblems(shown(folders), outcome.result).forEach((line) => print(line)));
  }
  progress.stage('writing feeds');
  await untilLive(client, { onWaiting: (feeds) => progress.note(`${plural(feeds, 'feed')} left`) });
  progress.end();
  const content = folders.content.folder;
  const before = readLastRun(state);
  const run = { content: realpathSync(content), siteUrl, version: version() };
  const others = before !== undefined && before.content !== run.content ? tally.deleted : 0;
  print(`${content}: ${formatTally({ ...tally, deleted: tally.deleted - others }, reasons)}`);
  if (before) for (const line of differences(before, run, { others, resent: tally.resent })) print(line);
  writeLastRun(state, run);
  return new Follower(folders, client, found, refused);
}

/**
 * What differs from the last run, where it explains the totals.
 * @param counts files of another content folder that were served before, and files that were sent again
 */
function differences(
  before: LastRun,
  { siteUrl }: LastRun,
  { others, resent }: { others: number; resent: number },
): string[] {
  const lines: string[] = [];
  if (others > 0)
    lines.push(
      `Before, ${before.content} was served here: its ${plural(others, 'file')} stay on disk, but not on this site. To keep both, give each its own --state folder.`,
    );
  if (resent > 0 && before.siteUrl !== siteUrl)
    lines.push(`The site was at ${before.siteUrl} before, so its files were sent again for ${siteUrl}.`);
  return lines;
}

/** The pages on which a change shows: lists show each one, an article only its own. */
function pagesOf({ action, result: { status, url } }: Outcome): string[] {
  if (status === 'error' || status === 'unchanged') return [];
  return url === undefined || action === 'move' ? [everything] : [decodeURI(new URL(url).pathname)];
}

function changeLines(folders: ShownFolders, { outcomes }: Changes, ms: number): Line[] {
  const problems = outcomes.flatMap((outcome) => formatProblems(folders, outcome.result));
  const fine = outcomes.filter(({ result }) => result.status !== 'error' && result.status !== 'unchanged');
  if (fine.length === 0) return problems;
  const tally = emptyTally();
  for (const outcome of fine) count(tally, outcome);
  const lines = fine.length > maxListed ? [[formatTally(tally)]] : fine.map((outcome) => changeLine(outcome));
  const time = new Date().toLocaleTimeString('sv-SE'); // hh:mm:ss in every locale's clock
  return [
    ...problems,
    ...lines.map((line) => [paint('dim', time), ' ', ...line, ' ', paint('dim', `(${formatDuration(ms)})`)]),
  ];
}

function changeLine({ path, from, result }: Outcome): Exclude<Line, string> {
  const { status, heldBack } = result;
  const what =
    status === 'article' || status === 'file'
      ? 'live'
      : status === 'draft'
        ? `held back (${heldBack ?? status})`
        : status;
  return [paint('green', what), ` ${from === undefined ? '' : `${from} → `}${path}`];
}
