/** The names of a tree, with the problems of those that cannot be published. */

import { wholeFile, type ProblemCode } from '../../article/problem.ts';
import { assetPathProblem } from '../../publish/path.ts';
import type { FileProblem } from '../tables/imports.ts';

/** GitHub writes U+FFFD for the bytes of a name that are not UTF-8, so several names may become one. */
const encodingProblem = (path: string): string | undefined =>
  path.includes('\uFFFD') ? 'the name of the file or its folder is not UTF-8; rename it' : undefined;

/** UTF-16 code units of a path in a problem. */
const shownLength = 1_024;

export class Names {
  readonly problems: FileProblem[] = [];
  readonly #all = new Set<string>();
  readonly #bad = new Set<string>();

  /** @returns whether the name is new; otherwise it is a problem */
  add(path: string): boolean {
    if (this.#all.has(path)) {
      const message = 'another file has the same name in another spelling of Unicode; remove one of the two';
      this.#report(path, 'name', message);
      return false;
    }
    this.#all.add(path);
    const problem = encodingProblem(path) ?? assetPathProblem(path);
    if (problem === undefined) return true;
    this.#bad.add(path);
    this.#report(path, 'path', problem);
    return true;
  }

  has(path: string): boolean {
    return this.#all.has(path);
  }

  isGood(path: string): boolean {
    return !this.#bad.has(path);
  }

  #report(path: string, code: ProblemCode, message: string): void {
    const shown = path.length > shownLength ? `${path.slice(0, shownLength)}…` : path;
    this.problems.push({ ...wholeFile(code, message), path: shown });
  }
}
