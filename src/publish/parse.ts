/** Parses files in isolation, in the worker and in the command line: a bug in one affects no other. */

import { parseArticle, type ParseOptions, type ParseResult } from '../article/parse.ts';
import { wholeFile, type Problem, type ProblemCode } from '../article/problem.ts';
import type { AssetFacts } from '../asset/facts.ts';
import { log, reasonOf } from '../log.ts';
import { parseRedirects, type RedirectsResult } from '../redirects/parse.ts';
import { parseShow, type ShowResult } from '../show/parse.ts';
import type { Site } from '../site/config.ts';
import { utf8Of } from '../utf8.ts';
import { kindOf } from './file-kind.ts';
import { blobId } from './manifest.ts';
import { assetPathProblem, pathProblem } from './path.ts';
import type { AssetPut, FilePut } from './protocol.ts';

/** A file that is published as it is; its publisher has read its facts. */
interface AssetResult {
  status: 'file';
  facts: AssetFacts;
  problems: Problem[];
}

/** What a source is: an article, a show, or the redirects of the site. */
type SourceResult = ParseResult | ShowResult | RedirectsResult;

/** What a file is. */
export type ParsedFile = SourceResult | AssetResult;

/**
 * Parses one file by its kind. A bug in the parser is logged with its stack and becomes a problem of this file; the rest of the
 * batch is published.
 */
export function parseSafely(file: { path: string; source: string }, options: ParseOptions): SourceResult {
  try {
    switch (kindOf(file.path)) {
      case 'redirects':
        return parseRedirects(file.source, options.siteUrl);
      case 'show':
        return parseShow(file, options);
      default:
        return parseArticle(file, options);
    }
  } catch (error) {
    log('error', 'parse', { path: file.path, error: reasonOf(error) });
    const message = `a bug in edgefeed stopped this file; please report it: ${String(error)}`;
    return refusal('internal', message);
  }
}

/** What the parser depends on besides a file; docs/decisions.md, An epoch instead of migrating stored articles. */
export const parseOptionsOf = ({
  url,
  timezone,
  lineBreaks,
  oldAddresses = [],
}: Pick<Site, 'url' | 'timezone' | 'lineBreaks' | 'oldAddresses'>): ParseOptions => ({
  siteUrl: url,
  timezone,
  lineBreaks,
  oldAddresses,
});

/** Checks and parses one file that arrived at the worker, from the API or from GitHub. */
export function parseFile(
  { path, blob, source }: Pick<FilePut, 'path' | 'blob' | 'source'>,
  site: Pick<Site, 'url' | 'timezone' | 'lineBreaks' | 'oldAddresses'>,
): ParsedFile {
  const wrong = pathProblem(path);
  if (wrong !== undefined) return refusal('path', wrong);
  if (blobId(utf8Of(source)) !== blob) {
    return refusal('blob', 'the content does not match its blob id, so it changed in transit; publish again');
  }
  const result = parseSafely({ path, source }, parseOptionsOf(site));
  // Of the notes, which are for `edgefeed check`, the catalog needs the files that belong to the article.
  if (result.status === 'article' && result.notes) {
    const { files, beside } = result.notes;
    result.notes = { ...noNotes, files, ...(beside && { beside }) };
  }
  return result;
}

/** Checks a file that is published as it is. Its facts are those that its publisher has read. */
export function readAsset(asset: AssetPut): {
  path: string;
  blob: string;
  movedFrom?: string;
  parsed: ParsedFile;
} {
  const { path, blob, movedFrom, ...facts } = asset;
  const wrong = assetPathProblem(path);
  const parsed: ParsedFile = wrong ? refusal('path', wrong) : { status: 'file', facts, problems: [] };
  return { path, blob, ...(movedFrom !== undefined && { movedFrom }), parsed };
}

const noNotes = { links: [], unknownTags: new Map<string, number>() };

/** The result for a file that is refused as a whole. */
export function refusal(code: ProblemCode, message: string): { status: 'error'; problems: Problem[] } {
  return { status: 'error', problems: [wholeFile(code, message)] };
}
