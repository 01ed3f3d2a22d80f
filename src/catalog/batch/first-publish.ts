/** What a first publish of a whole folder would say: the same decisions, without a catalog. Pure; `edgefeed check` uses it. */

import type { ParsedArticle } from '../../article/article.ts';
import type { ParseResult } from '../../article/parse.ts';
import { urlNamespace, uuidOf } from '../../article/uuid.ts';
import type { FileResult } from '../../publish/protocol.ts';
import type { Site } from '../../site/config.ts';
import { decide } from './decide.ts';
import { EmptyCatalog } from './empty.ts';
import type { ParsedPut } from './parsed-batch.ts';

/** A parsed file, of which only the parts are kept that a decision needs: a folder may have any number. */
export function briefOf(path: string, parsed: ParseResult): ParsedPut {
  return {
    path,
    blob: path,
    parsed:
      parsed.status === 'article' ? { ...parsed, article: brief(parsed.article), problems: [] } : parsed,
  };
}

/** @param puts as `briefOf` gives them @returns the results of files whose article a publish says more about */
export function decideFirst(
  puts: ParsedPut[],
  { url, id, timezone }: Pick<Site, 'url' | 'id' | 'timezone'>,
): FileResult[] {
  const given = { now: 0, siteId: id || uuidOf(url, urlNamespace), siteUrl: url, timezone };
  const { results } = decide(new EmptyCatalog(), { put: puts, delete: [] }, given);
  return results.filter(({ problems }) => problems.length > 0);
}

const brief = (article: ParsedArticle): ParsedArticle => ({
  ...article,
  title: '',
  summary: '',
  html: '',
  categories: [],
  tags: [],
  authors: [],
  media: [],
});
