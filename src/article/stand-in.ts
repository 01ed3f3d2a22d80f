/** Files in which git keeps something else than the article: without a message the article would vanish. */

import type { ProblemCode } from './problem.ts';

interface StandIn {
  code: ProblemCode;
  message: string;
}

const outside =
  'a webhook and --ref read what git has, so keep articles out of it (`git lfs migrate export --include="*.md"`)';

const standIns: readonly (StandIn & { of: RegExp })[] = [
  {
    // git-lfs, docs/spec.md, "The Pointer": `version` comes first; hawser was its name before.
    of: /^version https:\/\/(?:git-lfs|hawser)\.github\.com\/spec\/v\d+\r?\n/,
    code: 'pointer',
    message: `the file is a pointer of Git LFS, not the article; run \`git lfs pull\`; ${outside}`,
  },
  {
    of: /^\/annex\/objects\/\S+\r?(?:\n|$)/,
    code: 'pointer',
    message: 'the file is a pointer of git-annex, not the article; run `git annex get`, or unannex it',
  },
  {
    // Git's markers have seven signs, and the name of a branch or a commit behind them.
    of: /^<{7} \S/,
    code: 'conflict',
    message: 'the file begins with a conflict that git left in it; resolve it, and commit the result',
  },
];

/** Whether a text is what git keeps in the place of a file that it has elsewhere. */
export const isPointer = (text: string): boolean =>
  standIns.some(({ code, of }) => code === 'pointer' && of.test(text));

/** What stands in the place of the article; undefined: nothing of git's. @param source without front matter */
export function standInOf(source: string): StandIn | undefined {
  return standIns.find(({ of }) => of.test(source));
}
