/** Adds what an old feed knows of an article to its front matter, and changes nothing else of the source. */

import { findFence, type Fence } from '../../../article/matter/fence.ts';
import { splitMatter, type Split } from '../../../article/matter/split.ts';
import { needsVerbatim } from '../../../article/fields/id.ts';
import { plainKey, type fieldKeys } from '../../../article/keys.ts';
import { withLineFeeds } from '../../../article/source.ts';
import { spelled } from '../../remote/add-facts.ts';

/**
 * @param id on one line, without white space around it
 * @param key of the id
 * @returns as `addKeys`
 * @throws Refusal if the front matter is unreadable
 */
export const addId = (source: string, id: string, key: (typeof fieldKeys.id)[number]): string | undefined =>
  addKeys(source, new Map([[key, id], ...(needsVerbatim(id) ? [['verbatim_id', 'true'] as const] : [])]));

/**
 * The change is checked by reading the front matter again: it must differ by the new keys alone.
 * @param now keys and their texts, each on one line, without white space around it
 * @returns undefined if the first key is there, or the lines are not written in a way that can be changed safely
 * @throws Refusal if the front matter is unreadable
 */
export function addKeys(source: string, now: ReadonlyMap<string, string>): string | undefined {
  const [key] = now.keys();
  const before = read(source);
  const fence = findFence(withLineFeeds(source));
  if (!before || !fence) return undefined;
  const { fields } = before;
  if (fields.entries.some((entry) => plainKey(entry.key) === key)) return undefined;
  const { at, text } = insertion(source, fence, before, now);
  const next = source.slice(0, at) + text + source.slice(at);
  try {
    const after = read(next);
    const isRight =
      after?.body === before.body && spelled(after.fields) === spelled(fields, { map: fields, now });
    return isRight ? next : undefined;
  } catch {
    return undefined;
  }
}

const read = (source: string): Split | undefined => splitMatter(source, () => {});

/** TOML takes keys before its first table, JSON behind its brace, and the others behind what is there. */
function insertion(
  source: string,
  fence: Fence,
  { fields }: Split,
  now: ReadonlyMap<string, string>,
): { at: number; text: string } {
  const lineBreak = /\r\n|\n|\r/.exec(source)?.[0] ?? '\n';
  const [first] = fields.entries;
  const lines = (write: (key: string, value: string) => string): string[] =>
    Array.from(now, ([key, text]) => write(key, key === 'verbatim_id' ? text : JSON.stringify(text)));
  if (source[fields.at] === '{') {
    const text = lines((key, value) => `${lineBreak}  "${key}": ${value},`).join('');
    return { at: fields.at + 1, text };
  }
  if (fence.language === 'json') {
    const text = lines((key, value) => `"${key}": ${value},${lineBreak}`).join('');
    return { at: first?.keyAt ?? fields.at, text };
  }
  if (fence.kind === 'bare') {
    const text = Array.from(now, ([key, value]) => `${lineBreak}${key}: ${value}`).join('');
    return { at: fence.to, text };
  }
  if (fence.language === 'toml') {
    const text = lines((key, value) => `${key} = ${value}${lineBreak}`).join('');
    return { at: behindLine(source, fence.at), text };
  }
  const at = fence.end - fence.close.length;
  const indent = first ? (/[ \t]*$/.exec(source.slice(0, first.keyAt))?.[0] ?? '') : '';
  return { at, text: lines((key, value) => `${indent}${key}: ${value}${lineBreak}`).join('') };
}

function behindLine(source: string, from: number): number {
  const line = /[^\r\n]*(?:\r\n|\n|\r)/y;
  line.lastIndex = from;
  return line.test(source) ? line.lastIndex : source.length;
}
