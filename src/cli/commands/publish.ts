/** `edgefeed publish`: sends what changed, and waits until readers have it. */

import { connect, type Client } from '../client.ts';
import { exitCodes, type ExitCode } from '../exit.ts';
import { untilLive, waitingFeeds } from '../live.ts';
import type { Define } from '../main.ts';
import { contentOption, jsonOption, stateOption, toOption } from '../options.ts';
import { count, emptyTally, type Outcome, type Tally } from '../outcome.ts';
import { progressOn, silent, type Progress } from '../progress.ts';
import { carryOut, prepare, type Prepared } from '../publish.ts';
import { paint, problemLines, stepLine, tallyLine } from '../report.ts';
import { targetOf, type Target } from '../target.ts';
import { counted, duration } from '../text.ts';

interface Options {
  content: string;
  state: string;
  to?: string;
  dryRun?: boolean;
  json?: boolean;
}

const help = `
Environment:
  EDGEFEED_URL    the address of the worker
  EDGEFEED_TOKEN  its PUBLISH_TOKEN; the worker of \`npm start\` needs none

Examples:
  $ npx edgefeed publish
  $ npx edgefeed publish --dry-run
  $ EDGEFEED_TOKEN=… npx edgefeed publish --to https://feeds.example.com`;

export const define: Define = (command, finish) =>
  command
    .addOption(contentOption())
    .addOption(toOption())
    .addOption(stateOption())
    .option('-n, --dry-run', 'show what would be sent, as `git status -s` does; send nothing')
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action(async (options: Options) => finish(await publish(options)));

async function publish(options: Options): Promise<ExitCode> {
  const target = targetOf(options);
  const progress = options.json ? silent : progressOn();
  const client = connect(target, { onRetry: (why) => progress.note(`trying again (${why})`) });
  const began = performance.now();
  try {
    const prepared = await prepare(options.content, client, progress);
    if (options.dryRun) return dryRun(prepared, options);
    return await send(prepared, { options, client, progress, target, began });
  } finally {
    progress.end();
  }
}

function dryRun({ plan, found }: Prepared, { content, json }: Options): ExitCode {
  for (const step of plan.steps) console.log(json ? JSON.stringify(step) : stepLine(step));
  for (const problem of found.unreadable) {
    for (const line of problemLines(content, { path: problem.path, problems: [problem] }))
      console.error(line);
  }
  if (!json && plan.steps.length === 0)
    console.log(`Nothing to publish: ${counted(plan.unchanged, 'file')} unchanged.`);
  return found.unreadable.length > 0 ? exitCodes.refused : exitCodes.fine;
}

interface Run {
  options: Options;
  client: Client;
  progress: Progress;
  target: Target;
  began: number;
}

async function send(prepared: Prepared, run: Run): Promise<ExitCode> {
  const { options, client, progress } = run;
  const tally: Tally = { ...emptyTally(), unchanged: prepared.plan.unchanged };
  for await (const outcome of carryOut(prepared, client, progress)) {
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

function print(outcome: Outcome, { content, json }: Options): void {
  if (json)
    console.log(
      JSON.stringify({
        action: outcome.action,
        ...(outcome.from && { from: outcome.from }),
        ...outcome.result,
      }),
    );
  else for (const line of problemLines(content, outcome.result)) console.log(line);
}

function summarise(tally: Tally, waiting: number, { options, target, began }: Run): void {
  const ms = Math.round(performance.now() - began);
  if (options.json) return console.log(JSON.stringify({ summary: { ...tally, waitingFeeds: waiting, ms } }));
  console.log(`${tallyLine(tally)} (${duration(ms)})`);
  if (waiting === 0) return console.log(`${paint('green', 'live')} at ${target.url}`);
  console.log(
    `Committed. The worker still has ${counted(waiting, 'feed')} to write; \`edgefeed status\` tells how it goes.`,
  );
}
