/** Bringing the worker to the state of a source: compare, upload. */

import { setFlagsFromString } from 'node:v8';
import type { Client } from '../client/client.ts';
import { findRenames } from '../source/git/renames.ts';
import type { Outcome } from './outcome.ts';
import { compare, differingBuckets, joinMoves, type Files, type Plan } from './plan.ts';
import type { Batch } from '../../publish/protocol.ts';
import type { Source } from '../source/source.ts';
import { upload } from './upload.ts';
import type { Progress } from '../output/progress.ts';

/**
 * Buckets whose files are asked for at once, an eighth of all: a call of a Durable Object answers 32 MiB at most, which are
 * some 250,000 files.
 */
const bucketsAtOnce = 128;

/** What there is, and what it takes to publish it. */
export interface Prepared {
  source: Source;
  plan: Plan;
  /** Root of the worker's manifest that the plan was made from. */
  root: string;
}

/** Finds out what has to be sent. @throws CliError when the worker can't be reached */
export async function prepare(source: Source, client: Client): Promise<Prepared> {
  const local = source.files.summary();
  const remote = await client.manifest();
  const { root } = remote;
  if (local.root === root) return { source, plan: { steps: [], unchanged: source.files.size }, root };
  keepYoungGenerationSmall();
  const buckets = differingBuckets(local, remote);
  // A bucket that the worker has nothing in need not be asked for.
  const asked = buckets.filter((name) => remote.buckets[name] !== undefined);
  const held = await heldIn(asked, client);
  const within = source.files.within(new Set(buckets.map(Number)));
  const keep = new Set(source.unreadable.map(({ path }) => path));
  const plan = compare(within, held, keep);
  plan.steps = joinMoves(plan.steps, await renamesIn(source, plan, within, held));
  plan.unchanged += source.files.size - within.size;
  return { source, plan, root };
}

/** What the worker holds in some buckets. */
async function heldIn(buckets: readonly string[], client: Client): Promise<Map<string, string>> {
  const held = new Map<string, string>();
  for (let i = 0; i < buckets.length; i += bucketsAtOnce) {
    const { files } = await client.files(buckets.slice(i, i + bucketsAtOnce));
    for (const [path, blob] of Object.entries(files)) held.set(path, blob);
  }
  return held;
}

/**
 * Texts on their way to the worker are garbage soon. V8 lets the young generation grow while it looks at many files,
 * from 1 MB to 16 and three times over, and then holds nothing but more of that garbage.
 */
function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Whether the worker still holds what the plan was made from. */
export async function isCurrent({ root }: Prepared, client: Client): Promise<boolean> {
  return (await client.manifest()).root === root;
}

/** What git takes for a file that was renamed and edited. */
async function renamesIn(
  source: Source,
  { steps }: Plan,
  local: Files,
  held: Files,
): Promise<Map<string, string>> {
  const blobs = (action: 'add' | 'delete', of: Files): Map<string, string> =>
    new Map(steps.filter((step) => step.action === action).map(({ path }) => [path, of.get(path)!]));
  const came = blobs('add', local);
  const went = blobs('delete', held);
  if (!source.repository || came.size === 0 || went.size === 0) return new Map();
  return findRenames(source.repository, { went, came, fileOf: source.fileOf });
}

/** Sends what was planned. @returns the outcomes as they come in, those of unreadable files first */
export async function* execute(
  { source, plan }: Prepared,
  client: Client,
  progress: Progress,
  push?: Batch['push'],
): AsyncGenerator<Outcome> {
  for (const problem of source.unreadable) {
    yield {
      action: 'change',
      path: problem.path,
      result: { path: problem.path, status: 'error', problems: [problem] },
    };
  }
  if (plan.steps.length === 0) return;
  progress.stage('publishing', plan.steps.length);
  for await (const outcome of upload(plan.steps, { read: source.read, client, ...(push && { push }) })) {
    progress.advance();
    yield outcome;
  }
  progress.end();
}
