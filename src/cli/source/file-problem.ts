import { wholeFile, type Problem, type ProblemCode } from '../../article/problem.ts';

/** A problem of a file of the content folder. */
export interface FileProblem extends Problem {
  /** Relative to the content folder, with `/`, in NFC. */
  path: string;
}

/** A problem of the file as a whole. */
export function fileProblem(path: string, code: ProblemCode, message: string): FileProblem {
  return { path, ...wholeFile(code, message) };
}
