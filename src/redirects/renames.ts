/**
 * Categories, tags and authors that have another name now: a rule from the page of the one to the page of the other leads its
 * feeds, its archive and its other spellings there, too.
 */

import { foldName } from '../article/fold.ts';
import { formatOfFile } from '../feed/formats.ts';
import { MalformedPath, scopePlace } from '../site/paths.ts';
import type { Scope } from '../site/scope.ts';
import { isPattern } from './pattern.ts';
import type { Rule } from './rule.ts';

export interface RenamedTerm {
  kind: Exclude<Scope['kind'], 'all'>;
  name: string;
}

export class Renames {
  readonly #exact = new Map<string, RenamedTerm>();
  /** By the folded name; of several the topmost rule counts. */
  readonly #folded = new Map<string, RenamedTerm>();

  constructor(rules: readonly Rule[]) {
    for (const { from, to, query, status } of rules) {
      // A temporary redirect says that the old name comes back.
      if (query || isPattern(from) || (status !== 301 && status !== 308)) continue;
      const [before, after] = [termAt(from), termAt(to)];
      if (!before || !after) continue;
      this.#exact.set(keyOf(before), after);
      const folded = keyOf({ ...before, name: foldName(before.name) });
      if (!this.#folded.has(folded)) this.#folded.set(folded, after);
    }
  }

  /** What a name was changed to, once. */
  of(term: RenamedTerm): RenamedTerm | undefined {
    return this.#exact.get(keyOf(term)) ?? this.#folded.get(keyOf({ ...term, name: foldName(term.name) }));
  }
}

const keyOf = ({ kind, name }: RenamedTerm): string => `${kind}:${name}`;

/** The term whose page has a path. */
function termAt(path: string): RenamedTerm | undefined {
  try {
    const place = scopePlace(path, formatOfFile);
    if (!place || place.format || place.cursor || place.scope.kind === 'all') return undefined;
    const { scope } = place;
    if (scope.kind !== 'category') return scope;
    return scope.names.length === 1 ? { kind: 'category', name: scope.names[0] } : undefined;
  } catch (error) {
    if (error instanceof MalformedPath) return undefined;
    throw error;
  }
}
