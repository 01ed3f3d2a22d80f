/** Tags of template languages that edgefeed shows as they stand, over a whole folder. */

import { plural } from './numbers.ts';

/** Kinds of tags that are listed. */
const listed = 10;

export class TagCounts {
  /** By the kind of tag: files. */
  readonly #files = new Map<string, number>();

  add(tags: ReadonlyMap<string, number> = new Map()): void {
    for (const tag of tags.keys()) this.#files.set(tag, (this.#files.get(tag) ?? 0) + 1);
  }

  /** `40 files: {% chart %} is shown as it stands`, the most frequent first */
  lines(): string[] {
    const sorted = [...this.#files].sort((a, b) => b[1] - a[1]);
    const lines = sorted
      .slice(0, listed)
      .map(([tag, files]) => `${plural(files, 'file')}: ${tag} is shown as it stands`);
    const more = sorted.length - listed;
    if (more > 0) lines.push(`and ${plural(more, 'other tag')} as they stand`);
    return lines.length > 0 ? [...lines, ''] : [];
  }
}
