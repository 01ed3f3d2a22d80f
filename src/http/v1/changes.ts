/** `/v1/changes`: everything that is published, then what changes. */

import * as v from 'valibot';
import { limits } from '../../limits.ts';
import type { ChangesCursor } from '../../catalog/read/changes.ts';
import { decodeOpaque, encodeOpaque } from '../../site/opaque-cursor.ts';
import { errorResponse } from '../answer/errors.ts';
import type { Answer } from '../answer/representation.ts';
import type { AppContext } from '../context.ts';
import { changesSince } from '../documents/documents.ts';
import { written } from './answer.ts';
import { changesQuery } from './queries.ts';
import { badCursor, queryIn } from './query.ts';

const place = v.strictTuple([
  v.literal('changes'),
  v.picklist(['all', 'changes']),
  v.string(),
  v.pipe(v.number(), v.safeInteger()),
  v.pipe(v.number(), v.safeInteger()),
  v.string(),
]);

export async function serveChanges(c: AppContext): Promise<Answer | Response> {
  const query = queryIn(c, changesQuery);
  if (query instanceof Response) return query;
  const since = query.since === undefined ? undefined : decodeOpaque(place, query.since);
  if (query.since !== undefined && !since) return badCursor(c, 'since');
  const answer = await changesSince(
    c,
    since && cursorIn(since),
    query.limit ?? limits.appEntries,
    query.fields,
  );
  if (answer.status === 'expired') {
    return errorResponse(
      c,
      410,
      'Changes since this cursor are not known any more; ask for /v1/changes without "since", and replace your copy.',
      {},
      { parameter: 'since' },
    );
  }
  const cursor = JSON.stringify(encodeOpaque(valuesOf(answer.cursor)));
  const text = `{"changes":${answer.changes},"cursor":${cursor},"more":${answer.more}}`;
  return written(text, answer.lastModified);
}

const valuesOf = (cursor: ChangesCursor): (string | number)[] =>
  cursor.phase === 'all'
    ? ['changes', 'all', cursor.log, 0, cursor.began, cursor.after]
    : ['changes', 'changes', cursor.log, cursor.since, cursor.revision, cursor.id];

function cursorIn([, phase, log, since, revision, id]: v.InferOutput<typeof place>): ChangesCursor {
  return phase === 'all' ? { log, phase, began: revision, after: id } : { log, phase, since, revision, id };
}
