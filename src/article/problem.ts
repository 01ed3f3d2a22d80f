/** Something wrong in a source file, said as a compiler says it. */
export interface Problem {
  /** An error refuses the file, a warning does not. */
  severity: 'error' | 'warning';
  /** In the file, from 1. */
  line: number;
  /** In the line, in UTF-16 code units, from 1. */
  column: number;
  /** Names the kind of problem (`yaml`, `date`, `duplicate-key` …), for counting. */
  code: string;
  /** What is wrong and what to do about it, one sentence or two. */
  message: string;
}
