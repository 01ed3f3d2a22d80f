/** Deciding what a batch does to the catalog: identities, addresses, and which files are refused. */

import type { Article, ParsedArticle } from '../../article/article.ts';
import { limits } from '../../limits.ts';
import { articleUrl } from '../../article/address.ts';
import { liveness } from '../../article/liveness.ts';
import { addressOf } from '../../article/location.ts';
import { placeOfUrl } from '../../article/named-files.ts';
import { undated, wholeFile, type Problem } from '../../article/problem.ts';
import { kindOf } from '../../publish/file-kind.ts';
import type { FileResult } from '../../publish/protocol.ts';
import { bytesOf } from '../tables/chunks.ts';
import { isListed, type CatalogEntry, type Change } from '../tables/entry.ts';
import { choicesFor } from './address-choice.ts';
import { addressesAfter, choose, setAddress, type Taken } from './addresses.ts';
import { ChangeSet } from './changeset.ts';
import { exchanging } from './exchange.ts';
import { publishFile, removeFile } from './files.ts';
import { idFor, keepId, moveId, takeId } from './ids.ts';
import {
  isArticle,
  isAsset,
  isRedirects,
  isShow,
  type ArticlePut,
  type ParsedBatch,
  type ParsedPut,
  type RedirectsPut,
} from './parsed-batch.ts';
import { byPrecedence } from './precedence.ts';
import { publishShows, removeShow } from './shows.ts';
import type { View } from './view.ts';

export interface Decision {
  /** To be written. */
  changes: ChangeSet;
  /** One for each file of the batch. */
  results: FileResult[];
}

interface Given {
  /** ms */
  now: number;
  siteId: string;
  siteUrl: string;
  /** IANA */
  timezone: string;
}

/** The state that the steps below share. */
interface State extends Given, Decision {
  snapshot: View;
  /** Paths that the batch deletes. */
  deleted: ReadonlySet<string>;
  /** Published articles without some of their aliases, with the reasons: others of the batch may have been there yet. */
  waiting: { path: string; problems: Problem[] }[];
}

/** Writes nothing. Each decision is overlaid on the snapshot, so that the next one sees it. */
export function decide(
  snapshot: View,
  { put, delete: deleted }: Pick<ParsedBatch, 'put' | 'delete'>,
  given: Given,
): Decision {
  const results: FileResult[] = put
    .filter((file) => snapshot.isUnchanged(file))
    .map(({ path, parsed: { problems } }) => ({ path, status: 'unchanged', problems }));
  const changed = put.filter((file) => !snapshot.isUnchanged(file));
  const state = {
    ...given,
    snapshot,
    deleted: new Set(deleted),
    changes: new ChangeSet(),
    results,
    waiting: [],
  };
  deleteFiles(state, deleted, changed);
  for (const file of changed) {
    if (isAsset(file)) publishFile(state, file);
    else if (isRedirects(file)) replaceRedirects(state, file);
    else if (!isArticle(file) && !isShow(file)) withdraw(state, file);
  }
  replaceArticles(state, publishShows(state, changed.filter(isShow)));
  publishAll(state, changed.filter(isArticle));
  takeAliases(state);
  return { changes: state.changes, results };
}

function deleteFiles(state: State, paths: readonly string[], changed: readonly ParsedPut[]): void {
  const { snapshot, changes, results } = state;
  const moved = new Set([
    ...changed.filter(isArticle).map((put) => previousOf(state, put)?.article.path),
    ...changed.filter(isShow).map(({ movedFrom }) => movedFrom),
  ]);
  // A file that moved and has an error at its new path: its article stays where it was.
  const staying = new Set(
    changed.flatMap(({ parsed, movedFrom }) => (parsed.status === 'error' ? (movedFrom ?? []) : [])),
  );
  for (const path of paths) {
    if (staying.has(path) && !moved.has(path)) {
      results.push({ path, status: 'unchanged', problems: [] });
      continue;
    }
    const entry = snapshot.at(path);
    if (entry && !moved.has(path)) unpublish(state, entry);
    if (snapshot.assetAt(path) !== undefined) removeFile(state, path);
    if (snapshot.isKnown(path)) {
      changes.removeFile(path);
      if (kindOf(path) === 'redirects') changes.redirects([]);
      if (kindOf(path) === 'show' && !moved.has(path)) removeShow(state, path);
    }
    results.push({ path, status: 'deleted', problems: [] });
  }
}

function replaceRedirects({ changes, results }: State, { path, blob, parsed }: RedirectsPut): void {
  changes.redirects(parsed.rules);
  changes.file({ path, blob, status: 'redirects' });
  results.push({ path, status: 'redirects', problems: parsed.problems });
}

