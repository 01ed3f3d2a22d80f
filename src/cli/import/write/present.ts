/** The articles that are in the folder before an import, by their ids. */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fieldKeys, plainKey } from '../../../article/keys.ts';
import { Refusal } from '../../../article/matter/refusal.ts';
import { splitMatter } from '../../../article/matter/split.ts';
import { cleanText } from '../../../article/text.ts';
import { limits } from '../../../limits.ts';
import { filesBelow } from '../../source/article-files.ts';
import { detached } from '../detached.ts';
import { encodeName } from '../../source/file-name.ts';

const ids: ReadonlySet<string> = new Set<string>(fieldKeys.id);

/** The path of each article by its id, as the file spells it. Unreadable files have none. */
export function articlesIn(folder: string): { byId: Map<string, string>; paths: string[] } {
  const byId = new Map<string, string>();
  const paths: string[] = [];
  if (!existsSync(folder)) return { byId, paths };
  for (const path of filesBelow(folder)) {
    paths.push(path);
    const file = encodeName(join(folder, path));
    if (statSync(file).size > limits.sourceBytes) continue;
    const id = idOf(readFileSync(file, 'utf8'));
    if (id !== undefined && !byId.has(id)) byId.set(detached(id), path);
  }
  return { byId, paths };
}

function idOf(source: string): string | undefined {
  try {
    const entries = splitMatter(source, () => {})?.fields.entries ?? [];
    const found = entries.find(({ key, value }) => ids.has(plainKey(key)) && value.kind === 'text');
    return found?.value.kind === 'text' ? cleanText(found.value.text).trim() : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
