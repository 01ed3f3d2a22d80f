/** The shows of a folder: whether their categories have episodes, and whether directories would take their covers. */

import type { ParsedArticle } from '../../article/article.ts';
import { placeOfUrl } from '../../article/named-files.ts';
import { ProblemList } from '../../article/problem-list.ts';
import type { Problem } from '../../article/problem.ts';
import { quote } from '../../article/text.ts';
import type { FileResult } from '../../publish/protocol.ts';
import type { SiteFolders } from '../../publish/site-folders.ts';
import { coverFaults } from '../../show/cover.ts';
import type { ShowResult } from '../../show/parse.ts';
import { factsOf } from './asset-facts.ts';
import { openAsset } from './asset-file.ts';
import { Boundary } from './boundary.ts';

interface FolderShow {
  path: string;
  category: string | undefined;
  cover: string;
  /** Where the cover stands. */
  place: Pick<Problem, 'line' | 'column'>;
}

const siteWide = '';

export class FolderShows {
  readonly #shows: FolderShow[] = [];
  /** Categories that have episodes; '': the whole site. */
  readonly #heard = new Set<string>();

  add(path: string, source: string, { show, coverAt }: Extract<ShowResult, { status: 'show' }>): void {
    const list = new ProblemList(source);
    list.add('warning', 'show', coverAt, '');
    const { line, column } = list.problems[0]!;
    this.#shows.push({ path, category: show.category, cover: show.image, place: { line, column } });
  }

  addArticle({ kind, media, categories }: Pick<ParsedArticle, 'kind' | 'media' | 'categories'>): void {
    if (kind !== undefined || media.length === 0) return;
    for (const category of [siteWide, ...categories]) this.#heard.add(category);
  }

  /** Warnings about shows without episodes, once all articles are added. */
  results(): FileResult[] {
    return this.#shows
      .filter(({ category = siteWide }) => !this.#heard.has(category))
      .map(({ path, category }): FileResult => {
        const where = category === undefined ? 'of the site' : `in the category ${quote(category)}`;
        const message = `no article ${where} has audio or video, so the podcast has no episodes; add one${category === undefined ? '' : ', or correct "category"'}`;
        return {
          path,
          status: 'show',
          problems: [{ severity: 'warning', line: 1, column: 1, code: 'show', message }],
        };
      });
  }

  /** Looks at the covers that are files of the folders. @param siteUrl no slash at the end */
  async *covers(
    { content, statics }: SiteFolders,
    siteUrl: string,
  ): AsyncGenerator<{ path: string; problems: Problem[] }> {
    for (const { path, cover, place } of this.#shows) {
      const file = placeOfUrl(siteUrl, cover);
      const isStatic = file?.startsWith('/') ?? false;
      const folder = isStatic ? statics?.folder : content.folder;
      if (file === undefined || folder === undefined) continue;
      const faults = await faultsOf(new Boundary(folder), isStatic ? file.slice(1) : file);
      if (faults.length === 0) continue;
      const problems = faults.map((fault): Problem => ({
        severity: 'warning',
        ...place,
        code: 'show',
        message: `the cover ${file} ${fault}`,
      }));
      yield { path, problems };
    }
  }
}

async function faultsOf(folder: Boundary, path: string): Promise<string[]> {
  const opened = openAsset(folder, path, path);
  // That the file is not there, or cannot be read, is told of with the files that articles name.
  if (opened.status !== 'open') return [];
  try {
    const { content, width, height } = await factsOf(opened.file);
    return coverFaults(path, {
      type: content.type,
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
    });
  } finally {
    opened.file.close();
  }
}
