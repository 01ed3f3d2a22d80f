/** Publishing a source: comparing it with the worker, and uploading the difference. */

import { setFlagsFromString } from 'node:v8';
import type { Client } from '../client/client.ts';
import { findRenames } from '../source/git/renames.ts';
import type { Outcome } from './outcome.ts';
import {
  compare,
  differingBuckets,
  joinMoves,
  joinPlans,
  stepsOf,
  type Files,
  type Plan,
  type Step,
} from './plan.ts';
import type { ManifestDigests, ManifestFiles, ManifestSummary } from '../../publish/protocol.ts';
import type { FileSet } from '../source/files.ts';
import type { StoredAsset } from './assets.ts';
import { isAsset } from '../../publish/file-kind.ts';
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
  /** Root digests of the worker's manifest when the plan was made. */
  root: string;
  /** SITE_URL of the worker; earlier workers do not tell. */
  site?: string;
  /** Files published as they are that are the same on both sides, and whether the worker takes them. */
  assets: { unchanged: number; areTaken: boolean };
}

const rootOf = ({ root, files }: ManifestSummary): string => `${root} ${files?.root ?? ''}`;

/** Makes the plan. @throws CliError when the worker can't be reached */
export async function prepare(source: Source, client: Client): Promise<Prepared> {
  const ofSources = source.files.digests().summary();
  const ofAssets = source.assets?.digests().summary();
  const remote = await client.manifest();
  const keep = new Set(source.unreadable.map(({ path }) => path));
  const sources = await differences(source.files, [ofSources, remote], keep, async (names) =>
    client.files(names),
  );
  const { plan } = sources;
  if (sources.held) {
    const { within, held } = sources;
    plan.steps = joinMoves(plan.steps, await renamesIn(source, plan, within, held)).map((step) =>
      step.action === 'change' && held.get(step.path) === '' ? { ...step, resent: true } : step,
    );
  }
  const known = { source, root: rootOf(remote), ...(remote.site !== undefined && { site: remote.site }) };
  const areTaken = remote.files !== undefined;
  if (!remote.files || !source.assets || !ofAssets)
    return { ...known, plan, assets: { unchanged: 0, areTaken } };
  const assets = await differences(source.assets, [ofAssets, remote.files], keep, async (names) =>
    client.files([], names),
  );
  return {
    ...known,
    plan: { ...joinPlans(plan, assets.plan), unchanged: plan.unchanged },
    assets: { unchanged: assets.plan.unchanged, areTaken },
  };
}

/** The plan for one kind of files; with the files of both sides in the buckets that differ. */
type Differences =
  | { plan: Plan; within?: undefined; held?: undefined }
  | { plan: Plan; within: Files; held: Files };

async function differences(
  files: FileSet,
  [local, remote]: readonly [ManifestDigests, ManifestDigests],
  keep: ReadonlySet<string>,
  list: (buckets: readonly string[]) => Promise<ManifestFiles>,
): Promise<Differences> {
  if (local.root === remote.root) return { plan: { steps: [], unchanged: files.size } };
  keepYoungGenerationSmall();
  const buckets = differingBuckets(local, remote);
  // The worker has no files in the other buckets.
  const asked = buckets.filter((name) => remote.buckets[name] !== undefined);
  const held = await heldIn(asked, list);
  const within = files.within(new Set(buckets.map(Number)));
  const plan = compare(within, held, keep);
  plan.unchanged += files.size - within.size;
  return { plan, within, held };
}

/** The files of the worker in some buckets. */
async function heldIn(
  buckets: readonly string[],
  list: (buckets: readonly string[]) => Promise<ManifestFiles>,
): Promise<Map<string, string>> {
  const held = new Map<string, string>();
  for (let i = 0; i < buckets.length; i += bucketsAtOnce) {
    const { files } = await list(buckets.slice(i, i + bucketsAtOnce));
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
  return rootOf(await client.manifest()) === root;
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
  yield* send(plan.steps, { source, client, progress, ...(push && { push }), ...(size && { size }) });
}

export interface Sending extends Pick<Upload, 'push' | 'size'> {
  source: Pick<Source, 'read' | 'assets' | 'openAsset' | 'maxAssetBytes'>;
  client: Client;
  progress: Progress;
}

/** Sends the files of some steps: first the bytes of those that are published as they are, then all in batches. */
export async function* send(
  steps: readonly Step[],
  { source, client, progress, ...rest }: Sending,
): AsyncGenerator<Outcome> {
  const stored = new Map<string, StoredAsset>();
  const assetSteps = stepsOf(steps, 'asset');
  if (assetSteps.length > 0) {
    // Imported only then: most publishes have articles alone, and need none of the readers of pictures.
    const { sendAssets } = await import('./assets.ts');
    for await (const asset of sendAssets(assetSteps, { source, client, progress })) {
      if ('put' in asset) stored.set(asset.put.path, asset);
      else yield asset;
    }
  }
  const ready = steps.filter(({ action, path }) => action === 'delete' || !isAsset(path) || stored.has(path));
  const assets = new Map(Array.from(stored, ([path, { put }]) => [path, put]));
  progress.stage('publishing', ready.length);
  const onLimit = (message: string): void => progress.suspend(() => printError(`edgefeed: ${message}.`));
  const to = { ...rest, read: source.read, assets, client, onLimit };
  for await (const outcome of upload(ready, to)) {
    progress.advance();
    const bytes = stored.get(outcome.path);
    yield bytes ? { ...outcome, blob: bytes.put.blob, sent: bytes.sent } : outcome;
  }
  progress.end();
}
