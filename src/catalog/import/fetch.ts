/** Fetching files that differ and publishing them, a batch a slice. */

import { decodeSource } from '../../article/source.ts';
import { parseFile } from '../../publish/parse.ts';
import type { FileResult } from '../../publish/protocol.ts';
import type { ParsedPut } from '../commit.ts';
import type { ImportContext } from './context.ts';
import type { Import } from './imports.ts';
import { tellProblems } from './problems.ts';
import { requestsPerSlice, type Failure, type Slice } from './slice.ts';
import type { PutStep } from './work.ts';

/** Connections that the platform lets an invocation open at once. */
const connections = 6;
/** Bytes of sources in one slice: an isolate has 128 MB for everything, and an article takes several times its size. */
const bytesPerSlice = 6_000_000;
/** Deletions in one batch; they need no request. */
const deletesPerSlice = 500;

/** Refusals for the sake of another file, which a later slice may change or delete. */
const conflicts: ReadonlySet<string> = new Set(['duplicate-id', 'duplicate-address']);

export async function fetchFiles(context: ImportContext, current: Import): Promise<Slice> {
  const { work, imports } = context.tables;
  const puts = affordable(work.puts(requestsPerSlice));
  const { fetched, failure } = await fetchAll(context, current, puts);
  if (!context.isCurrent(current)) return { progress: false };

  const left = work.left();
  // Deletions come with the last files: an article that was renamed and edited at once would be gone in between.
  const complete = fetched.length === puts.length && puts.length >= left.puts;
  const deletes = complete ? work.deletes(deletesPerSlice) : [];
  const others = left.deletes > deletes.length || left.puts > fetched.length;
  const slice = { progress: fetched.length + deletes.length > 0, ...(failure && { failure }) };
  if (!slice.progress) return slice;

  const outdated = context.commit(
    {
      put: fetched,
      delete: [...fetched.flatMap(({ movedFrom }) => movedFrom ?? []), ...deletes],
      more: left.puts + left.blocked + left.deletes > fetched.length + deletes.length,
      push: { commit: current.commit, time: current.time },
    },
    (results) => {
      const blocked = others ? results.filter((result) => isConflict(result)).map(({ path }) => path) : [];
      work.block(blocked);
      const done = results.filter(({ path }) => !blocked.includes(path));
      work.stepsDone(done.map(({ path }) => path));
      const refused = done.filter(({ status }) => status === 'error');
      tellProblems(
        imports,
        refused.flatMap(({ path, problems }) => problems.map((problem) => ({ ...problem, path }))),
      );
    },
  );
  return outdated ? { progress: false, outdated: true } : slice;
}

/** As many as one slice may hold in memory, but one at least. */
function affordable(puts: readonly PutStep[]): PutStep[] {
  let bytes = 0;
  return puts.filter(({ size }, i) => (bytes += size) <= bytesPerSlice || i === 0);
}

/**
 * Fetches and parses files side by side. After a limit, a refusal, or as many failures as there are connections nothing
 * more is asked for: feeds wait for the alarm to end, and a GitHub that is down takes ten seconds to say nothing.
 */
async function fetchAll(
  { github, site, isCurrent }: ImportContext,
  current: Import,
  puts: readonly PutStep[],
): Promise<{ fetched: ParsedPut[]; failure?: Failure }> {
  const fetched: ParsedPut[] = [];
  let failure: Failure | undefined;
  let failures = 0;
  let stopped = false;
  const waiting = puts.values();
  const fetchOn = async (): Promise<void> => {
    for (const { path, blob, movedFrom } of waiting) {
      if (stopped || !isCurrent(current)) return;
      const answer = await github.blob(current.repository, blob);
      if (answer.status === 'ok') {
        const decoded = decodeSource(path, answer.value);
        const parsed =
          'problem' in decoded
            ? { status: 'error' as const, problems: [decoded.problem] }
            : parseFile({ path, blob, source: decoded.source }, site);
        fetched.push({ path, blob, parsed, ...(movedFrom !== undefined && { movedFrom }) });
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

function isConflict({ status, problems }: FileResult): boolean {
  return status === 'error' && problems.some(({ code }) => conflicts.has(code));
}
