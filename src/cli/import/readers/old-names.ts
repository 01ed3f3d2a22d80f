/** Categories, tags and authors whose addresses on the old site have another name than they have here. */

import { foldName } from '../../../article/fold.ts';
import { limits } from '../../../limits.ts';
import { detached } from '../detached.ts';

const folders = { category: 'categories', tag: 'tags', author: 'authors' } as const;

export type TermKind = keyof typeof folders;

/** Collects the slugs of terms, and makes a rule of `_redirects` for each that its name does not lead to. */
export class OldNames {
  /** The target of each old address; no more than `_redirects` may have. */
  readonly #rules = new Map<string, string>();

  /** @param slug the last part of the old address, decoded @param name as the articles have it */
  add(kind: TermKind, slug: string, name: string): void {
    // Other spellings of a name are found anyway: docs/redirects.md.
    if (slug === '' || name === '' || foldName(slug) === foldName(name)) return;
    const placeOf = (term: string): string => `/${folders[kind]}/${encodeURIComponent(term.toWellFormed())}/`;
    if (this.#rules.size < limits.staticRedirects)
      this.#rules.set(detached(placeOf(slug)), detached(placeOf(name)));
  }

  /** Lines of `_redirects`. */
  rules(): string[] {
    return [...this.#rules].map(([from, to]) => `${from} ${to}`);
  }
}
