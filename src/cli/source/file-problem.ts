import { wholeFile, type Problem, type ProblemCode } from '../../article/problem.ts';

/** Something wrong in one file of the content folder. */
export interface FileProblem extends Problem {
  /** Relative to the content folder, with `/`, in NFC. */
  path: string;
}

/** What concerns a file as a whole is reported at its beginning. */
export function fileProblem(path: string, code: ProblemCode, message: string): FileProblem {
  return { path, ...wholeFile(code, message) };
}
