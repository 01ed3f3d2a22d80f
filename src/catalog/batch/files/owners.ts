/** Which files are held back: those of articles that readers do not see, unless an article that they see, or a show, names the file. */

import { foldersAbove, mostBelow, type Ownership } from '../../../article/owned-folder.ts';
import { isNamingOfShow } from '../../tables/naming.ts';
import type { Tables } from '../../tables/tables.ts';

/** What is known of a folder. */
interface Folder {
  ownership: Ownership;
  /** Articles that make it public; more may. */
  seen: readonly string[];
}

/** As the tables are now; a folder is looked up once. */
export class Owners {
  readonly #tables: Tables;
  readonly #known = new Map<string, Folder>();

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** Whether a file is held back: by the articles of the nearest folder above it that belongs to some. @param path as `Asset.path` */
  holds(path: string): boolean {
    // A file of a static folder belongs to no article.
    if (path.startsWith('/')) return false;
    for (const folder of foldersAbove(path)) {
      const { ownership } = this.of(folder);
      if (ownership !== 'none') return ownership === 'held' && !this.#isNamed(path);
    }
    return false;
  }

  of(folder: string): Folder {
    let known = this.#known.get(folder);
    if (!known) this.#known.set(folder, (known = this.#look(folder)));
    return known;
  }

  #look(folder: string): Folder {
    const { files, articles } = this.#tables;
    const owners = files.owning(folder).filter(({ status }) => status === 'article' || status === 'draft');
    if (owners.length === 0) return { ownership: 'none', seen: [] };
    const paths = owners.flatMap(({ path, status }) => (status === 'article' ? [path] : []));
    const below = articles.below(folder, mostBelow + 1);
    const seen = [...articles.livePaths('path', paths), ...below.live];
    return { ownership: seen.length > 0 || below.count > mostBelow ? 'public' : 'held', seen };
  }

  /** Whether an article that readers see names the file, or a show. */
  #isNamed(path: string): boolean {
    const { namings, articles } = this.#tables;
    const ids = namings.naming([path]).map(({ id }) => id);
    return ids.some(isNamingOfShow) || articles.livePaths('id', ids).length > 0;
  }
}
