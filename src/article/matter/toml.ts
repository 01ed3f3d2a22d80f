/** TOML front matter (Hugo, Zola). The only file that knows how smol-toml reads it. */

import { TomlDate, TomlError, parse } from 'smol-toml';
import type { TomlTable, TomlValue } from 'smol-toml';
import { limits } from '../../limits.ts';
import { Refusal, type ReadLanguage } from './refusal.ts';
import type { MapValue, Value } from './value.ts';

export const readToml: ReadLanguage = (block, from) => {
  let table: TomlTable;
  try {
    // As bigint, integers of any length keep their digits. No field is called __proto__.
    table = parse(block, {
      integersAsBigInt: true,
      maxDepth: limits.matterDepth,
      unsafeKeyBehaviour: 'drop',
    });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new Refusal('toml', from + offsetOf(block, error.line, error.column), sentence(error.message));
  }
  return mapOf(table, { offsets: keyOffsets(block), from, near: 0, depth: 0 });
};

/** Offsets of keys at the start of a line: close enough for a message, since smol-toml gives no positions of values. */
function keyOffsets(block: string): Map<string, number> {
  const offsets = new Map<string, number>();
  for (const match of block.matchAll(/^[ \t]*(?:\[{1,2}[ \t]*)?(["']?)([\w-]+)\1[ \t]*[=\].]/gm)) {
    const key = match[2]!;
    if (!offsets.has(key)) offsets.set(key, match.index + match[0].indexOf(key));
  }
  return offsets;
}

interface Nesting {
  offsets: Map<string, number>;
  /** Offset of the block in the file. */
  from: number;
  /** Offset of the current key in the block. */
  near: number;
  depth: number;
}

function mapOf(table: TomlTable, nesting: Nesting): MapValue {
  const { offsets, from, depth } = nesting;
  if (depth > limits.matterDepth) {
    const message = `tables are nested more than ${limits.matterDepth} levels deep here; flatten them`;
    throw new Refusal('toml', from + nesting.near, message);
  }
  const entries = Object.entries(table).map(([key, value]) => {
    const near = offsets.get(key) ?? nesting.near;
    return { key, keyAt: from + near, value: valueOf(value, { offsets, from, near, depth: depth + 1 }) };
  });
  return { kind: 'map', entries, at: from + nesting.near };
}

function valueOf(value: TomlValue, nesting: Nesting): Value {
  const at = nesting.from + nesting.near;
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => valueOf(item, nesting)), at };
  if (typeof value === 'string') return { kind: 'text', text: value, plain: false, at };
  // Dates and times are ISO 8601, without a zone if the author wrote none.
  if (value instanceof TomlDate) return { kind: 'text', text: value.toISOString(), plain: true, at };
  if (typeof value === 'object') return mapOf(value as TomlTable, nesting);
  return { kind: 'text', text: String(value), plain: true, at };
}

function offsetOf(block: string, line: number, column: number): number {
  let offset = 0;
  for (let i = 1; i < line; i++) offset = block.indexOf('\n', offset) + 1;
  return offset + column - 1;
}

/** Drops the excerpt of the source that smol-toml adds to a message. */
function sentence(message: string): string {
  const [first = ''] = message.replace('Invalid TOML document: ', '').split('\n');
  return `this is not valid TOML: ${first}; put text in quotes, and lists in brackets with commas`;
}
