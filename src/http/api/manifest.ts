/** `/api/manifest`: the published files and their digests, so that a publisher sends only what differs. */

import * as v from 'valibot';
import { bucketCount } from '../../publish/manifest.ts';
import type { ManifestQuery, ManifestSummary } from '../../publish/protocol.ts';
import { catalogOf, siteOf, type AppContext } from '../context.ts';
import { errorResponse } from '../answer/errors.ts';
import { jsonIn } from './json.ts';

const names = v.pipe(v.array(v.pipe(v.string(), v.regex(/^\d{1,4}$/))), v.maxLength(bucketCount));

export const manifestQuery = v.object({
  buckets: names,
  files: v.exactOptional(names),
}) satisfies v.GenericSchema<unknown, ManifestQuery>;

/** `GET`: the digests of all buckets, and the address of the site. */
export async function manifest(c: AppContext): Promise<Response> {
  const summary = await catalogOf(c).manifest();
  return c.json({ ...summary, site: siteOf(c).url } satisfies ManifestSummary);
}

/** `POST` with names of buckets: the files in them. */
export async function manifestFiles(c: AppContext): Promise<Response> {
  const json = await jsonIn(c.req.raw);
  const result = v.safeParse(manifestQuery, json.status === 'ok' ? json.value : undefined, {
    abortEarly: true,
  });
  if (!result.success)
    return errorResponse(
      c,
      400,
      'The body must be {"buckets": ["0", "17", …]}, with names from GET /api/manifest.',
    );
  const { buckets, files = [] } = result.output;
  return c.json(await catalogOf(c).manifestFiles(buckets.map(Number), files.map(Number)));
}
