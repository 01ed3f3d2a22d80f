/** Finding the name that a misspelt one stands for. */

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

/** The distance of Damerau and Levenshtein, with swaps of neighbours only. */
function distance(a: string, b: string): number {
  let [before, previous]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      current[j] = Math.min(
        previous[j]! + 1,
        current[j - 1]! + 1,
        previous[j - 1]! + cost,
        isSwap ? before[j - 2]! + 1 : Infinity,
      );
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length]!;
}
