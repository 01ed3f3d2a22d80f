/** Bringing the worker to the state of a content folder: scan, compare, upload. */

import type { Client } from './client.ts';
import type { Outcome } from './outcome.ts';
import { compare, differingBuckets, summarise, type Plan } from './plan.ts';
import { bucketOf } from '../publish/manifest.ts';
import { scan, type Scan } from './scan.ts';
import { upload } from './upload.ts';
import type { Progress } from './progress.ts';

/** A scanned folder and what it takes to publish it. */
export interface Prepared {
  content: string;
  found: Scan;
  plan: Plan;
}

/** Finds out what has to be sent. @throws CliError when the folder or the worker can't be read */
export async function prepare(content: string, client: Client, progress: Progress): Promise<Prepared> {
  progress.stage('reading');
  const found = scan(content, () => progress.advance());
  const local = summarise(found.files);
  const remote = await client.manifest();
  if (local.root === remote.root) {
    progress.end();
    return { content, found, plan: { steps: [], unchanged: found.files.size } };
  }
  const buckets = differingBuckets(local, remote);
  // A bucket that the worker has nothing in need not be asked for.
  const asked = buckets.filter((name) => remote.buckets[name] !== undefined);
  const { files } = asked.length > 0 ? await client.files(asked) : { files: {} };
  progress.end();

  const differing = new Set(buckets.map(Number));
  const within = new Map([...found.files].filter(([path]) => differing.has(bucketOf(path))));
  const keep = new Set(found.unreadable.map(({ path }) => path));
  const plan = compare(within, new Map(Object.entries(files)), keep);
  plan.unchanged += found.files.size - within.size;
  return { content, found, plan };
}

/** Sends what was planned. @returns the outcomes as they come in, those of unreadable files first */
export async function* carryOut(
  prepared: Prepared,
  client: Client,
  progress: Progress,
): AsyncGenerator<Outcome> {
  const { content, found, plan } = prepared;
  for (const problem of found.unreadable) {
    yield {
      action: 'change',
      path: problem.path,
      result: { path: problem.path, status: 'error', problems: [problem] },
    };
  }
  if (plan.steps.length === 0) return;
  progress.stage('publishing', plan.steps.length);
  for await (const outcome of upload(plan.steps, { content, spelling: found.spelling, client })) {
    progress.advance();
    yield outcome;
  }
  progress.end();
}
