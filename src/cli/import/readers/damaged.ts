/** The warning about a text that is not in its encoding. */

import type { Listener } from '../entry.ts';

/** @param name of the document @returns what `textOf` calls */
export const damagedIn =
  (name: string, listener: Pick<Listener, 'warned'>) =>
  (line: number, encoding: string): void =>
    listener.warned(
      `${name}: line ${line}`,
      `bytes that are not in the encoding ${encoding} were read as \ufffd, also in ids; save the document as UTF-8, or name its encoding in the first line, and import it again`,
    );
