/** The results of `edgefeed check --remote` in words. */

import type { Outcome } from '../remote/ask.ts';
import type { RemoteTotals } from '../remote/check-remote.ts';
import type { RemoteFile } from '../remote/remote-names.ts';
import { formatNumber, plural } from './numbers.ts';

/** The hosts that were left alone, and the totals: `40 files of other sites: 36 there, 3 dead, 1 of a wrong type`. */
export function formatRemote({ counts, unasked, enclosuresWritten }: RemoteTotals): string[] {
  const hosts = Array.from(
    unasked,
    ([host, { reason, count }]) => `${host}: ${plural(count, 'file')} not asked, since ${reason}`,
  );
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const parts = [
    `${formatNumber(counts.ok)} there`,
    counts.dead > 0 && `${formatNumber(counts.dead)} dead`,
    counts['wrong-type'] > 0 && `${formatNumber(counts['wrong-type'])} of a wrong type`,
    counts.private > 0 && `${formatNumber(counts.private)} at private addresses`,
    counts.unasked > 0 && `${formatNumber(counts.unasked)} not asked`,
    enclosuresWritten > 0 && `facts of ${plural(enclosuresWritten, 'enclosure')} written`,
  ];
  return [...hosts, `${plural(all, 'file')} of other sites: ${parts.filter(Boolean).join(', ')}`];
}

/** A line of `check --remote --json`. Every key is always present; unknown values are null. */
export function remoteJson(url: string, { use, places, more }: RemoteFile, outcome: Outcome): object {
  const { status, code = null, type = null, bytes = null, reason = null } = { ...unknown, ...outcome };
  return {
    remote: url,
    status,
    use,
    code,
    type,
    bytes,
    reason,
    articles: places.map(({ path, line, column }) => ({ path, line, column })),
    more,
  };
}

const unknown: { code?: number; type?: string; bytes?: number; reason?: string } = {};
