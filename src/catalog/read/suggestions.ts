/** What a reader may have meant by a search that finds nothing. Each step reads a number of rows that is bounded. */

import { foldName } from '../../article/fold.ts';
import { foldText } from '../../site/folded-text.ts';
import { nearestWords, otherBeginnings, sharedBeginning } from '../../site/misspellings.ts';
import { queryOf, type Query } from '../../site/query.ts';
import { termsOf, type SearchTerm } from '../../site/search-terms.ts';
import { limits } from '../../limits.ts';
import type { Suggestions } from '../../store/documents.ts';
import type { TermCount } from '../tables/terms.ts';
import type { Tables } from '../tables/tables.ts';

/** Searches, and names of categories, tags and authors, that are suggested. */
const mostQueries = 3;
const mostNames = 6;
/** Words whose spelling is looked up, and words that are offered for one. */
const mostMisspelled = 2;
const mostNeighbours = 3;
/** Searches that are tried: each is one query of the index. */
const mostTried = 12;

export function suggestionsFor(tables: Tables, query: Query): Suggestions {
  const words = wordsOf(query);
  const unknown = new Map<string, string[]>();
  for (const { text, isSpaceless } of words) {
    if (tables.search.finds([text])) continue;
    const looksUp = unknown.size < mostMisspelled;
    unknown.set(text, !looksUp ? [] : isSpaceless ? [segmentsOf(text)] : neighboursOf(tables, text));
  }
  const texts = words.map(({ text }) => text);
  return {
    queries: found(tables, query, attempts(texts, unknown)),
    terms: named(tables, [query.text, ...texts, ...[...unknown.values()].flat()]),
  };
}

/** The words of a query, as the index has them: `feeds/atom` is two. */
function wordsOf({ words }: Query): SearchTerm[] {
  const all = termsOf(words).flatMap(({ text, isSpaceless }) =>
    (isSpaceless ? [text] : foldText(text).split(/[^\p{L}\p{N}\p{M}]+/u))
      .filter(Boolean)
      .map((word) => ({ text: word, isSpaceless })),
  );
  return [...new Map(all.map((word) => [word.text, word])).values()].slice(0, limits.queryWords);
}

/** Searches to try, the nearest to what was asked for first. @param unknown what may stand for a word that nothing has */
function* attempts(
  words: readonly string[],
  unknown: ReadonlyMap<string, readonly string[]>,
): Generator<string[]> {
  for (let nth = 0; nth < mostNeighbours; nth++) {
    const corrected = words.map((word) => {
      const instead = unknown.get(word);
      return instead ? instead[Math.min(nth, instead.length - 1)] : word;
    });
    if (unknown.size > 0) yield corrected.filter((word) => word !== undefined);
  }
  if (unknown.size > 0) {
    yield words.filter((word) => !unknown.has(word));
    for (const segment of [...unknown.values()].flat().flatMap((instead) => instead.split(' '))) {
      // A single character is in too many words.
      if (segment.length > 1) yield [segment];
    }
  } else {
    for (const word of words) yield words.filter((other) => other !== word);
  }
}

/** The first of some searches that find something. */
function found({ search }: Tables, { text }: Query, tried: Iterable<string[]>): string[] {
  const queries = new Set<string>();
  let count = 0;
  for (const words of tried) {
    const { text: query, words: wanted } = queryOf(words.join(' '));
    if (query === '' || query === text || queries.has(query)) continue;
    if (++count > mostTried) break;
    if (search.finds(wanted)) queries.add(query);
    if (queries.size === mostQueries) break;
  }
  return [...queries];
}

/** Words of the index that differ in a letter or two. */
function neighboursOf({ vocabulary }: Tables, word: string): string[] {
  const beginning = sharedBeginning(word);
  if (beginning === undefined) return [];
  const words = [...vocabulary.beginningWith(beginning), ...vocabulary.among(otherBeginnings(word))];
  return [...new Set(nearestWords(word, words).map(({ term }) => term))].slice(0, mostNeighbours);
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** A clause of a script without spaces as words, with spaces between them. */
const segmentsOf = (text: string): string =>
  Array.from(segmenter.segment(text), ({ segment }) => segment).join(' ');

/** Categories, tags and authors whose names begin like one of these, those with the most articles first. */
function named({ terms }: Tables, names: readonly string[]): Suggestions['terms'] {
  const folds = new Set(names.map(foldName).filter((fold) => fold.length > 1 || /\p{sc=Han}/u.test(fold)));
  const like = [...folds].slice(0, limits.queryWords).flatMap((fold) => terms.beginningWith(fold));
  return [...new Map(like.map((term) => [`${term.kind}:${term.name}`, term])).values()]
    .filter((term): term is TermCount & Suggestions['terms'][number] => term.kind !== 'all')
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, mostNames);
}
