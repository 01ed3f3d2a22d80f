/** Links at the top of every page: a site shows only so many. */

import type { ParsedArticle } from '../../article/article.ts';
import { wholeFile } from '../../article/problem.ts';
import { limits } from '../../limits.ts';
import type { FileResult } from '../../publish/protocol.ts';

export class FolderNavigation {
  readonly #links: { path: string; weight: number; address: string }[] = [];

  add({ path, address, kind, navigation }: ParsedArticle): void {
    if (navigation && kind !== 'unlisted')
      this.#links.push({ path, weight: navigation.weight ?? Infinity, address });
  }

  /** Warnings about links that are left out, once all articles are added. */
  results(): FileResult[] {
    const inOrder = this.#links.toSorted((a, b) =>
      a.weight === b.weight ? (a.address < b.address ? -1 : 1) : a.weight - b.weight,
    );
    return inOrder.slice(limits.navigation).map(({ path }) => ({
      path,
      status: 'article',
      problems: [
        {
          ...wholeFile(
            'too-many',
            `the navigation has ${limits.navigation} links, and others come before this one, so it was left out; take some out, or write a smaller number`,
          ),
          severity: 'warning',
        },
      ],
    }));
  }
}
