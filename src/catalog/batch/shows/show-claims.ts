/**
 * Which shows of a batch can stand. What all of them leave is free for all of them, so that shows may swap their
 * categories; a show that is refused leaves nothing.
 */

import type { ShowRow } from '../../tables/show-row.ts';
import type { ShowPut } from '../parsed-batch.ts';
import type { ShowRows } from './show-rows.ts';

/** What one show alone may have. */
type Claim = `category ${string}` | `guid ${string}`;

/** A show that a batch publishes. */
export interface Claimant {
  put: ShowPut;
  /** The path that its file moved from. */
  origin?: string;
  /** Its row before the batch, at its path, or at the one that it moved from; absent: it is new, or comes back. */
  former?: ShowRow;
  /** The paths whose shows it replaces. */
  leaves: readonly string[];
  claims: readonly Claim[];
}

/** Why a show is refused: the file at `path` has what it claims. */
export interface Clash {
  claim: Claim;
  path: string;
}

/** The claimants of some files. @param deleted paths that the batch deletes */
export function claimantsOf(
  puts: readonly ShowPut[],
  rows: ShowRows,
  deleted: ReadonlySet<string>,
): Claimant[] {
  const origins = new Set<string>();
  const inOrder = puts.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return inOrder.map((put) => {
    const { path, movedFrom } = put;
    const isMove = movedFrom !== undefined && deleted.has(movedFrom) && !origins.has(movedFrom);
    if (isMove) origins.add(movedFrom);
    const former = [...(deleted.has(path) ? [] : [path]), ...(isMove ? [movedFrom] : [])]
      .flatMap((path) => rows.at(path) ?? [])
      .filter(({ show }) => show);
    const { category = '', guid = former[0]?.guid } = put.parsed.show;
    return {
      put,
      ...(isMove && { origin: movedFrom }),
      ...(former[0] && { former: former[0] }),
      leaves: former.map((row) => row.path),
      claims: [`category ${category}`, ...(guid === undefined ? [] : [`guid ${guid}` as const])],
    };
  });
}

/** Those that can stand together, each with the others. */
export function standingOf(claimants: readonly Claimant[], rows: ShowRows): readonly Claimant[] {
  for (let standing = claimants; ;) {
    const clashes = clashesOf(standing, rows);
    if (clashes.size === 0) return standing;
    // What the others leave stays taken, so more may clash now.
    standing = standing.filter((claimant) => !clashes.has(claimant));
  }
}

/** Why shows can't stand beside the others, and beside what is published. */
export function clashesOf(standing: readonly Claimant[], rows: ShowRows): Map<Claimant, Clash> {
  const left = new Set(standing.flatMap(({ leaves }) => leaves));
  const holders = new Map<Claim, Claimant>();
  // A show keeps what it has, whatever the paths of others that want it.
  for (const claimant of standing)
    for (const claim of claimant.claims)
      if (claimant.former && has(claimant.former, claim) && !holders.has(claim)) holders.set(claim, claimant);
  const clashes = new Map<Claimant, Clash>();
  for (const claimant of standing) {
    const clash = clashOf(claimant, (claim) => {
      const other = holders.get(claim);
      if (other) return other === claimant ? undefined : other.put.path;
      return holdersOf(rows, claim).find((path) => !left.has(path));
    });
    if (clash) clashes.set(claimant, clash);
    else for (const claim of claimant.claims) holders.set(claim, claimant);
  }
  return clashes;
}

function clashOf({ claims }: Claimant, holderOf: (claim: Claim) => string | undefined): Clash | undefined {
  for (const claim of claims) {
    const path = holderOf(claim);
    if (path !== undefined) return { claim, path };
  }
  return undefined;
}

const valueOf = (claim: Claim): string => claim.slice(claim.indexOf(' ') + 1);

const has = ({ category, guid }: ShowRow, claim: Claim): boolean =>
  claim === `category ${category}` || claim === `guid ${guid}`;

/** The paths of published shows. */
function holdersOf(rows: ShowRows, claim: Claim): string[] {
  const value = valueOf(claim);
  const found = claim.startsWith('guid ') ? rows.withGuid(value) : rows.inCategory(value);
  return found.flatMap(({ path, show }) => (show ? path : []));
}

/** In words, for the author of the refused file. */
export function explain({ claim, path }: Clash): string {
  const value = valueOf(claim);
  if (claim.startsWith('guid '))
    return `${path} has the guid ${value} already; give one of the two shows another one, or remove the line`;
  const what = value === '' ? 'the whole site' : `the category "${value}"`;
  return `${path} is the show of ${what} already; remove one of the two, or name another category`;
}
