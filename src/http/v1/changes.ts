/** `/v1/changes`: everything that is published, then what changes. */

import * as v from 'valibot';
import { limits } from '../../limits.ts';
import type { ChangesCursor } from '../../catalog/read/changes.ts';
import { decodeOpaque, encodeOpaque } from '../../site/opaque-cursor.ts';
import { errorResponse } from '../answer/errors.ts';
import type { Answer } from '../answer/representation.ts';
import { siteOf, type AppContext } from '../context.ts';
import { changesSince } from '../documents/documents.ts';
import { json } from './answer.ts';
import { appArticle } from './article.ts';
import { changesQuery } from './contract.ts';
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
  const answer = await changesSince(c, since && cursorIn(since), query.limit ?? limits.appEntries);
  if (answer.status === 'expired') {
    return errorResponse(
      c,
      410,
      'Changes since this cursor are not known any more; ask for /v1/changes without "since", and replace your copy.',
      {},
      { parameter: 'since' },
    );
  }
  const { url } = siteOf(c);
  const document = {
    changes: answer.changes.map(({ change, id, article }) => ({
      change,
      id,
      ...(article && { article: appArticle(url, article, query.fields) }),
    })),
    cursor: encodeOpaque(valuesOf(answer.cursor)),
    more: answer.more,
  };
  return json(document, answer.lastModified);
}

const valuesOf = (cursor: ChangesCursor): (string | number)[] =>
  cursor.phase === 'all'
    ? ['changes', 'all', cursor.log, 0, cursor.began, cursor.after]
    : ['changes', 'changes', cursor.log, cursor.since, cursor.revision, cursor.id];

function cursorIn([, phase, log, since, revision, id]: v.InferOutput<typeof place>): ChangesCursor {
  return phase === 'all' ? { log, phase, began: revision, after: id } : { log, phase, since, revision, id };
}
