/** `/v1/openapi.json` */

import type { Answer } from '../answer/representation.ts';
import { changedAt, siteOf, type AppContext } from '../context.ts';
import { json } from './answer.ts';
import { noQuery } from './queries.ts';
import { openApi } from './openapi.ts';
import { queryIn } from './query.ts';

export async function serveContract(c: AppContext): Promise<Answer | Response> {
  const query = queryIn(c, noQuery);
  return query instanceof Response ? query : json(openApi(siteOf(c)), changedAt(c, 0));
}
