/** `POST /api/publish`: a batch of source files → what became of each. */

import * as v from 'valibot';
import { log } from '../../log.ts';
import { outdatedBy } from '../../publish/order.ts';
import { parseFile } from '../../publish/parse.ts';
import { batchLimits, type Batch, type FileResult } from '../../publish/protocol.ts';
import { textOf } from '../../utf8.ts';
import { catalogOf, siteOf, type AppContext } from '../context.ts';
import { failure } from '../errors.ts';

const path = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(1024),
  v.check(
    (path) => !/^\/|\0|(^|\/)\.{0,2}(\/|$)/.test(path),
    'a path is relative to the content folder, like a/b.md',
  ),
);

const batch = v.object({
  put: v.array(
    v.object({
      path,
      blob: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/, 'a blob is 40 hex digits, as git names it')),
      source: v.string(),
      movedFrom: v.exactOptional(path),
    }),
  ),
  delete: v.array(path),
  more: v.exactOptional(v.boolean()),
  push: v.exactOptional(
    v.object({
      commit: v.pipe(
        v.string(),
        v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'a commit is 40 or 64 hex digits'),
      ),
      time: v.pipe(v.number(), v.safeInteger()),
      force: v.exactOptional(v.boolean()),
    }),
  ),
}) satisfies v.GenericSchema<unknown, Batch>;

export async function publish(c: AppContext): Promise<Response> {
  const result = v.safeParse(batch, await contentOf(c));
  if (!result.success) {
    const [{ message }] = result.issues;
    return failure(
      c,
      400,
      `The batch can't be read: ${v.getDotPath(result.issues[0]) ?? 'body'}: ${message}.`,
    );
  }
  const { put, delete: deleted, more = false, push } = result.output;
  if (put.length + deleted.length > batchLimits.files) {
    return failure(c, 413, `A batch holds ${batchLimits.files} files; split it.`);
  }
  const site = siteOf(c);
  const started = Date.now();
  const parsed = put.map((file) => ({
    path: file.path,
    blob: file.blob,
    ...(file.movedFrom !== undefined && { movedFrom: file.movedFrom }),
    parsed: parseFile(file, site),
  }));
  const committed = await catalogOf(c).commit({ put: parsed, delete: deleted, more, ...(push && { push }) });
  if ('tooMuch' in committed) return failure(c, 413, committed.tooMuch);
  if (!('outdatedBy' in committed)) {
    log('info', 'publish', {
      files: committed.files.length,
      results: countByStatus(committed.files),
      more,
      ms: Date.now() - started,
    });
    return c.json(committed);
  }
  return failure(c, 409, outdatedBy(committed.outdatedBy));
}

/** What the body says in JSON; undefined where it says nothing. */
async function contentOf(c: AppContext): Promise<unknown> {
  try {
    // Megabytes of text, as a rule: `json()` would take twice as long.
    return JSON.parse(textOf(new Uint8Array(await c.req.arrayBuffer())));
  } catch {
    return undefined;
  }
}

function countByStatus(files: readonly FileResult[]): Partial<Record<FileResult['status'], number>> {
  const counts: Partial<Record<FileResult['status'], number>> = {};
  for (const { status } of files) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
