/** Parses files in isolation, in the worker and in the command line: a bug in one affects no other. */

import { parseArticle, type ParseOptions, type ParseResult } from '../article/parse.ts';
import { wholeFile, type Problem, type ProblemCode } from '../article/problem.ts';
import { log, reasonOf } from '../log.ts';
import { parseRedirects, type RedirectsResult } from '../redirects/parse.ts';
import type { Site } from '../site/config.ts';
import { utf8Of } from '../utf8.ts';
import { kindOf } from './file-kind.ts';
import { blobId } from './manifest.ts';
import { pathProblem } from './path.ts';
import type { FilePut } from './protocol.ts';

/** What a file is: an article, or the redirects of the site. */
export type ParsedFile = ParseResult | RedirectsResult;

/**
 * Parses one file by its kind. A bug in the parser is logged with its stack and becomes a problem of this file; the rest of the
 * batch is published.
 */
export function parseSafely(file: { path: string; source: string }, options: ParseOptions): ParsedFile {
  try {
    return kindOf(file.path) === 'redirects'
      ? parseRedirects(file.source, options.siteUrl)
      : parseArticle(file, options);
  } catch (error) {
    log('error', 'parse', { path: file.path, error: reasonOf(error) });
    const message = `a bug in edgefeed stopped this file; please report it: ${String(error)}`;
    return refusal('internal', message);
  }
}

/** Checks and parses one file that arrived at the worker, from the API or from GitHub. */
export function parseFile(
  { path, blob, source }: Pick<FilePut, 'path' | 'blob' | 'source'>,
  site: Pick<Site, 'url' | 'timezone' | 'lineBreaks'>,
): ParsedFile {
  const wrong = pathProblem(path);
  if (wrong !== undefined) return refusal('path', wrong);
  if (blobId(utf8Of(source)) !== blob) {
    return refusal('blob', 'the content does not match its blob id, so it changed in transit; publish again');
  }
  const result = parseSafely(
    { path, source },
    { siteUrl: site.url, timezone: site.timezone, lineBreaks: site.lineBreaks },
  );
  // Notes are about other files of the folder: `edgefeed check` knows them, the worker does not.
  if (result.status === 'article') delete result.notes;
  return result;
}

/** The result for a file that is refused as a whole. */
export function refusal(code: ProblemCode, message: string): { status: 'error'; problems: Problem[] } {
  return { status: 'error', problems: [wholeFile(code, message)] };
}
