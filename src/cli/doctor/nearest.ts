/** Finding the name that a misspelt one stands for. */

import { distance } from '../../site/edit-distance.ts';

/** Letters that may be missing, added, exchanged or swapped with the next one: two, and one in a short name. */
const allowed = (name: string): number => (name.length < 6 ? 1 : 2);

/** @returns the candidate that differs in the fewest letters; undefined if each differs in more than two */
export function nearest<Name extends string>(name: string, candidates: readonly Name[]): Name | undefined {
  // A name that is far longer than all candidates need not be compared, however long it is.
  const [best] = candidates
    .filter((candidate) => Math.abs(candidate.length - name.length) <= allowed(candidate))
    .map((candidate) => ({ candidate, distance: distance(name.toUpperCase(), candidate) }))
    .filter(({ candidate, distance: letters }) => letters <= allowed(candidate))
    .sort((a, b) => a.distance - b.distance);
  return best?.candidate;
}
