/** Uploading: reads the files of a plan, sends them in batches, and yields the outcome of each. */

import { randomUUID } from 'node:crypto';
import { isAsset } from '../../publish/file-kind.ts';
import {
  batchLimits,
  type AssetPut,
  type Batch,
  type FileOrder,
  type FilePut,
  type FileResult,
} from '../../publish/protocol.ts';
import { isChange, isConflict } from '../../publish/rules.ts';
import { batches, type Piece } from './batches.ts';
import { BatchSize } from './batch-size.ts';
import type { Client } from '../client/client.ts';
import { BatchSender, type Sent } from './sender.ts';
import type { Outcome } from './outcome.ts';
import type { Step } from './plan.ts';
import { fileProblem, type FileProblem } from '../source/file-problem.ts';
import type { ReadResult } from '../source/source-file.ts';
import type { ReadFile } from '../source/source.ts';

export interface Upload {
  read: ReadFile;
  /** The files of the plan that are published as they are and whose bytes are stored, by path. */
  assets?: ReadonlyMap<string, AssetPut>;
  client: Client;
  /** The push that the batches belong to. */
  push?: Batch['push'];
  /** Default: that of a site without known limits. */
  size?: BatchSize;
  /** Called once if batches turn out to exceed a limit of the plan that was not known. @param message a sentence without its period */
  onLimit?: (message: string) => void;
}

/** Files of a batch that are sent together even where batches are smaller: those that wait for each other. */
const leastTogether = 20;

/** Yields the outcome of each step as the answers arrive. Files deleted meanwhile are skipped. */
export async function* upload(steps: readonly Step[], to: Upload): AsyncGenerator<Outcome> {
  const sender = new BatchSender(to.client, { size: new BatchSize(), ...to });
  const sizes = [() => sender.size.files, () => Math.max(sender.size.files, leastTogether)];
  let [due, deletions] = divide(steps, sender.size.files);
  for (let pass = 0; due.length > 0; pass++) {
    const blocked: Outcome[] = [];
    const before = sender.requests;
    const mayBeLast = deletions.length === 0;
    let changed = !mayBeLast;
    for await (const outcome of send(due, to, sender, { maxFiles: sizes[Math.min(pass, 1)]!, mayBeLast })) {
      changed ||= isChange(outcome.result);
      if (isConflict(outcome.result)) blocked.push(outcome);
      else yield outcome;
    }
    // What changed may have left what a file was refused for. Two that exchange something must be in one batch.
    const again = changed || (pass === 0 && sender.requests - before > 1);
    if (!again) yield* blocked;
    due = again ? withDeletions(blocked, deletions) : [];
    deletions = [];
  }
}

/**
 * Keeps deletions for last if not all files are in one batch: an article whose file was moved must not be deleted before
 * the answer says that the new file has its id.
 */
function divide(steps: readonly Step[], together: number): [first: readonly Step[], deletions: Step[]] {
  const first = steps.filter(({ action }) => action !== 'delete');
  if (first.length === 0 || steps.length <= together) return [steps, []];
  return [first, steps.filter(({ action }) => action === 'delete')];
}

/** Makes moves of deletions and of files that have the ids of the deleted ones. @param blocked files in conflict */
function withDeletions(blocked: readonly Outcome[], deletions: readonly Step[]): Step[] {
  const left = new Map(deletions.map((step) => [step.path, step]));
  const again = blocked.map(({ result: { idIsOf: from }, ...step }): Step => {
    if (from === undefined || step.from !== undefined || !left.delete(from)) return step;
    return { ...step, action: 'move', from };
  });
  return [...again, ...left.values()];
}

interface Sending {
  /** How many files a batch may have. */
  maxFiles: () => number;
  /** Whether no batch follows these. */
  mayBeLast: boolean;
}

/** Keeps two batches in flight: one is read and sent while the worker handles the other. */
async function* send(
  steps: readonly Step[],
  to: Upload,
  sender: BatchSender,
  { maxFiles, mayBeLast }: Sending,
): AsyncGenerator<Outcome> {
  const refused: Outcome[] = [];
  const outcomes = async function* (sent: Sent, beside?: Sent): AsyncGenerator<Outcome> {
    for await (const files of sender.results(sent, beside)) yield* outcomesOf(sent, files);
  };
  let before: Sent | undefined;
  for await (const pack of batches(piecesOf(steps, to, refused), maxFiles)) {
    yield* refused.splice(0);
    // Feeds are written after the last batch, so it must be committed after all others.
    if (pack.last && before) yield* outcomes(before);
    const sent = sender.send({ ...pack, last: pack.last && mayBeLast });
    if (!pack.last && before) yield* outcomes(before, sent);
    before = sent;
  }
  if (before) yield* outcomes(before);
  yield* refused;
}

/** Matches results to steps by path. The worker answers in any order, and also for the origin of a move. */
function outcomesOf({ pieces }: Sent, files: readonly FileResult[]): Outcome[] {
  const results = new Map(files.map((result) => [result.path, result]));
  return pieces.flatMap(({ step }) => {
    const result = results.get(step.path);
    return result ? [{ ...step, result }] : [];
  });
}

/** Yields what to send for each step, and adds steps that can't be sent to `refused`. */
async function* piecesOf(
  steps: readonly Step[],
  { read, assets }: Upload,
  refused: Outcome[],
): AsyncGenerator<Piece> {
  const publish = randomUUID();
  // Moves come first in a plan, but have no other place than their paths give them.
  const paths = steps.map(({ path }) => path).sort();
  const files = new Map(paths.map((path, file) => [path, file]));
  for (const step of steps) {
    const { action, path, from } = step;
    if (action === 'delete') {
      yield { step, delete: path };
      continue;
    }
    if (isAsset(path)) {
      const put = assets?.get(path);
      if (put) yield { step, file: JSON.stringify(put), ...(from !== undefined && { delete: from }) };
      continue;
    }
    const put = putOf({ path, from, order: { publish, file: files.get(path)! } }, await read(path));
    if (put.status === 'ready') yield { step, put: put.json, ...(from !== undefined && { delete: from }) };
    else if (put.status === 'error')
      refused.push({ ...step, result: { path, status: 'error', problems: [put.problem] } });
  }
}

/** `json` is that of a FilePut. */
type Put =
  | { status: 'ready'; json: string }
  | { status: 'error'; problem: FileProblem }
  | { status: 'missing' };

/** A step that sends a file. */
interface Placed {
  path: string;
  from: string | undefined;
  order: FileOrder;
}

function putOf({ path, from, order }: Placed, file: ReadResult): Put {
  if (file.status !== 'read') return file;
  // The blob id is that of the text as it is now: the file may have changed since it was scanned.
  const { source, blob } = file;
  const put: FilePut = { path, source, blob, order, ...(from !== undefined && { movedFrom: from }) };
  const json = JSON.stringify(put);
  if (Buffer.byteLength(json) < batchLimits.bytes - 4096) return { status: 'ready', json };
  const message =
    'the file consists mostly of control characters, which makes it too large to send; remove them';
  return { status: 'error', problem: fileProblem(path, 'too-large', message) };
}
