/** `/api/manifest`: what the catalog holds, so that a publisher sends only what differs. */

import * as v from 'valibot';
import { bucketCount } from '../../publish/manifest.ts';
import type { ManifestQuery } from '../../publish/protocol.ts';
import { catalogOf, type AppContext } from '../context.ts';
import { errorResponse } from '../answer/errors.ts';
import { jsonIn } from './json.ts';

const query = v.object({
  buckets: v.pipe(v.array(v.pipe(v.string(), v.regex(/^\d{1,4}$/))), v.maxLength(bucketCount)),
}) satisfies v.GenericSchema<unknown, ManifestQuery>;

/** `GET`: digests of all buckets. */
export async function manifest(c: AppContext): Promise<Response> {
  return c.json(await catalogOf(c).manifest());
}

/** `POST` with names of buckets: their files. */
export async function manifestFiles(c: AppContext): Promise<Response> {
  const json = await jsonIn(c.req.raw);
  const result = v.safeParse(query, 'value' in json ? json.value : undefined, { abortEarly: true });
  if (!result.success)
    return errorResponse(c, 400, 'Send {"buckets": ["0", "17", …]} with names from GET /api/manifest.');
  return c.json(await catalogOf(c).manifestFiles(result.output.buckets.map(Number)));
}
