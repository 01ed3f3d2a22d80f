/** The errors of the client. */

import type { ProblemDetails } from './types.ts';

/** The site refused a request, or could not answer it. `message` says what to do about it. */
export class Problem extends Error {
  override name = 'Problem';
  /** Of the response, RFC 9110, section 15. */
  readonly status: number;
  /** The parameter at fault, if it is one. */
  readonly parameter: string | undefined;

  constructor({ status, title, detail, parameter }: ProblemDetails) {
    super(`${title}: ${detail}`);
    this.status = status;
    this.parameter = parameter;
  }
}

/** Changes since a cursor are not known any more: begin anew without one, and replace the copy. */
export class CursorExpired extends Problem {
  override name = 'CursorExpired';
}
