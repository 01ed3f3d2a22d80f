/** Deciding about the articles of a batch: which are published, at which addresses, and which are refused. */

import { articleUrl } from '../../../article/address.ts';
import { liveness } from '../../../article/liveness.ts';
import { addressOf } from '../../../article/location.ts';
import { placeOfUrl } from '../../../article/named-files.ts';
import { undated, wholeFile } from '../../../article/problem.ts';
import { limits } from '../../../limits.ts';
import { bytesOf } from '../../tables/chunks.ts';
import type { CatalogEntry, Change } from '../../tables/entry.ts';
import { choicesFor } from './address-choice.ts';
import { addressesAfter, choose, setAddress, type Taken } from './addresses.ts';
import type { Deciding } from '../deciding.ts';
import { exchanging } from './exchange.ts';
import { identify } from './identify.ts';
import { takeId } from './ids.ts';
import type { ArticlePut } from '../parsed-batch.ts';
import { byPrecedence } from './precedence.ts';
import { previousOf } from './previous.ts';
import { unpublish } from './unpublish.ts';

interface Refused extends Taken {
  put: ArticlePut;
}

/**
 * Publishes in rounds: an article may need an address that another one of the batch gives up later. Articles whose
 * addresses stay taken then choose another one. The order of the batch decides nothing.
 */
export function publishArticles(state: Deciding, puts: readonly ArticlePut[]): void {
  const inOrder = puts.toSorted(byPrecedence);
  const taken = publishInRounds(state, inOrder, false).map(({ put }) => put);
  for (const { put, problem, ...others } of publishInRounds(state, taken, true)) {
    // A refused move leaves its article where it was. Without its file the article could never be deleted.
    const previous = previousOf(state, put);
    if (previous) state.changes.keepFile(previous.article.path);
    const problems = [...put.parsed.problems, problem];
    state.results.push({ path: put.path, status: 'error', ...others, problems });
  }
  takeAliases(state);
}

/** Gives aliases to their articles that others of the batch had when these were published, and have left since. */
function takeAliases({ snapshot, changes, results, waiting }: Deciding): void {
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

/** @returns the articles that are still refused when neither a round nor an exchange publishes any */
function publishInRounds(state: Deciding, puts: readonly ArticlePut[], mayChoose: boolean): Refused[] {
  for (let left = puts; ;) {
    const refused = left.flatMap((put) => publish(state, put, mayChoose) ?? []);
    const still = refused.length < left.length ? refused : exchange(state, refused);
    if (still.length === 0 || still.length === left.length) return still;
    left = still.map(({ put }) => put);
  }
}

/** Publishes articles that wait for each other. @returns those that are still refused */
function exchange(state: Deciding, refused: readonly Refused[]): Refused[] {
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
  state: Deciding,
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
