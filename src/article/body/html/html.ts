/** HTML source → tree. */

import { parseAsBrowsersDo, type Parent } from './tree.ts';
import { readWellFormed } from './well-formed.ts';

/** Parses a fragment of HTML as browsers do. @throws TooManyElements, see `parseAsBrowsersDo` */
export function parseHtml(source: string): Parent {
  return readWellFormed(source) ?? parseAsBrowsersDo(source);
}
