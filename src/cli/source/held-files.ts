/** Which files of a folder are held back with their articles: what `catalog/batch/files/owners.ts` finds, for a folder. */

import type { ParsedArticle } from '../../article/article.ts';
import { liveness } from '../../article/liveness.ts';
import { placesOf, type NamedFile } from '../../article/named-files.ts';
import { foldersAbove, mostBelow, ownedFolder } from '../../article/owned-folder.ts';

interface Source {
  path: string;
  isSeen: boolean;
}

/** The articles below a folder. */
interface Below {
  count: number;
  hasSeen: boolean;
}

export class HeldFiles {
  readonly #now: number;
  /** By the folder that they own. */
  readonly #owners = new Map<string, Source[]>();
  readonly #below = new Map<string, Below>();
  /** Files that shows name, and articles which readers see. */
  readonly #given = new Set<string>();

  /** @param now ms */
  constructor(now: number) {
    this.#now = now;
  }

  /** Adds an article that its author holds back. */
  addDraft(path: string): void {
    this.#own({ path, isSeen: false });
  }

  /** @param files that it names, or that belong to it */
  addArticle(path: string, article: ParsedArticle, files: readonly Pick<NamedFile, 'path'>[] = []): void {
    const { published = this.#now, ...others } = article;
    const isSeen = liveness({ ...others, published }, this.#now).live;
    this.#own({ path, isSeen });
    for (const folder of foldersAbove(path)) {
      const below = this.#below.get(folder) ?? { count: 0, hasSeen: false };
      this.#below.set(folder, { count: below.count + 1, hasSeen: below.hasSeen || isSeen });
    }
    if (!isSeen) return;
    for (const file of files) for (const place of placesOf(path, file.path)) this.#given.add(place);
  }

  /** @param files that a show names */
  addShow(files: readonly Pick<NamedFile, 'path'>[]): void {
    for (const { path } of files) this.#given.add(path);
  }

  /** @param path of a file that is published as it is @returns the path of an article that holds it back */
  holderOf(path: string): string | undefined {
    if (path.startsWith('/') || this.#given.has(path)) return undefined;
    const folder = foldersAbove(path).find((each) => this.#owners.has(each));
    if (folder === undefined) return undefined;
    const owners = this.#owners.get(folder)!;
    const { count, hasSeen } = this.#below.get(folder) ?? { count: 0, hasSeen: false };
    const isHeld = !hasSeen && count <= mostBelow && owners.every(({ isSeen }) => !isSeen);
    return isHeld ? owners[0]!.path : undefined;
  }

  #own(source: Source): void {
    const folder = ownedFolder(source.path);
    const owners = this.#owners.get(folder);
    if (owners) owners.push(source);
    else this.#owners.set(folder, [source]);
  }
}
