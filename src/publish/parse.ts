/** Parsing a file as it arrived at the worker, whichever way it came. */

import { parseArticle, type ParseResult } from '../article/parse.ts';
import { wholeFile, type ProblemCode } from '../article/problem.ts';
import type { Site } from '../site/config.ts';
import { log, reasonOf } from '../log.ts';
import { utf8Of } from '../utf8.ts';
import { blobId } from './manifest.ts';
import { pathProblem } from './path.ts';
import type { FilePut } from './protocol.ts';

/** Parses one file; should parsing fail with a bug, that is this file's problem and no other's. */
export function parseFile(
  { path, blob, source }: Pick<FilePut, 'path' | 'blob' | 'source'>,
  site: Pick<Site, 'url' | 'timezone'>,
): ParseResult {
  const wrong = pathProblem(path);
  if (wrong !== undefined) return refusal('path', wrong);
  if (blobId(utf8Of(source)) !== blob) {
    return refusal('blob', 'the file arrived changed: its blob id is another; publish again');
  }
  try {
    return parseArticle({ path, source }, { siteUrl: site.url, timezone: site.timezone });
  } catch (error) {
    log('error', 'parse', { path, error: reasonOf(error) });
    return refusal(
      'internal',
      'edgefeed could not parse this file, which is a bug in edgefeed; please report it with the file',
    );
  }
}

/** An error of the file as a whole. */
export function refusal(code: ProblemCode, message: string): ParseResult {
  return { status: 'error', problems: [wholeFile(code, message)] };
}
