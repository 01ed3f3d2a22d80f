/** What a first publish of a whole folder would say: the same decisions, without a catalog. Pure; `edgefeed check` uses it. */

import type { ParsedArticle } from '../../article/article.ts';
import { urlNamespace, uuidOf } from '../../article/uuid.ts';
import type { FileResult } from '../../publish/protocol.ts';
import type { Site } from '../../site/config.ts';
import { decide } from './decide.ts';
import { EmptyCatalog } from './empty.ts';
import type { ArticlePut, ShowPut } from './parsed-batch.ts';

/** An article, of which only the parts are kept that a decision needs: a folder may have any number of files. */
export function briefOf(path: string, parsed: ArticlePut['parsed']): ArticlePut {
  const { notes: _notes, oldAddresses: _old, ...others } = parsed;
  return { path, blob: path, parsed: { ...others, article: brief(parsed.article), problems: [] } };
}

/** A show, whose own problems are told already. */
export const briefOfShow = (path: string, parsed: ShowPut['parsed']): ShowPut => ({
  path,
  blob: path,
  parsed: { ...parsed, problems: [] },
});

/** @param puts as `briefOf` and `briefOfShow` give them @returns the results of files whose article a publish says more about */
export function decideFirst(
  puts: (ArticlePut | ShowPut)[],
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
