/** Why a document is not read. Messages begin with the line, where there is one. */

/** It is not well-formed, or no feed. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/** It has more of something than any feed. Lenient readers get to see it as little. */
export class Excessive extends Error {
  override name = 'Excessive';
}
