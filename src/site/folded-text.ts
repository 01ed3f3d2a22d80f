/** A text as searches compare it, and where in the text each of its characters stands. */

import { normalised } from '../article/text.ts';

/** Combining marks of alphabets, after a letter. */
const accents = /(?<=[\p{L}\p{N}\u0300-\u036f])[\u0300-\u036f]+/gu;
const hasAccent = /[\u0300-\u036f]/;

/** A text without case, width and accents, like the words of the index. */
export function foldText(text: string): string {
  const lower = text.normalize('NFKD').toLowerCase();
  return (hasAccent.test(lower) ? lower.replace(accents, '') : lower).replaceAll('ς', 'σ').normalize('NFC');
}

/** UTF-16 code units of a block. */
const blockLength = 256;

interface Block {
  /** Where it begins in the text, and in the folded text. */
  at: number;
  folded: number;
  /** The places of its folded characters in the text; absent: they are those of the folded text. */
  places?: number[];
}

export class FoldedText {
  readonly folded: string;
  readonly #blocks: Block[] = [];

  constructor(text: string) {
    const parts: string[] = [];
    let length = 0;
    for (let at = 0; at < text.length;) {
      const end = blockEnd(text, at + blockLength);
      const block = text.slice(at, end);
      const whole = foldText(normalised(block, 'NFC'));
      // Nearly always. Other blocks have characters that become several, or several that become one.
      const { folded, places } =
        whole.length === block.length ? { folded: whole } : foldByCharacter(block, at);
      this.#blocks.push({ at, folded: length, ...(places && { places }) });
      parts.push(folded);
      length += folded.length;
      at = end;
    }
    this.folded = parts.join('');
  }

  /** The place in the text of a place in the folded text, or of its end. */
  placeOf(folded: number): number {
    let low = 0;
    for (let high = this.#blocks.length; high - low > 1;) {
      const middle = (low + high) >> 1;
      if (this.#blocks[middle]!.folded <= folded) low = middle;
      else high = middle;
    }
    const block = this.#blocks[low];
    if (!block) return 0;
    const offset = folded - block.folded;
    return block.places ? block.places[Math.min(offset, block.places.length - 1)]! : block.at + offset;
  }
}

/** The end of a block: never within a pair of surrogates, nor between a letter and its marks if there are few. */
function blockEnd(text: string, from: number): number {
  let end = from;
  for (let marks = 0; marks < 8 && /[\p{M}\udc00-\udfff]/u.test(text[end] ?? ''); marks++) end++;
  return Math.min(end, text.length);
}

/** A run of ASCII, or a character with its marks. */
const characters = /([\0-\x7f]+)(?!\p{M})|\P{M}\p{M}*|\p{M}+/gu;

/** The last place is that of the end. */
function foldByCharacter(block: string, at: number): { folded: string; places: number[] } {
  let folded = '';
  const places: number[] = [];
  for (const { 0: character, 1: ascii, index } of block.matchAll(characters)) {
    const isPlain = ascii !== undefined;
    const part = isPlain ? character.toLowerCase() : foldCharacter(character);
    folded += part;
    for (let i = 0; i < part.length; i++) places.push(at + index + (isPlain ? i : 0));
  }
  places.push(at + block.length);
  return { folded, places };
}

/** Folded characters of the texts before: a text has few different ones. */
const known = new Map<string, string>();
const mostKnown = 2_000;

function foldCharacter(character: string): string {
  let folded = known.get(character);
  if (folded === undefined) {
    folded = foldText(normalised(character, 'NFC'));
    if (known.size === mostKnown) known.clear();
    if (character.length <= 4) known.set(character, folded);
  }
  return folded;
}
