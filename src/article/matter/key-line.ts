/** What the lines of front matter look like, and what only looks so at first sight. */

import { isKnownKey } from '../keys.ts';

/** `key: value`, `"key": value`, as YAML has it. */
const header = /^(?:"[^"]*"|[\p{L}_][\p{L}\p{N} _-]*):(?:\s|$)/u;

/** The same indented, without the space, or with the colon of Chinese: an address like `https://…` is none. */
const looseHeader = /^[ \t]*(?:"[^"]*"|[\p{L}_][\p{L}\p{N} _-]*)(?::(?!\/\/)|：)/u;

export const isHeader = (line: string): boolean => header.test(line);

export const isLooseHeader = (line: string): boolean => looseHeader.test(line);

/** Whether a line can be part of a block of YAML, or of JSON without braces. */
export const isBlockLine = (line: string): boolean => /^(?:\s|[-#}\]]|$)/.test(line) || isLooseHeader(line);

/** A paragraph that happens to begin with a word and a colon, above a rule, isn't front matter. */
export const isKnownLine = (line: string): boolean => isKnownKey(keyOf(line));

/** Whether lines can be nothing but front matter. */
export const areBlock = (lines: readonly string[]): boolean =>
  lines.every(isBlockLine) && lines.some(isKnownLine);

/** Whether a key that hardly any text begins with is among the lines. */
export const nameArticle = (lines: readonly string[]): boolean =>
  lines.some((line) => /^(?:title|date)$/i.test(keyOf(line)));

/** Lines that are asked whether they begin front matter. */
const maxLines = 100;

/** Whether lines begin front matter without doubt: a title or a date, and another key that edgefeed reads. */
export function beginBlock(lines: readonly string[]): boolean {
  const head = lines.slice(0, maxLines);
  return nameArticle(head) && head.filter(isKnownLine).length > 1;
}

const keyOf = (line: string): string => /^[\s"']*([\w-]+)["']?\s*[:：=]/.exec(line)?.[1] ?? '';
