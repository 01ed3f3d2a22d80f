/** `POST /api/backup`: a page of a backup, as lines of JSON. A key may be longer than an address, so it comes in a body. */

import * as v from 'valibot';
import { backupQuery } from '../../publish/backup/protocol.ts';
import { errorResponse } from '../answer/errors.ts';
import { catalogOf, type AppContext } from '../context.ts';
import { jsonIn } from './json.ts';

export async function backup(c: AppContext): Promise<Response> {
  const json = await jsonIn(c.req.raw);
  const query = v.safeParse(backupQuery, json.status === 'ok' ? json.value : undefined, { abortEarly: true });
  if (!query.success)
    return errorResponse(c, 400, 'The body must be {"kind": "articles", "after": […], "state": "…"}.');
  const page = await catalogOf(c).backup(query.output);
  if (page.status === 'changed')
    return errorResponse(c, 412, 'The catalog has changed since the first page; begin again.');
  return c.body(page.body as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': 'application/jsonl' });
}
