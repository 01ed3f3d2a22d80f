/** The steps of `edgefeed publish` once the source is being read: plan, confirm, upload, and print the results. */

import type { PlatformLimit } from '../../publish/platform-limits.ts';
import type { Batch } from '../../publish/protocol.ts';
import { open, type Client } from '../client/client.ts';
import { untilLive, waitingFeeds } from '../client/wait.ts';
import type { Target } from '../client/target.ts';
import { CliError, exitCodes, type ExitCode } from '../exit.ts';
import type { Progress } from '../output/progress.ts';
import { printError, paint, print, printJson } from '../output/line.ts';
import { formatLimit } from '../output/limit.ts';
import { formatOtherFiles } from '../output/other-files.ts';
import { countReason } from '../output/held-back.ts';
import { formatProblems, formatStep, formatTally, type ShownFolders } from '../output/results.ts';
import { plural, formatDuration, formatNumber } from '../output/numbers.ts';
import type { Source } from '../source/source.ts';
import { describeDeletions, suspiciousDeletions } from './guard.ts';
import { confirm } from './order.ts';
import { count, emptyTally, type Outcome, type Tally } from './outcome.ts';
import { siteMismatch } from './site-url.ts';
import { batchSizeOf } from './size-notes.ts';
import { execute, prepare, type Prepared } from './publish.ts';

export interface RunOptions {
  /** The content folder, as given on the command line. */
  content: string;
  dryRun?: boolean;
  force?: boolean;
  /** Publish whatever SITE_URL the worker has. */
  anySiteUrl?: boolean;
  json?: boolean;
}

interface Run {
  options: RunOptions;
  target: Target;
  progress: Progress;
  /** When the command began, on the clock of `performance.now()`, ms. */
  began: number;
}

/** @throws CliError when the source can't be read, the worker can't be reached, or deletions are not confirmed */
export async function run(
  reading: Promise<Source>,
  { options, target: given, progress, began }: Run,
): Promise<ExitCode> {
  const { client, target } = await open(given, progress);
  const prepared = await prepare(await reading, client);
  progress.end();
  checkSite(prepared, target, options);
  if (options.dryRun) return dryRun(prepared, options);
  const push = pushOf(prepared.source, options);
  const agreed = await confirm(prepared, client, push, options.force ?? false);
  return send(agreed, { options, client, progress, target, began, push });
}

/** @throws CliError when readers could not reach the site at the address in its feeds */
function checkSite({ site }: Prepared, target: Target, { anySiteUrl, dryRun }: RunOptions): void {
  const mismatch = anySiteUrl ? undefined : siteMismatch(site, target);
  if (!mismatch) return;
  if (mismatch.isFatal && !dryRun) throw new CliError(exitCodes.usage, mismatch.message);
  printError(`edgefeed: warning: ${mismatch.message}`);
}

function pushOf({ push }: Source, { force = false }: RunOptions): Batch['push'] {
  return push && { ...push, ...(force && { force }) };
}

function dryRun(prepared: Prepared, options: RunOptions): ExitCode {
  const { plan, source, assets } = prepared;
  const { content, json } = options;
  for (const step of plan.steps) {
    if (json) printJson(step);
    else print(formatStep(step));
  }
  for (const problem of source.unreadable) {
    for (const line of formatProblems(
      { content, statics: source.statics },
      { path: problem.path, problems: [problem] },
    ))
      printError(line);
  }
  const suspicious = suspiciousDeletions(prepared);
  if (suspicious)
    printError(`edgefeed: ${describeDeletions(suspicious)}, which needs confirmation or --force.`);
  if (!json && plan.steps.length === 0)
    print(`Nothing to publish: ${plural(plan.unchanged + assets.unchanged, 'file')} unchanged.`);
  explainAssets(prepared, options);
  return source.unreadable.length > 0 ? exitCodes.refused : exitCodes.ok;
}

interface Sending extends Run {
  client: Client;
  push: Batch['push'];
}

async function send(prepared: Prepared, run: Sending): Promise<ExitCode> {
  const { options, client, progress } = run;
  const tally: Tally = {
    ...emptyTally(),
    unchanged: prepared.plan.unchanged,
    filesUnchanged: prepared.assets.unchanged,
  };
  const reasons = new Map<string, number>();
  const to = { size: batchSizeOf(run.target.url), ...(run.push && { push: run.push }) };
  const folders = { content: options.content, statics: prepared.source.statics };
  for await (const outcome of execute(prepared, client, progress, to)) {
    count(tally, outcome);
    if (outcome.result.heldBack !== undefined) countReason(reasons, outcome.result.heldBack);
    progress.suspend(() => printOutcome(outcome, folders, options));
  }
  const sent = prepared.plan.steps.length > 0;
  const left = sent ? await feedsLeft(client, progress) : { waiting: 0 };
  explainAssets(prepared, options);
  if (sent && !options.json) for (const line of formatOtherFiles(prepared.source.others?.())) print(line);
  summarise({ tally, reasons, ...left }, run);
  return tally.refused > 0 ? exitCodes.refused : exitCodes.ok;
}

/** Says why files are not published that are there. */
function explainAssets({ source, assets }: Prepared, { json }: RunOptions): void {
  const { size = 0 } = source.assets ?? {};
  if (json || size === 0 || assets.areTaken) return;
  const what =
    size === 1 ? '1 picture or other file is' : `${formatNumber(size)} pictures and other files are`;
  printError(`edgefeed: ${what} not published: the worker is of a version that takes none. Deploy it again.`);
}

async function feedsLeft(client: Client, progress: Progress): Promise<Pick<Sum, 'waiting' | 'limit'>> {
  progress.stage('writing feeds');
  const status = await untilLive(client, {
    onWaiting: (feeds) => progress.note(`${plural(feeds, 'feed')} left`),
  });
  progress.end();
  return { waiting: waitingFeeds(status), ...(status.limit && { limit: status.limit }) };
}

function printOutcome(outcome: Outcome, folders: ShownFolders, { json }: RunOptions): void {
  if (json)
    printJson({
      action: outcome.action,
      ...(outcome.from && { from: outcome.from }),
      ...(outcome.blob !== undefined && { blob: outcome.blob, sent: outcome.sent ?? 0 }),
      ...outcome.result,
    });
  else for (const line of formatProblems(folders, outcome.result)) print(line);
}

interface Sum {
  tally: Tally;
  /** The number of held back files by reason. */
  reasons: ReadonlyMap<string, number>;
  /** The number of feeds not written yet. */
  waiting: number;
  /** The limit of the plan that they wait for. */
  limit?: PlatformLimit;
}

function summarise({ tally, reasons, waiting, limit }: Sum, { options, target, began }: Sending): void {
  const ms = Math.round(performance.now() - began);
  if (options.json)
    return printJson({ summary: { ...tally, waitingFeeds: waiting, ...(limit && { limit }), ms } });
  print(`${formatTally(tally, reasons)} (${formatDuration(ms)})`);
  if (waiting === 0) return print([paint('green', 'live'), ` at ${target.url}`]);
  if (limit) {
    return print(
      `Published. ${plural(waiting, 'feed')} will be written later: ${formatLimit(limit)}. \`edgefeed status\` shows the rest.`,
    );
  }
  print(
    `Published. The worker is still writing ${plural(waiting, 'feed')}; run \`edgefeed status\` to see the rest.`,
  );
}
