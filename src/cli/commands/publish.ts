/** `edgefeed publish`: sends what changed, and waits until readers have it. */

import type { Batch } from '../../publish/protocol.ts';
import type { Client } from '../client/client.ts';
import type { Define } from '../command.ts';
import { open } from '../client/connection.ts';
import { CliError, exitCodes, type ExitCode } from '../exit.ts';
import { readRevision } from '../source/git/revision.ts';
import { suspiciousDeletions } from '../publish/guard.ts';
import { onSignal } from '../interrupt.ts';
import { untilLive, waitingFeeds } from '../client/live.ts';
import { contentOption, jsonOption, stateOption, toOption, type ConnectionOptions } from '../options.ts';
import { agree } from '../publish/order.ts';
import { count, emptyTally, type Outcome, type Tally } from '../publish/outcome.ts';
import { progressOn, silent, type Progress } from '../output/progress.ts';
import { carryOut, prepare, type Prepared } from '../publish/publish.ts';
import { paint, problemLines, stepLine, tallyLine } from '../output/report.ts';
import { scan } from '../source/scan.ts';
import type { Source } from '../source/source.ts';
import type { Target } from '../client/target.ts';
import { counted, duration } from '../output/text.ts';

interface Options extends ConnectionOptions {
  content: string;
  ref?: string;
  gitDir?: string;
  dryRun?: boolean;
  force?: boolean;
}

const help = `
Environment:
  EDGEFEED_URL    the address of the worker
  EDGEFEED_TOKEN  its PUBLISH_TOKEN; the worker of \`npm start\` needs none

Examples:
  $ npx edgefeed publish
  $ npx edgefeed publish --dry-run
  $ npx edgefeed publish --ref main --git-dir /srv/blog.git
  $ EDGEFEED_TOKEN=… npx edgefeed publish --to https://feeds.example.com`;

export const define: Define = (command, finish) =>
  command
    .addOption(contentOption())
    .addOption(toOption())
    .addOption(stateOption())
    .option('--ref <rev>', 'publish that commit, from the object store of git; --content is a folder in it')
    .option('--git-dir <dir>', 'with --ref: the repository, which may be a bare one')
    .option('-f, --force', 'publish also what deletes much, or is older than what is published')
    .option('-n, --dry-run', 'show what would be sent, as `git status -s` does; send nothing')
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action(async (options: Options) => finish(await publish(options)));

async function publish(options: Options): Promise<ExitCode> {
  const progress = options.json ? silent : await progressOn();
  const { client, target } = open(options, progress);
  const began = performance.now();
  onSignal(['SIGINT'], () => {
    progress.end();
    console.error('edgefeed: Interrupted. What was sent is published; the next run sends the rest.');
    // At once: a batch that is on its way is committed whole, or not at all.
    process.exit(exitCodes.interrupted);
  });
  let source: Source | undefined;
  try {
    source = await read(options, progress);
    const push = pushOf(source, options);
    const prepared = await prepare(source, client);
    progress.end();
    if (options.dryRun) return dryRun(prepared, options);
    const agreed = await agree(prepared, client, push, options.force ?? false);
    return await send(agreed, { options, client, progress, target, began, push });
  } finally {
    progress.end();
    source?.close?.();
  }
}

async function read({ content, ref, gitDir }: Options, progress: Progress): Promise<Source> {
  if (ref === undefined && gitDir !== undefined)
    throw new CliError(exitCodes.usage, '--git-dir goes with --ref, which says what to publish of it.');
  progress.stage('reading');
  if (ref === undefined) return scan(content, () => progress.advance());
  return readRevision({ ref, content, ...(gitDir !== undefined && { gitDir }) });
}

function pushOf({ push }: Source, { force = false }: Options): Batch['push'] {
  return push && { ...push, ...(force && { force }) };
}

function dryRun({ plan, source }: Prepared, { content, json }: Options): ExitCode {
  for (const step of plan.steps) console.log(json ? JSON.stringify(step) : stepLine(step));
  for (const problem of source.unreadable) {
    for (const line of problemLines(content, { path: problem.path, problems: [problem] }))
      console.error(line);
  }
  if (suspiciousDeletions(plan))
    console.error('edgefeed: So many deletions need somebody to agree, or --force.');
  if (!json && plan.steps.length === 0)
    console.log(`Nothing to publish: ${counted(plan.unchanged, 'file')} unchanged.`);
  return source.unreadable.length > 0 ? exitCodes.refused : exitCodes.fine;
}

interface Run {
  options: Options;
  client: Client;
  progress: Progress;
  target: Target;
  began: number;
  push: Batch['push'];
}

async function send(prepared: Prepared, run: Run): Promise<ExitCode> {
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
