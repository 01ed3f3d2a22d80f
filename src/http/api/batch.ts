/** The shape of a batch, as the publish API takes it. */

import * as v from 'valibot';
import { limits } from '../../limits.ts';
import type { Batch } from '../../publish/protocol.ts';

const commitId = v.pipe(
  v.string(),
  v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'a commit is 40 or 64 hex digits'),
);

/** Ms of the last moment of the year 9999, the last that ISO 8601 writes with four digits. */
const endOf9999 = 253_402_300_799_999;
const when = 'a time is a whole number of milliseconds, of a date in the years 1970 to 9999';

// Whether a path may be published is asked file by file: a wrong one is refused alone, and one that is stored already
// can always be deleted.
const schema = v.object({
  put: v.array(
    v.object({
      path: v.string(),
      blob: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/, 'a blob is 40 hex digits, as git names it')),
      source: v.string(),
      movedFrom: v.exactOptional(v.string()),
    }),
  ),
  delete: v.array(v.string()),
  more: v.exactOptional(v.boolean()),
  push: v.exactOptional(
    v.object({
      commit: commitId,
      time: v.pipe(v.number(when), v.integer(when), v.minValue(0, when), v.maxValue(endOf9999, when)),
      force: v.exactOptional(v.boolean()),
      ancestors: v.exactOptional(
        v.pipe(
          v.array(commitId),
          v.maxLength(limits.ancestors, `a push names ${limits.ancestors} ancestors at most`),
        ),
      ),
    }),
  ),
}) satisfies v.GenericSchema<unknown, Batch>;

/** Characters of a message: what valibot says of a wrong value repeats the value. */
const longestMessage = 200;

/** @returns the batch; or what is wrong with it, with the place */
export function readBatch(value: unknown): { batch: Batch } | { problem: string } {
  // One issue is enough: a list of a million wrong entries has a million.
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    return { problem: `${v.getDotPath(issue) ?? 'body'}: ${issue.message.slice(0, longestMessage)}` };
  }
  const twice = contradiction(result.output);
  return twice === undefined ? { batch: result.output } : { problem: twice };
}

/** A path that is named twice: which of the two is meant, nothing tells. */
function contradiction({ put, delete: deleted }: Batch): string | undefined {
  const paths = new Set<string>();
  for (const [i, { path }] of put.entries()) {
    if (paths.has(path)) return `put.${i}.path: the batch has this path already; send each file once`;
    paths.add(path);
  }
  const i = deleted.findIndex((path) => paths.has(path));
  return i < 0 ? undefined : `delete.${i}: the batch has this path in "put" too; send it in one of the two`;
}
