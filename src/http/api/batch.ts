/** Validates the JSON of a batch. */

import * as v from 'valibot';
import { limits } from '../../limits.ts';
import type { Batch } from '../../publish/protocol.ts';

const commitId = v.pipe(
  v.string(),
  v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'a commit is 40 or 64 hex digits'),
);

/** ms; ISO 8601 writes no later year with four digits. */
const endOf9999 = 253_402_300_799_999;
const when = 'a time is a whole number of milliseconds, of a date in the years 1970 to 9999';

/** RFC 9110, 8.3.1, with parameters. */
const mediaType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:; ?[\w-]+=[\w.-]+)*$/;

/** Pixels. */
const side = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000_000));

// Paths are checked file by file later: an invalid one must not fail the batch, and a stored one can always be deleted.
export const batch = v.object({
  put: v.array(
    v.object({
      path: v.string(),
      blob: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/, 'a blob is 40 hex digits, as git names it')),
      source: v.string(),
      movedFrom: v.exactOptional(v.string()),
      order: v.exactOptional(
        v.object({
          publish: v.pipe(v.string(), v.maxLength(limits.publishNameLength, 'a publish has a short name')),
          file: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
        }),
      ),
    }),
  ),
  files: v.exactOptional(
    v.array(
      v.object({
        path: v.string(),
        blob: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/, 'a blob is 40 hex digits, as git names it')),
        type: v.pipe(
          v.string(),
          v.maxLength(limits.typeLength, 'a media type is short'),
          v.regex(mediaType, 'a media type is like image/png'),
        ),
        bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
        width: v.exactOptional(side),
        height: v.exactOptional(side),
        duration: v.exactOptional(v.pipe(v.number(), v.finite(), v.minValue(0))),
        movedFrom: v.exactOptional(v.string()),
      }),
    ),
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

/** Characters of an error message: valibot quotes the invalid value. */
const longestMessage = 200;

/** @returns the batch, or why it is invalid, beginning with the place */
export function readBatch(
  value: unknown,
): { status: 'ok'; batch: Batch } | { status: 'invalid'; why: string } {
  // The first issue is enough: a list of a million invalid entries would have a million.
  const result = v.safeParse(batch, value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    return {
      status: 'invalid',
      why: `${v.getDotPath(issue) ?? 'body'}: ${issue.message.slice(0, longestMessage)}`,
    };
  }
  const why = duplicatePath(result.output);
  return why === undefined ? { status: 'ok', batch: result.output } : { status: 'invalid', why };
}

/** Finds a path that occurs twice: the batch does not say which of the two is meant. */
function duplicatePath({ put, files = [], delete: deleted }: Batch): string | undefined {
  const paths = new Set<string>();
  for (const [list, puts] of [
    ['put', put],
    ['files', files],
  ] as const) {
    for (const [i, { path }] of puts.entries()) {
      if (paths.has(path))
        return `${list}.${i}.path: this path occurs twice in the batch; send each file once`;
      paths.add(path);
    }
  }
  const i = deleted.findIndex((path) => paths.has(path));
  return i < 0
    ? undefined
    : `delete.${i}: this path is to be published, too; send it in only one of the lists`;
}
