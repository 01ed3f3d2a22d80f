/** The files of a plan that are published as they are: what they are, and their bytes. The batches follow. */

import type { AssetPut } from '../../publish/protocol.ts';
import type { Client } from '../client/client.ts';
import type { Progress } from '../output/progress.ts';
import type { FileProblem } from '../source/file-problem.ts';
import type { Source } from '../source/source.ts';
import { sendBlobs } from './blob-sender.ts';
import { Describer } from './describe.ts';
import type { Outcome } from './outcome.ts';
import type { Step } from './plan.ts';

export interface AssetSending {
  source: Pick<Source, 'assets' | 'openAsset' | 'maxAssetBytes'>;
  client: Client;
  progress: Progress;
}

/** A file whose bytes are stored, and how many were sent for it. */
export interface StoredAsset {
  put: AssetPut;
  sent: number;
}

/**
 * Yields each file once its bytes are stored, or the outcome of one that is refused. Files deleted meanwhile are skipped.
 * @param steps of assets; deletions have nothing to send
 */
export async function* sendAssets(
  steps: readonly Step[],
  { source, client, progress }: AssetSending,
): AsyncGenerator<StoredAsset | Outcome> {
  const { assets, openAsset: open, maxAssetBytes = Infinity } = source;
  const due = new Map(steps.filter(({ action }) => action !== 'delete').map((step) => [step.path, step]));
  if (due.size === 0 || !open) return;
  const describer = new Describer(open, maxAssetBytes);
  const puts: AssetPut[] = [];
  progress.stage('reading files', due.size);
  try {
    for (const { path, from } of due.values()) {
      const found = await describer.describe(path, assets?.get(path));
      if (found.status === 'ready')
        puts.push({ ...found.put, ...(from !== undefined && { movedFrom: from }) });
      else if (found.status === 'error') yield refused(due.get(path)!, found.problem);
      progress.advance();
    }
  } finally {
    describer.save();
  }
  let sent = 0;
  const onTotal = (bytes: number): void => progress.stage('sending files', bytes, 'byte');
  const onSent = (bytes: number): void => progress.update((sent += bytes));
  for await (const stored of sendBlobs(puts, { client, open, describer, onTotal, onSent })) {
    if (stored.status === 'stored') yield { put: stored.put, sent: stored.sent };
    else if (stored.status === 'error') yield refused(due.get(stored.problem.path)!, stored.problem);
  }
  describer.save();
  progress.end();
}

const refused = ({ action, path, from }: Step, problem: FileProblem): Outcome => ({
  action,
  path,
  ...(from !== undefined && { from }),
  result: { path, status: 'error', problems: [problem] },
});
