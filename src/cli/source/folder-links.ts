/** Links from article to article: whether the folder has the files that they name. */

import type { Notes } from '../../article/parse.ts';
import { ProblemList } from '../../article/problem-list.ts';
import type { FileResult } from '../../publish/protocol.ts';

/** Links of one article whose files are not known yet. */
interface Pending {
  path: string;
  /** By the path that a link names: where. */
  places: Map<string, { line: number; column: number }>;
}

export class FolderLinks {
  readonly #paths = new Set<string>();
  readonly #pending: Pending[] = [];

  /** Adds a file of the folder. The source is not kept: it is read for the lines of links only. */
  add(path: string, source: string, links: Notes['links'] = []): void {
    this.#paths.add(path);
    const unknown = links.filter((link) => !this.#paths.has(link.path));
    if (unknown.length === 0) return;
    const list = new ProblemList(source);
    for (const { at } of unknown) list.add('warning', 'link', at, '');
    const places = list.problems.map(({ line, column }) => ({ line, column }));
    this.#pending.push({
      path,
      places: new Map(unknown.map((link, i) => [link.path, places[i] ?? { line: 1, column: 1 }])),
    });
  }

  /** Warnings about links to files that the folder does not have, once all files are added. */
  broken(): FileResult[] {
    return this.#pending.flatMap(({ path, places }): FileResult[] => {
      const missing = [...places].filter(([target]) => !this.#paths.has(target));
      if (missing.length === 0) return [];
      const problems = missing.map(([target, place]) => ({
        severity: 'warning' as const,
        code: 'link' as const,
        ...place,
        message: `the link leads to ${target}, which is no file of the content folder; correct the path`,
      }));
      return [{ path, status: 'article', problems }];
    });
  }
}
