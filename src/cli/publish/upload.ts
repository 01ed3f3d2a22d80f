/** Carrying out a plan: reads the files, sends them in batches, and says what became of each. */

import { batchLimits, type Batch, type FilePut, type FileResult } from '../../publish/protocol.ts';
import { isConflict } from '../../publish/rules.ts';
import { batches, type Piece } from './batches.ts';
import type { Client } from '../client/client.ts';
import { BatchSender, type Sent } from './sender.ts';
import type { Outcome } from './outcome.ts';
import type { Step } from './plan.ts';
import { fileProblem, type FileProblem } from '../source/file-problem.ts';
import type { Readable } from '../source/source-file.ts';
import type { ReadFile } from '../source/source.ts';

export interface Upload {
  read: ReadFile;
  client: Client;
  /** The push that every batch is a part of. */
  push?: Batch['push'];
}

/** @returns the outcome of every step, as the answers come in; files that vanish meanwhile are left out */
export async function* upload(steps: readonly Step[], to: Upload): AsyncGenerator<Outcome> {
  const blocked: Outcome[] = [];
  const deletes = steps.some(({ action }) => action === 'delete');
  for await (const outcome of send(steps, to)) {
    if (deletes && isConflict(outcome.result)) blocked.push(outcome);
    else yield outcome;
  }
  // An article renamed and edited at once looks new beside the old one, whose deletion was sent after it.
  if (blocked.length > 0) yield* send(blocked, to);
}

/** Sends a batch while the one before is still being answered: the files are read, and the way is gone, meanwhile. */
async function* send(steps: readonly Step[], to: Upload): AsyncGenerator<Outcome> {
  const sender = new BatchSender(to.client, to.push);
  const refused: Outcome[] = [];
  const outcomes = async function* (sent: Sent, beside?: Sent): AsyncGenerator<Outcome> {
    for await (const files of sender.results(sent, beside)) yield* outcomesOf(sent, files);
  };
  let before: Sent | undefined;
  for await (const pack of batches(piecesOf(steps, to, refused), () => sender.most)) {
    yield* refused.splice(0);
    // The last batch ends the waiting of all others, so it has to be committed after them.
    if (pack.last && before) yield* outcomes(before);
    const sent = sender.send(pack);
    if (!pack.last && before) yield* outcomes(before, sent);
    before = sent;
  }
  if (before) yield* outcomes(before);
  yield* refused;
}

/** The worker answers in an order of its own. The origin of a move is answered too, and is no step of its own. */
function outcomesOf({ pieces }: Sent, files: readonly FileResult[]): Outcome[] {
  const results = new Map(files.map((result) => [result.path, result]));
  return pieces.flatMap(({ step }) => {
    const result = results.get(step.path);
    return result ? [{ ...step, result }] : [];
  });
}

/** What is sent for each step. What can't be sent is put into `refused` instead. */
async function* piecesOf(
  steps: readonly Step[],
  { read }: Upload,
  refused: Outcome[],
): AsyncGenerator<Piece> {
  for (const step of steps) {
    const { action, path, from } = step;
    if (action === 'delete') {
      yield { step, delete: path };
      continue;
    }
    const put = putOf(path, from, await read(path));
    if (put === undefined) continue;
    if (typeof put === 'string') yield { step, put, ...(from !== undefined && { delete: from }) };
    else
      refused.push({ action, path, result: { path, status: 'error', problems: [put] } satisfies FileResult });
  }
}

/** JSON of a FilePut, or why there is none; nothing when the file has vanished. */
function putOf(path: string, from: string | undefined, file: Readable): string | FileProblem | undefined {
  if (!file || 'problem' in file) return file?.problem;
  // The file may have changed since it was hashed: what counts is what is sent.
  const put: FilePut = { path, ...file, ...(from !== undefined && { movedFrom: from }) };
  const json = JSON.stringify(put);
  if (Buffer.byteLength(json) < batchLimits.bytes - 4096) return json;
  return fileProblem(
    path,
    'too-large',
    'the file consists mostly of control characters, which makes it too large to send; remove them',
  );
}