/** Unpublishes articles whose files are shows now; earlier versions published every file of a show as an article. */
function replaceArticles(state: State, paths: readonly string[]): void {
  for (const entry of paths.flatMap((path) => state.snapshot.at(path) ?? [])) unpublish(state, entry);
}

/** Unpublishes the article of a file that is a draft or has no front matter now. A file with an error keeps its article. */
function withdraw(state: State, put: ParsedPut): void {
  const { path, blob, parsed } = put;
  const { status, problems } = parsed;
  state.results.push({ path, status, ...(status === 'draft' && { heldBack: parsed.heldBack }), problems });
  if (status !== 'draft' && status !== 'skip') return;
  const entry = state.snapshot.at(path);
  if (entry) unpublish(state, entry);
  moveId(state, put);
  state.changes.file({ path, blob, status });
}

function unpublish(state: State, entry: CatalogEntry): void {
  const { snapshot, changes } = state;
  keepId(state, entry);
  snapshot.remove(entry);
  changes.article(entry, undefined);
  for (const row of snapshot.addressesOf(entry.article.id))
    setAddress(snapshot, changes, { ...row, state: 'gone' });
}

/** Gives aliases to their articles that others of the batch had when these were published, and have left since. */
function takeAliases({ snapshot, changes, results, waiting }: State): void {
  for (const { path, problems } of waiting) {
    const entry = snapshot.at(path)!;
    const now = addressesAfter(snapshot, entry, entry, '');
    for (const row of now.rows) setAddress(snapshot, changes, row);
    const messages = new Set(now.problems.map(({ message }) => message));
    const solved = new Set(problems.filter(({ message }) => !messages.has(message)));
    const result = results.find((result) => result.path === path)!;
    result.problems = result.problems.filter((problem) => !solved.has(problem));
  }
}

interface Refused extends Taken {
  put: ArticlePut;
}

/**
 * Publishes in rounds: an article may need an address that another one of the batch gives up later. Articles whose
 * addresses stay taken then choose another one. The order of the batch decides nothing.
 */
function publishAll(state: State, puts: readonly ArticlePut[]): void {
  const inOrder = puts.toSorted(byPrecedence);
  const taken = publishInRounds(state, inOrder, false).map(({ put }) => put);
  for (const { put, problem, ...others } of publishInRounds(state, taken, true)) {
    // A refused move leaves its article where it was. Without its file the article could never be deleted.
    const previous = previousOf(state, put);
    if (previous) state.changes.keepFile(previous.article.path);
    const problems = [...put.parsed.problems, problem];
    state.results.push({ path: put.path, status: 'error', ...others, problems });
  }
}

/** @returns the articles that are still refused when neither a round nor an exchange publishes any */
function publishInRounds(state: State, puts: readonly ArticlePut[], mayChoose: boolean): Refused[] {
  for (let left = puts; ;) {
    const refused = left.flatMap((put) => publish(state, put, mayChoose) ?? []);
    const still = refused.length < left.length ? refused : exchange(state, refused);
    if (still.length === 0 || still.length === left.length) return still;
    left = still.map(({ put }) => put);
  }
}

/** Publishes articles that wait for each other. @returns those that are still refused */
function exchange(state: State, refused: readonly Refused[]): Refused[] {
  const { snapshot, timezone } = state;
  const puts = refused.map(({ put }) => put);
  const together = exchanging(snapshot, puts, (put) => previousOf(state, put), timezone);
  const leaving = new Set(together.values());
  return refused.flatMap((one) =>
    together.has(one.put) ? (publish(state, one.put, false, leaving) ?? []) : one,
  );
}

/**
 * @param mayChoose whether the article may take another address, or another id, than the ones its file asks for
 * @param leaving articles that are published at other places next
 * @returns undefined: it is published
 */
