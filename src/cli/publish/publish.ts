/** Publishing a source: comparing it with the worker, and uploading the difference. */

import { setFlagsFromString } from 'node:v8';
import type { Client } from '../client/client.ts';
import { findRenames } from '../source/git/renames.ts';
import type { Outcome } from './outcome.ts';
import { compare, differingBuckets, joinMoves, type Files, type Plan } from './plan.ts';
import type { Source } from '../source/source.ts';
import { printError } from '../output/line.ts';
import { upload, type Upload } from './upload.ts';
import type { Progress } from '../output/progress.ts';

/**
 * Buckets per request, an eighth of all: a Durable Object call returns at most 32 MiB, the list of some 250,000 files.
 */
const bucketsAtOnce = 128;

/** A source with the plan to publish it. */
export interface Prepared {
  source: Source;
  plan: Plan;
  /** Root digest of the worker's manifest when the plan was made. */
  root: string;
  /** SITE_URL of the worker; earlier workers do not tell. */
  site?: string;
}

/** Makes the plan. @throws CliError when the worker can't be reached */
export async function prepare(source: Source, client: Client): Promise<Prepared> {
  const local = source.files.summary();
  const remote = await client.manifest();
  const { root, site } = remote;
  const known = { source, root, ...(site !== undefined && { site }) };
  if (local.root === root) return { ...known, plan: { steps: [], unchanged: source.files.size } };
  keepYoungGenerationSmall();
  const buckets = differingBuckets(local, remote);
  // The worker has no files in the other buckets.
  const asked = buckets.filter((name) => remote.buckets[name] !== undefined);
  const held = await heldIn(asked, client);
  const within = source.files.within(new Set(buckets.map(Number)));
  const keep = new Set(source.unreadable.map(({ path }) => path));
  const plan = compare(within, held, keep);
  plan.steps = joinMoves(plan.steps, await renamesIn(source, plan, within, held)).map((step) =>
    step.action === 'change' && held.get(step.path) === '' ? { ...step, resent: true } : step,
  );
  plan.unchanged += source.files.size - within.size;
  return { ...known, plan };
}

/** The files of the worker in some buckets. */
async function heldIn(buckets: readonly string[], client: Client): Promise<Map<string, string>> {
  const held = new Map<string, string>();
  for (let i = 0; i < buckets.length; i += bucketsAtOnce) {
    const { files } = await client.files(buckets.slice(i, i + bucketsAtOnce));
    for (const [path, blob] of Object.entries(files)) held.set(path, blob);
  }
  return held;
}

/**
 * Texts become garbage as soon as they are sent. While many files are compared, V8 lets the young generation grow from
 * 1 MB to three semi-spaces of 16 MB, which would then hold nothing but more of that garbage.
 */
function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Whether the worker has not changed since the plan was made. */
export async function isCurrent({ root }: Prepared, client: Client): Promise<boolean> {
  return (await client.manifest()).root === root;
}

/** Finds files that were renamed and edited. @returns new path → former path */
async function renamesIn(
  source: Source,
  { steps }: Plan,
  local: Files,
  held: Files,
): Promise<Map<string, string>> {
  const blobs = (action: 'add' | 'delete', of: Files): Map<string, string> =>
    new Map(steps.filter((step) => step.action === action).map(({ path }) => [path, of.get(path)!]));
  const added = blobs('add', local);
  const deleted = blobs('delete', held);
  if (!source.repository || added.size === 0 || deleted.size === 0) return new Map();
  return findRenames(source.repository, { deleted, added, fileOf: source.fileOf });
}

/** Executes a plan. Yields the outcomes as they arrive, those of unreadable files first. */
export async function* execute(
  { source, plan }: Prepared,
  client: Client,
  progress: Progress,
  { push, size }: Pick<Upload, 'push' | 'size'> = {},
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
  const onLimit = (message: string): void => progress.suspend(() => printError(`edgefeed: ${message}.`));
  const to = { read: source.read, client, onLimit, ...(push && { push }), ...(size && { size }) };
  for await (const outcome of upload(plan.steps, to)) {
    progress.advance();
    yield outcome;
  }
  progress.end();
}
