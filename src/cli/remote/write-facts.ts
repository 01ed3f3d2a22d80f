/** `check --remote --write`: what servers say of enclosures, in the front matter of their articles. */

import { join } from 'node:path';
import { Refusal } from '../../article/matter/refusal.ts';
import { decodeSource } from '../../article/source.ts';
import type { Problem } from '../../article/problem.ts';
import { readFileSync } from 'node:fs';
import { encodeName } from '../source/file-name.ts';
import { addFacts, type Added, type ServerFacts } from './add-facts.ts';
import type { Enclosing } from './remote-names.ts';
import { replaceFile } from './replace-file.ts';

export interface Written {
  path: string;
  /** Enclosures that got a length, a type or both. */
  enclosures: number;
  problems: Problem[];
}

/**
 * Changes one file.
 * @param folder the content folder
 * @param lineOf the place of an address in the article
 */
export function writeFacts(
  folder: string,
  { path, spelled }: Enclosing,
  siteUrl: string,
  factsOf: (url: string) => ServerFacts | undefined,
  placeOf: (url: string) => Pick<Problem, 'line' | 'column'>,
): Written {
  const file = encodeName(join(folder, spelled));
  const problems: Problem[] = [];
  const warn = (place: Pick<Problem, 'line' | 'column'>, message: string): void =>
    void problems.push({ severity: 'warning', code: 'remote', ...place, message });
  const top = { line: 1, column: 1 };
  let before: Buffer;
  let added: Added;
  try {
    before = readFileSync(file);
    const decoded = decodeSource(path, before);
    if ('problem' in decoded) return { path, enclosures: 0, problems };
    added = addFacts(decoded.source, siteUrl, factsOf);
  } catch (error) {
    // The file has changed since it was checked.
    const why = error instanceof Refusal ? error.message : (error as NodeJS.ErrnoException).code;
    warn(top, `--write left the file as it is: ${why ?? String(error)}`);
    return { path, enclosures: 0, problems };
  }
  for (const { url, why, facts } of added.left)
    warn(placeOf(url), `--write left this enclosure as it is: ${why}; its server says ${facts}`);
  if (added.changed === 0) return { path, enclosures: 0, problems };
  const refused = replaceFile(file, before, Buffer.from(added.source));
  if (refused === undefined) return { path, enclosures: added.changed, problems };
  warn(top, `--write left the file as it is: ${refused}; mend that, and run the command again`);
  return { path, enclosures: 0, problems };
}
