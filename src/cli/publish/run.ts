/** One publish, once its source is being read: the plan, the consent to it, the upload, and what people are told. */

import type { Batch } from '../../publish/protocol.ts';
import { open, type Client } from '../client/client.ts';
import { untilLive, waitingFeeds } from '../client/wait.ts';
import type { Target } from '../client/target.ts';
import { exitCodes, type ExitCode } from '../exit.ts';
import type { Progress } from '../output/progress.ts';
import { complain, paint, say, sayJson } from '../output/line.ts';
import { problemLines, stepLine, tallyLine } from '../output/results.ts';
import { counted, duration } from '../output/numbers.ts';
import type { Source } from '../source/source.ts';
import { suspiciousDeletions } from './guard.ts';
import { agree } from './order.ts';
import { count, emptyTally, type Outcome, type Tally } from './outcome.ts';
import { carryOut, prepare, type Prepared } from './publish.ts';

export interface RunOptions {
  /** The content folder, as it was named. */
  content: string;
  dryRun?: boolean;
  force?: boolean;
  json?: boolean;
}

interface Run {
  options: RunOptions;
  target: Target;
  progress: Progress;
  /** When the command was called, on the clock of `performance.now()`. */
  began: number;
}

/** @throws CliError when the source can't be read, the worker can't be reached, or nobody agrees to what would be deleted */
export async function run(
  reading: Promise<Source>,
  { options, target, progress, began }: Run,
): Promise<ExitCode> {
  const client = open(target, progress);
  const prepared = await prepare(await reading, client);
  progress.end();
  if (options.dryRun) return dryRun(prepared, options);
  const push = pushOf(prepared.source, options);
  const agreed = await agree(prepared, client, push, options.force ?? false);
  return send(agreed, { options, client, progress, target, began, push });
}

function pushOf({ push }: Source, { force = false }: RunOptions): Batch['push'] {
  return push && { ...push, ...(force && { force }) };
}

function dryRun({ plan, source }: Prepared, { content, json }: RunOptions): ExitCode {
  for (const step of plan.steps) {
    if (json) sayJson(step);
    else say(stepLine(step));
  }
  for (const problem of source.unreadable) {
    for (const line of problemLines(content, { path: problem.path, problems: [problem] })) complain(line);
  }
  if (suspiciousDeletions(plan)) complain('edgefeed: So many deletions need somebody to agree, or --force.');
  if (!json && plan.steps.length === 0)
    say(`Nothing to publish: ${counted(plan.unchanged, 'file')} unchanged.`);
  return source.unreadable.length > 0 ? exitCodes.refused : exitCodes.fine;
}

interface Sending extends Run {
  client: Client;
  push: Batch['push'];
}

async function send(prepared: Prepared, run: Sending): Promise<ExitCode> {
  const { options, client, progress } = run;
  const tally: Tally = { ...emptyTally(), unchanged: prepared.plan.unchanged };
  for await (const outcome of carryOut(prepared, client, progress, run.push)) {
    count(tally, outcome);
    progress.aside(() => print(outcome, options));
  }
  const sent = prepared.plan.steps.length > 0;
  const waiting = sent ? await feedsLeft(client, progress) : 0;
  summarise(tally, waiting, run);
  return tally.refused > 0 ? exitCodes.refused : exitCodes.fine;
}

async function feedsLeft(client: Client, progress: Progress): Promise<number> {
  progress.stage('writing feeds');
  const status = await untilLive(client, {
    onWaiting: (feeds) => progress.note(`${counted(feeds, 'feed')} to go`),
  });
  progress.end();
  return waitingFeeds(status);
}

function print(outcome: Outcome, { content, json }: RunOptions): void {
  if (json)
    sayJson({
      action: outcome.action,
      ...(outcome.from && { from: outcome.from }),
      ...outcome.result,
    });
  else for (const line of problemLines(content, outcome.result)) say(line);
}

function summarise(tally: Tally, waiting: number, { options, target, began }: Sending): void {
  const ms = Math.round(performance.now() - began);
  if (options.json) return sayJson({ summary: { ...tally, waitingFeeds: waiting, ms } });
  say(`${tallyLine(tally)} (${duration(ms)})`);
  if (waiting === 0) return say([paint('green', 'live'), ` at ${target.url}`]);
  say(
    `Committed. The worker still has ${counted(waiting, 'feed')} to write; \`edgefeed status\` tells how it goes.`,
  );
}
