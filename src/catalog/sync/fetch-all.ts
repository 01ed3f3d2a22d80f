/** Fetching the files of a slice from GitHub. */

import { decodeSource } from '../../article/source.ts';
import type { Site } from '../../site/config.ts';
import { limits } from '../../limits.ts';
import { parseFile, refusal, type ParsedFile } from '../../publish/parse.ts';
import { parsedBytes } from '../../publish/parsed-size.ts';
import type { ParsedPut } from '../batch/parsed-batch.ts';
import type { SyncContext } from './context.ts';
import type { Import } from '../tables/imports.ts';
import { connections, type Failure } from './slice.ts';
import type { PutStep } from '../tables/import-steps.ts';

/**
 * Fetches and parses files side by side. It stops early after a rate limit, a refusal, or as many failures as there are
 * connections, since feeds wait for the alarm to end and a GitHub that is down takes ten seconds to fail. It also stops
 * when the articles fill a batch; the next slice fetches the rest.
 */
export async function fetchAll(
  { github, site, isCurrent }: SyncContext,
  current: Import,
  puts: readonly PutStep[],
): Promise<{ fetched: ParsedPut[]; failure?: Failure }> {
  const fetched: ParsedPut[] = [];
  let bytes = 0;
  let failure: Failure | undefined;
  let failures = 0;
  let stopped = false;
  const add = (put: ParsedPut): void => {
    bytes += parsedBytes(put.parsed);
    stopped ||= bytes > limits.parsedBytes;
    if (bytes <= limits.parsedBytes || fetched.length === 0) fetched.push(put);
  };
  const waiting = puts.values();
  const fetchOn = async (): Promise<void> => {
    for (const { path, blob, movedFrom } of waiting) {
      if (stopped || !isCurrent(current)) return;
      const answer = await github.blob(current.repository, blob);
      if (answer.status === 'ok' || answer.status === 'large') {
        const parsed = answer.status === 'ok' ? parsedFrom({ path, blob }, answer.value, site) : tooLarge();
        add({ path, blob, parsed, ...(movedFrom !== undefined && { movedFrom }) });
      } else {
        const limited = answer.status === 'later' && answer.at !== undefined;
        failures++;
        stopped ||= limited || answer.status === 'refused' || failures >= connections;
        if (!failure || limited || answer.status === 'refused') failure = answer;
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, fetchOn));
  return { fetched, ...(failure && { failure }) };
}

function parsedFrom(
  { path, blob }: Pick<ParsedPut, 'path' | 'blob'>,
  bytes: Uint8Array,
  site: Site,
): ParsedFile {
  const decoded = decodeSource(path, bytes);
  return 'problem' in decoded
    ? { status: 'error', problems: [decoded.problem] }
    : parseFile({ path, blob, source: decoded.source }, site);
}

/** For a file that is larger than its tree says. */
const tooLarge = (): ParsedFile =>
  refusal(
    'too-large',
    'the file has more than 1.5 MB; split it, or link to its images instead of embedding them',
  );
