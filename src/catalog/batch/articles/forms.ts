/** The parameters of former addresses, as a batch sees them: those of before, and those that it adds. */

import { queryFormOf, type QueryForm } from '../../../article/query-address.ts';

export class Forms {
  readonly #before = new Map<string, QueryForm[]>();
  readonly #added = new Map<string, QueryForm[]>();

  add(address: string): void {
    const form = queryFormOf(address);
    if (!form) return;
    const added = this.#added.get(form.path);
    if (added) added.push(form.names);
    else this.#added.set(form.path, [form.names]);
  }

  /** @param read reads those of before */
  of(path: string, read: () => QueryForm[]): QueryForm[] {
    let before = this.#before.get(path);
    if (!before) this.#before.set(path, (before = read()));
    const all = [...before, ...(this.#added.get(path) ?? [])];
    return [...new Map(all.map((names) => [JSON.stringify(names), names])).values()];
  }
}
