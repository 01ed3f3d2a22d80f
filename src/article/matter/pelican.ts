/** Pelican's header: `Key: value` lines up to the first blank line (Python-Markdown's Meta-Data extension). */

import { fieldKeys } from '../keys.ts';
import type { ReadLanguage } from './refusal.ts';
import type { Entry, TextValue } from './value.ts';

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

const text = (value: string, at: number): TextValue => ({ kind: 'text', text: value, plain: true, at });