function publish(
  state: State,
  put: ArticlePut,
  mayChoose: boolean,
  leaving?: ReadonlySet<CatalogEntry>,
): Refused | undefined {
  const { snapshot, changes, results, now, siteUrl, timezone } = state;
  const previous = previousOf(state, put);
  const choices = mayChoose ? choicesFor(put, timezone) : [];
  const chosen = choose(snapshot, put, previous, choices, timezone, leaving);
  if ('problem' in chosen) return { put, ...chosen };
  const { path, blob, parsed } = put;
  const { html, ...article } = identify(state, put, chosen, previous);
  const json = JSON.stringify(article);
  // The parser checks this too, but it does not know the id and the dates.
  if (bytesOf(json, limits.articleBytes) + bytesOf(html, limits.articleBytes) > limits.articleBytes) {
    const message = 'the article is over 1.9 MB as HTML; split it, or link to its parts';
    return { put, problem: wholeFile('too-large', message) };
  }
  const entry: Change = {
    article,
    stored: { json, html },
    ...liveness(article, now),
    changedAt: now,
    ...(put.order && { order: put.order }),
  };
  const replaced = snapshot.at(path);
  // Another file with an id of its own moved onto this path: the article that was here has no file any more.
  if (replaced && replaced !== previous) unpublish(state, replaced);
  // Links by file names lead to the address that the name gives.
  const byName = parsed.byName === undefined ? addressOf(path) : article.address;
  const addresses = addressesAfter(snapshot, entry, previous, byName);
  if (addresses.problems.length > 0) state.waiting.push({ path, problems: addresses.problems });
  if (!previous || !snapshot.isSame(entry, previous)) {
    if (previous) snapshot.remove(previous);
    changes.article(previous, entry);
    snapshot.set(entry);
    takeId(state, entry);
  }
  for (const row of addresses.rows) {
    // Few readers follow a link by a file name, so it is not worth a write to KV for each article with a slug.
    const isNew = row.address === byName && snapshot.address(byName) === undefined;
    setAddress(snapshot, changes, row, !isNew || row.state === 'article');
    // Its row is the same, but its document names the address that the article had.
    if (row.state === 'moved' && leadsElsewhere(previous, entry)) changes.rewriteAddress(row.address);
  }
  changes.file({ path, blob, status: 'article' });
  changes.oldAddresses({ id: article.id, addresses: parsed.oldAddresses ?? [] });
  const { files = [], beside = [] } = parsed.notes ?? {};
  const [medium] = article.media;
  const place = medium && placeOfUrl(siteUrl, medium.url);
  changes.naming({
    id: article.id,
    own: path,
    paths: files.map((file) => file.path),
    beside,
    ...(place !== undefined && { medium: place }),
  });
  results.push({
    path,
    status: entry.live ? 'article' : entry.wakeAt === null ? 'expired' : 'scheduled',
    url: articleUrl(siteUrl, article.address),
    problems: [
      ...parsed.problems,
      ...(article.kind !== parsed.article.kind ? [undated] : []),
      ...addresses.problems,
    ],
  });
  return undefined;
}

/** Whether the documents of the former addresses of an article, which lead to it, are others than before. */
const leadsElsewhere = (before: CatalogEntry | undefined, after: CatalogEntry): boolean =>
  before !== undefined && (before.article.address !== after.article.address || before.live !== after.live);

/** The article that the file was before this batch: at its path, at the path it moved from, or with its id. */
function previousOf(
  { snapshot, deleted }: State,
  { path, movedFrom, parsed }: ArticlePut,
): Change | undefined {
  const same = parsed.article.id === undefined ? undefined : snapshot.withId(parsed.article.id);
  if (same && deleted.has(same.article.path)) return same;
  const origin = movedFrom !== undefined && deleted.has(movedFrom) ? movedFrom : undefined;
  return snapshot.at(path) ?? (origin === undefined ? undefined : snapshot.at(origin));
}

function identify(
  state: State,
  put: ArticlePut,
  parsed: ParsedArticle,
  previous: CatalogEntry | undefined,
): Article {
  // An id stays for good, also when the author takes it out of the front matter.
  const id = parsed.id ?? previous?.article.id ?? idFor(state, put);
  const published = parsed.published ?? previous?.article.published ?? state.now;
  const updated = Math.max(published, parsed.updated ?? published);
  const arrival = arrivalOf(id, previous);
  return {
    ...parsed,
    id,
    published,
    updated,
    ...(isPage(parsed, previous) && { kind: 'page' }),
    // The last key, as where SQLite adds it.
    ...(arrival !== undefined && { arrival }),
  };
}

/** The arrival that an article keeps; undefined: it gets one when it is listed for the first time. */
function arrivalOf(id: string, previous: CatalogEntry | undefined): number | undefined {
  if (!previous) return undefined;
  const { arrival } = previous.article;
  // Under another id it would pass for an article that was never listed.
  return previous.article.id !== id && isListed(previous) ? (arrival ?? 0) : arrival;
}

/**
 * Whether an article without a date is a page: news needs a date. An article that an earlier version published on the day
 * that it first saw it keeps that date, and its place in the feeds.
 */
function isPage({ published, kind }: ParsedArticle, previous: CatalogEntry | undefined): boolean {
  if (published !== undefined || kind !== undefined) return false;
  return previous === undefined || previous.article.kind === 'page';
}
