/** Ids and addresses of articles, none of which two articles may share. */

import { wholeFile, type Problem } from '../../../article/problem.ts';
import { queryFormOf } from '../../../article/query-address.ts';
import { limits } from '../../../limits.ts';
import type { ParsedArticle } from '../../../article/article.ts';
import type { AddressRow } from '../../tables/address-row.ts';
import type { CatalogEntry } from '../../tables/entry.ts';
import { isTranslation, mayStay, type Choice } from './address-choice.ts';
import type { ChangeSet } from '../changeset.ts';
import type { ArticlePut } from '../parsed-batch.ts';
import type { View } from '../view.ts';

/** Why an article can't be published. */
export interface Taken {
  problem: Problem;
  /** The path of the article that has its id. */
  idIsOf?: string;
}

/**
 * The article with an id and an address that no other article has.
 * @param previous the article that the file was; it stays at its address if a file of this name could be there
 * @param choices addresses to choose from if the one that the file asks for is taken; with none, a translation does not
 *   give up an id that it shares either
 * @param leaving articles whose ids and addresses are as good as free
 */
export function choose(
  snapshot: View,
  put: ArticlePut,
  previous: CatalogEntry | undefined,
  choices: readonly Choice[],
  timezone: string,
  leaving: ReadonlySet<CatalogEntry> = new Set(),
): ParsedArticle | Taken {
  const { path, parsed } = put;
  const { id, ...article } = parsed.article;
  const isOther = (entry: CatalogEntry | undefined): entry is CatalogEntry =>
    entry !== undefined && entry.article.path !== path && entry !== previous && !leaving.has(entry);
  const same = id === undefined ? undefined : snapshot.withId(id);
  const isShared = isOther(same);
  // A translation that was published without the shared id does not take it up again.
  if (isShared && !(isTranslation(same.article, article) && (choices.length > 0 || previous))) {
    const message = `${same.article.path} has the id "${id}" already; give one of the two another id`;
    return { problem: wholeFile('duplicate-id', message), idIsOf: same.article.path };
  }
  const identified = { ...article, ...(id !== undefined && !isShared && { id }) };
  if (previous && mayStay(put, previous, timezone)) {
    return { ...identified, address: previous.article.address };
  }
  const owner = ownerOf(snapshot, article.address);
  if (!isOther(owner)) return identified;
  const free = choices.find(
    ({ address, by }) =>
      !isOther(ownerOf(snapshot, address)) && (by === 'date' || isTranslation(owner.article, article)),
  );
  if (free) return { ...identified, address: free.address };
  const message = `${owner.article.path} is published at /articles/${article.address} already; give one of the two a slug of its own`;
  return { problem: wholeFile('duplicate-address', message) };
}

/** The article that is published at an address. */
function ownerOf(snapshot: View, address: string): CatalogEntry | undefined {
  const row = snapshot.address(address);
  const holder = row?.state === 'article' ? snapshot.holderOf(row.id) : undefined;
  // In an exchange, another article may have the id already, and not the address.
  return holder?.article.address === address ? holder : undefined;
}

/**
 * The addresses of an article after its publication: its own, its former ones, its aliases, and the one that the name of
 * its file gives, if no other article has had it.
 */
export function addressesAfter(
  snapshot: View,
  { article }: CatalogEntry,
  previous: CatalogEntry | undefined,
  byName: string,
): { rows: AddressRow[]; problems: Problem[] } {
  const { address, id } = article;
  const problems: Problem[] = [];
  const ids = new Set([id, previous?.article.id ?? id]);
  const former = [...ids].flatMap((id) => snapshot.addressesOf(id)).map((row) => row.address);
  // In an exchange, another article may have taken the former id and the former address.
  const others = former.filter((address) => [undefined, previous].includes(ownerOf(snapshot, address)));
  for (const alias of article.aliases) {
    const row = snapshot.address(alias);
    if (!isFindable(snapshot, alias, others)) {
      problems.push({
        ...wholeFile(
          'alias',
          `the path of the alias "${alias}" has aliases with ${limits.queryForms} other sets of parameters already, so it was left out; remove some`,
        ),
        severity: 'warning',
      });
    } else if ((row?.state !== 'article' && row?.state !== 'file') || row.id === id) others.push(alias);
    else {
      problems.push({
        ...wholeFile(
          'alias',
          `the alias "${alias}" is the address of ${row.state === 'file' ? 'a file' : 'another article'}; take it out`,
        ),
        severity: 'warning',
      });
    }
  }
  if (byName !== '' && snapshot.address(byName) === undefined) others.push(byName);
  const moved = [...new Set(others)].filter((other) => other !== address);
  return {
    rows: [
      { address, id, state: 'article' },
      ...moved.map((address): AddressRow => ({ address, id, state: 'moved' })),
    ],
    problems,
  };
}

/**
 * Whether a request would find an alias: for each path only so many sets of parameters are compared with it.
 * @param others of the same article
 */
function isFindable(snapshot: View, alias: string, others: readonly string[]): boolean {
  const form = queryFormOf(alias);
  if (!form) return true;
  const beside = others.flatMap((other) => queryFormOf(other) ?? []).filter(({ path }) => path === form.path);
  const known = [...snapshot.formsOf(form.path), ...beside.map(({ names }) => names)];
  const keys = new Set(known.map((names) => JSON.stringify(names)));
  return keys.size < limits.queryForms || keys.has(JSON.stringify(form.names));
}

/** Records what an address leads to, unless it leads there already. */
export function setAddress(snapshot: View, changes: ChangeSet, row: AddressRow, atEdge = true): void {
  const before = snapshot.address(row.address);
  if (before && before.id === row.id && before.state === row.state) return;
  snapshot.setAddress(row);
  changes.address(row, atEdge);
}
