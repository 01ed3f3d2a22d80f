/** `/api/restore`: restores a backup to an empty catalog, in slices. */

import * as v from 'valibot';
import type { Limited, Locked } from '../../catalog/batch/outcome.ts';
import type { Refused } from '../../catalog/backup/restore.ts';
import { restoreQuery, type RestoreProgress, type RowCounts } from '../../publish/backup/protocol.ts';
import { isBackupKind } from '../../publish/backup/rows.ts';
import { errorResponse, limitResponse } from '../answer/errors.ts';
import { catalogOf, siteOf, type AppContext } from '../context.ts';
import { jsonIn } from './json.ts';

export const completeQuery = v.pick(restoreQuery, ['backup']);

/** `POST /api/restore`: begins, or goes on with a backup that was interrupted. */
export async function beginRestore(c: AppContext): Promise<Response> {
  const query = v.safeParse(restoreQuery, await valueIn(c), { abortEarly: true });
  if (!query.success)
    return errorResponse(
      c,
      400,
      'The body must be {"format": 2, "backup": "…", "rows": {"articles": 2, …}}.',
    );
  const rows = await catalogOf(c).beginRestore(query.output);
  return isFailure(rows) ? failed(c, rows) : progress(c, rows);
}

/** `PUT /api/restore/{kind}/{from}`: the next lines of a file. `from`: the lines before them. */
export async function restoreLines(c: AppContext): Promise<Response> {
  const { kind = '', from = '' } = c.req.param();
  if (!isBackupKind(kind) || !/^\d{1,15}$/.test(from))
    return errorResponse(c, 400, 'The address must be like /api/restore/articles/500.');
  // The catalog reads the lines: a worker of the free plan has 10 ms of CPU.
  const body = await c.req.raw.arrayBuffer().catch(() => undefined);
  if (!body) return errorResponse(c, 400, 'The body ended early.');
  const rows = await catalogOf(c).restore(kind, Number(from), new Uint8Array(body));
  return isFailure(rows) ? failed(c, rows) : progress(c, rows);
}

/** `POST /api/restore/complete`: ends the restore; KV is written afterwards. */
export async function completeRestore(c: AppContext): Promise<Response> {
  const query = v.safeParse(completeQuery, await valueIn(c), { abortEarly: true });
  if (!query.success) return errorResponse(c, 400, 'The body must be {"backup": "…"}.');
  const result = await catalogOf(c).completeRestore(query.output.backup);
  return isFailure(result) ? failed(c, result) : c.json(result, 202);
}

/** `POST /api/restore/cancel`: leaves an empty catalog. */
export async function cancelRestore(c: AppContext): Promise<Response> {
  const failure = await catalogOf(c).cancelRestore();
  return failure ? failed(c, failure) : c.json({});
}

async function valueIn(c: AppContext): Promise<unknown> {
  const json = await jsonIn(c.req.raw);
  return json.status === 'ok' ? json.value : undefined;
}

const progress = (c: AppContext, rows: RowCounts): Response =>
  c.json({ rows, site: siteOf(c).url } satisfies RestoreProgress);

type Failure = Refused | Locked | Limited;

const isFailure = (result: object): result is Failure => 'status' in result;

function failed(c: AppContext, failure: Failure): Response {
  switch (failure.status) {
    case 'limited':
      return limitResponse(c, failure.limit);
    case 'locked':
      return errorResponse(c, 409, failure.why);
    case 'refused':
      return errorResponse(c, failure.invalid ? 400 : 409, failure.why);
  }
}
