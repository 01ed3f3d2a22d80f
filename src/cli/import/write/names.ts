/** Names of the files of an import: by date and slug, stable, and never one twice. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasDraftFolder } from '../../../article/location.ts';
import { mayHoldFiles } from '../../../publish/file-kind.ts';
import { slug } from '../../source/slug.ts';
import { detached } from '../detached.ts';
import type { Entry } from '../entry.ts';

/** The folder of a feed among several. */
export function folderName(title: string): string {
  const name = slug(title) || 'feed';
  return mayHoldFiles(name) && !hasDraftFolder(`${name}/a.md`) ? name : `${name}-1`;
}

export class Names {
  readonly #root: string;
  /** Paths without date and extension, in lower case: each is the address of one article. */
  readonly #taken = new Set<string>();

  /** @param root the folder that paths are relative to */
  constructor(root: string) {
    this.#root = root;
  }

  /** Notes that a file has its name. @param path relative to the root */
  take(path: string): void {
    this.#taken.add(stemOf(path));
  }

  /** A new name. @param folder relative to the root; empty: the root @param ending `.html` or `/index.html` … */
  next(folder: string, { slug: own, title, published }: Entry, ending: string): string {
    // A date in front of a name is not part of the address; a page has none.
    const day = published?.slice(0, 10);
    const base = slug(own ?? '') || slug(title) || day || 'article';
    for (let number = 1; ; number++) {
      const name = number === 1 ? safe(base) : `${base}-${number}`;
      const path = [folder, `${day === undefined || base === day ? '' : `${day}-`}${name}${ending}`]
        .filter(Boolean)
        .join('/');
      const stem = stemOf([folder, name].filter(Boolean).join('/'));
      if (this.#taken.has(stem) || existsSync(join(this.#root, path))) continue;
      this.#taken.add(detached(stem));
      return path;
    }
  }
}

/** `index` is the name of a file in a folder of its own, and `404` that of an error page. */
const safe = (name: string): string => (/^(?:index|404)$/i.test(name) ? `${name}-1` : name);

const stemOf = (path: string): string =>
  path
    .replace(/\.(?:html|md)$/, '')
    .replace(/\/index$/, '')
    .replace(/(^|\/)\d{4}-\d{2}-\d{2}-(?=[^/]+$)/, '$1')
    .toLowerCase();
