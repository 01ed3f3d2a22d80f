/**
 * Files that a push renames and edits at once: a deletion and an addition become a move, so that the article keeps its id
 * and its former address. GitHub's own list of renames ends at 300 files and depends on the commit before; the catalog
 * knows the articles that are about to be deleted, and deletes them last.
 */

import type { ParsedArticle } from '../../article/article.ts';
import { titleOfPath } from '../../article/location.ts';
import { limits } from '../../limits.ts';
import type { ParsedPut } from '../batch/parsed-batch.ts';
import type { Doomed } from '../tables/articles.ts';
import type { Tables } from '../tables/tables.ts';
import { showOrigins } from './show-renames.ts';
import { similarity } from './similarity.ts';

/** As in the command line (`cli/source/git/renames.ts`): 50 %, git's own, gives articles the ids of others. */
const leastSimilar = 0.6;

/** Articles whose bodies are compared with that of a new file. */
const compared = 3;

/** UTF-16 code units of a body below which it says too little: the titles, dates and names have to say more. */
const shortBody = 300;

/** With the name of its file. */
type NamedDoomed = Doomed & { name: string };

/** A doomed article that a new file may come from. */
interface Candidate {
  doomed: Doomed;
  sameTitle: boolean;
  sameDate: boolean;
  sameName: boolean;
}

/**
 * Finds the former paths of new files, each used once.
 * @param puts parsed files, some of which have a `movedFrom` already
 * @returns the same files
 */
export function withOrigins(tables: Tables, puts: readonly ParsedPut[]): ParsedPut[] {
  const { files, steps, articles, withdrawn } = tables;
  const known = files.find(puts.map(({ path }) => path));
  const isNew = ({ path, movedFrom }: ParsedPut): boolean => movedFrom === undefined && !known.has(path);
  // A file may come to a path where another one was, and say so by its id.
  const isNamed = ({ movedFrom, parsed }: ParsedPut): boolean =>
    movedFrom === undefined && idOf(parsed) !== undefined;
  if (!puts.some((put) => isNew(put) || isNamed(put))) return [...puts];
  const deletes = steps.deletes(limits.renameCandidates);
  const ofShows = showOrigins(tables, puts.filter(isNew), deletes);
  const doomed = new Map(
    articles.doomed(deletes).map((entry) => [entry.path, { ...entry, name: titleOfPath(entry.path) }]),
  );
  const drafts = new Map(withdrawn.among(deletes).map((path) => [path, { path, name: titleOfPath(path) }]));
  const bodyOf = (id: string): string => articles.beginning(id, limits.comparedLength);
  return puts.map((put) => {
    if (!isNew(put) && !isNamed(put)) return put;
    const articles = [...doomed.values()];
    const origin = isNew(put)
      ? (ofShows.get(put.path) ??
        originOf(put, articles, bodyOf) ??
        namesakeOf(put, articles, [...drafts.values()]))
      : originOf(put, articles, bodyOf);
    if (origin === undefined) return put;
    doomed.delete(origin);
    drafts.delete(origin);
    return { ...put, movedFrom: origin };
  });
}

const idOf = (parsed: ParsedPut['parsed']): string | undefined =>
  parsed.status === 'article' ? parsed.article.id : undefined;

function originOf(
  { path, parsed }: ParsedPut,
  doomed: readonly NamedDoomed[],
  bodyOf: (id: string) => string,
): string | undefined {
  const name = titleOfPath(path);
  const isNamesake = (other: NamedDoomed): boolean => other.name === name;
  const article = 'article' in parsed ? parsed.article : undefined;
  if (parsed.status === 'error') {
    // The article stays where it was until the file is mended, so a name that only one other has is enough.
    const [namesake, ...others] = doomed.filter(isNamesake);
    return others.length === 0 ? namesake?.path : undefined;
  }
  if (parsed.status !== 'article' || !article) return undefined;
  if (article.id !== undefined) return doomed.find(({ id }) => id === article.id)?.path;
  const needed = article.html.length < shortBody ? 2 : 1;
  const candidates = doomed
    .map((other) => candidateOf(article, other, isNamesake(other)))
    .filter((candidate) => hits(candidate) >= needed)
    .sort((one, other) => hits(other) - hits(one))
    .slice(0, compared)
    .map((candidate) => ({ candidate, alike: similarity(article.html, bodyOf(candidate.doomed.id)) }))
    // The title and the moment are those of no other article, even if all of the text is new.
    .filter(({ candidate, alike }) => alike >= leastSimilar || (candidate.sameTitle && candidate.sameDate))
    .sort((one, other) => other.alike - one.alike);
  return candidates[0]?.candidate.doomed.path;
}

/** A file that is about to be deleted, with its name. */
type NamedFile = Pick<NamedDoomed, 'path' | 'name'>;

/**
 * Where a file came from of which either side is a draft, or has no front matter. There is no text to compare, so a name that
 * only one file has decides.
 * @param drafts files that were unpublished before
 */
function namesakeOf(
  { path, parsed: { status } }: ParsedPut,
  doomed: readonly NamedFile[],
  drafts: readonly NamedFile[],
): string | undefined {
  const isHidden = status === 'draft' || status === 'skip';
  if (!isHidden && status !== 'article') return undefined;
  const name = titleOfPath(path);
  const namesakes = [...(isHidden ? doomed : []), ...drafts].filter((other) => other.name === name);
  return namesakes.length === 1 ? namesakes[0]!.path : undefined;
}

const candidateOf = (article: ParsedArticle, doomed: Doomed, sameName: boolean): Candidate => ({
  doomed,
  sameTitle: doomed.title === article.title,
  sameDate: article.published !== undefined && doomed.published === article.published,
  sameName,
});

const hits = ({ sameTitle, sameDate, sameName }: Candidate): number =>
  Number(sameTitle) + Number(sameDate) + Number(sameName);

/**
 * How many of the deleted paths have a namesake among the added ones: most likely they are renames, which the bodies
 * confirm later.
 */
export function countNamesakes(added: Iterable<string>, deleted: Iterable<string>): number {
  const names = new Map<string, number>();
  for (const path of added) names.set(titleOfPath(path), (names.get(titleOfPath(path)) ?? 0) + 1);
  let count = 0;
  for (const path of deleted) {
    const left = names.get(titleOfPath(path)) ?? 0;
    if (left > 0) count++;
    names.set(titleOfPath(path), left - 1);
  }
  return count;
}
