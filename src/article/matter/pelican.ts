/** Pelican's header: `Key: value` lines up to the first blank line (Python-Markdown's Meta-Data extension). */

import { fieldKeys } from '../keys.ts';
import { beginBlock } from './key-line.ts';
import type { ReadLanguage } from './refusal.ts';
import type { Entry, TextValue } from './value.ts';
import { wrongCharacter } from './yaml/wrong-character.ts';

/** Pelican splits these at semicolons, and at commas where there is no semicolon (`ensure_metadata_list`). */
const lists = new Set<string>([...fieldKeys.tags, 'authors']);

export const readPelican: ReadLanguage = (block, from) => {
  const entries: Entry[] = [];
  for (const { 0: line, index } of block.matchAll(/[^\r\n]+/g)) {
    const header = /^([^:\s][^:]*):[ \t]*/.exec(line);
    if (header) {
      const keyAt = from + index;
      const value = text(line.slice(header[0].length), keyAt + header[0].length);
      entries.push({ key: header[1]!.trim(), keyAt, value });
    } else {
      // An indented line continues the value before it.
      const value = entries.at(-1)?.value;
      if (value?.kind === 'text') value.text += ` ${line.trim()}`;
    }
  }
  for (const entry of entries) {
    const { key, value } = entry;
    if (value.kind !== 'text' || !lists.has(key.toLowerCase())) continue;
    const parts = value.text.split(value.text.includes(';') ? ';' : ',');
    entry.value = { kind: 'list', items: parts.map((part) => text(part.trim(), value.at)), at: value.at };
  }
  return { kind: 'map', entries, at: from };
};

/** A key in the first column: Python-Markdown wants no space behind the colon. */
const header = /^([\p{L}_][\p{L}\p{N} _-]*):(?!\/\/)/u;

/** Whether lines can be nothing else than a header of Pelican: a title, or a date and another key that is read. */
export const isPelicanHeader = (lines: readonly string[]): boolean =>
  lines.every((line) => header.test(line) || /^\s/.test(line)) &&
  (lines.some((line) => /^title\s*:/i.test(line)) || beginBlock(lines));

/**
 * Whether a block between dashes, which is no YAML, is a header of Pelican: Python-Markdown allows the dashes, and
 * takes the values as they stand. `layout` is a key of generators that read YAML, and so are brackets and quotes.
 */
export function isPelicanBlock(block: string): boolean {
  const lines = block.split(/\r?\n/).filter((line) => line.trim() !== '');
  return (
    isPelicanHeader(lines) &&
    wrongCharacter(block, 0) === undefined &&
    lines.every((line) => !/^layout\s*:/i.test(line) && !/^[^:]*:\s*[[\]{}"'|>&*!%@`]/.test(line))
  );
}

const text = (value: string, at: number): TextValue => ({ kind: 'text', text: value, plain: true, at });
