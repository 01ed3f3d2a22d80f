/** YAML front matter: every scalar is the text that the author wrote. Only this file and errors.ts import yaml. */

import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, ParsedNode, Scalar } from 'yaml';
import { limits } from '../../../limits.ts';
import { Refusal, type ReadLanguage } from '../refusal.ts';
import type { MapValue, Value } from '../value.ts';
import { explain, tooDeep } from './errors.ts';
import { readPlainYaml } from './plain.ts';
import { hashtags, isTagKey } from './hashtags.ts';
import { mergeEntries } from './merge.ts';
import { repair } from './repair.ts';
import { decodeBinary, kindOfTag } from './tags.ts';
import { isListInText, wrongCharacter } from './wrong-character.ts';

export const readYaml: ReadLanguage = (block, from, warn) =>
  readPlainYaml(block, from) ?? readAnyYaml(block, from, warn);

/** Reads without the shortcut of plain.ts; the result is the same. */
export const readAnyYaml: ReadLanguage = (block, from, warn) => {
  const document = parse(block, from);
  if (isBlock(document)) return new NodeReader(block, (offset) => from + offset).map(document);

  // Second attempt, with the most frequent mistakes repaired.
  const repaired = repair(block);
  const second = repaired.changed ? parse(repaired.text, from) : undefined;
  if (!second || !isBlock(second)) {
    const { at, message } = explain(document, block, repaired.openQuote);
    throw new Refusal('yaml', from + at, message);
  }
  for (const { code, at, message } of repaired.repairs) warn(code, from + at, message);
  return new NodeReader(repaired.text, (offset) => from + repaired.original(offset)).map(second);
};

/** @throws Refusal if values are nested too deeply for the stack */
function parse(block: string, from: number): Document.Parsed {
  try {
    return parseDocument(block, {
      // In this schema every scalar is a string.
      schema: 'failsafe',
      // Known tags (`!!int`, `!!binary`) would make values that are not strings.
      resolveKnownTags: false,
      // FrontMatter warns about repeated keys, and finds them faster.
      uniqueKeys: false,
      // Accepts what other parsers accept, such as a closing bracket in the first column.
      strict: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch (error) {
    // yaml limits the depth of collections, but not of keys in keys (`[a: a: a: …`).
    if (error instanceof RangeError) throw new Refusal('yaml', from, tooDeep);
    throw error;
  }
}

/** Whether front matter parsed without an error: a map, or nothing. */
function isBlock({ errors, contents }: Document.Parsed): boolean {
  if (errors.length > 0) return false;
  return contents === null || isMap(contents) || (isScalar(contents) && contents.source === '');
}

/** Converts the nodes of yaml to values. Anchors come before their aliases, so one walk in order finds them all. */
class NodeReader {
  readonly #block: string;
  readonly #place: (offset: number) => number;
  readonly #anchors = new Map<string, { value: Value; size: number; length: number }>();
  /** Values read so far, expanded aliases included, and the characters of their texts. */
  #size = 0;
  #length = 0;
  #aliased = { size: 0, length: 0 };

  constructor(block: string, place: (offset: number) => number) {
    this.#block = block;
    this.#place = place;
  }

  map(document: Document.Parsed): MapValue {
    const { contents } = document;
    if (!isMap(contents)) return { kind: 'map', entries: [], at: this.#place(0) };
    return this.#value(contents, 0, 0) as MapValue;
  }

  #value(node: ParsedNode | null, near: number, depth: number): Value {
    const offset = node?.range[0] ?? near;
    const at = this.#place(offset);
    if (depth > limits.matterDepth) {
      throw new Refusal(
        'yaml',
        at,
        `values are nested more than ${limits.matterDepth} levels deep here; flatten them`,
      );
    }
    if (isAlias(node)) return this.#alias(node.source, at);
    if (kindOfTag(node?.tag) === 'unknown') {
      const mark = this.#place(this.#block.lastIndexOf('!', offset));
      throw new Refusal('yaml', mark, 'a value that begins with ! is a tag in YAML; put it in quotes');
    }
    const [size, length] = [this.#size++, this.#length];
    const value = this.#read(node, offset, at, depth);
    const anchor = node && 'anchor' in node ? node.anchor : undefined;
    if (anchor) {
      this.#anchors.set(anchor, { value, size: this.#size - size, length: this.#length - length });
    }
    return value;
  }

  #read(node: ParsedNode | null, offset: number, at: number, depth: number): Value {
    if (isMap(node)) {
      const entries = node.items.map((pair) => {
        const key = pair.key as ParsedNode | null;
        const keyAt = key?.range[0] ?? offset;
        const name = this.#key(key);
        const value = this.#value(pair.value, key?.range[1] ?? offset, depth + 1);
        return {
          key: name,
          keyAt: this.#place(keyAt),
          value: isTagKey(name) ? this.#withHashtags(value, pair.value) : value,
        };
      });
      return { kind: 'map', entries: mergeEntries(entries), at };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.#value(item as ParsedNode | null, offset, depth + 1));
      return { kind: 'list', items, at };
    }
    if (!isScalar(node)) return { kind: 'text', text: '', plain: true, at };
    const text = textOf(node);
    this.#length += text.length;
    if (node.type === 'PLAIN' && isListInText(text)) {
      const wrong = wrongCharacter(this.#block, offset);
      if (wrong) throw new Refusal('yaml', this.#place(wrong.at), wrong.message);
    }
    return { kind: 'text', text, plain: node.type === 'PLAIN', at };
  }

  /** Restores the hashtags that YAML took for a comment, in a value or in the items of a list. */
  #withHashtags(value: Value, node: ParsedNode | null): Value {
    if (value.kind === 'list' && isSeq(node)) {
      const items = value.items.map((item, i) =>
        this.#withHashtags(item, node.items[i] as ParsedNode | null),
      );
      return { ...value, items };
    }
    if (value.kind !== 'text' || value.text !== '' || !value.plain || !isScalar(node)) return value;
    return { ...value, text: hashtags(this.#block.slice(node.range[0], node.range[2])) ?? '' };
  }

  #alias(name: string, at: number): Value {
    const anchor = this.#anchors.get(name);
    if (!anchor) {
      throw new Refusal('yaml', at, 'a value that begins with * is a reference in YAML; put it in quotes');
    }
    this.#size += anchor.size;
    this.#length += anchor.length;
    this.#aliased.size += anchor.size;
    this.#aliased.length += anchor.length;
    const { aliasedValues, matterLength } = limits;
    if (this.#aliased.size > aliasedValues || this.#aliased.length > matterLength) {
      const most = `${aliasedValues} values or ${matterLength} characters`;
      throw new Refusal(
        'yaml',
        at,
        `references like *${name} expand to more than ${most}; write the values out`,
      );
    }
    return anchor.value;
  }

  /** The text of a key; the source of a key that is not a scalar, such as `{{ date }}`. */
  #key(key: ParsedNode | null): string {
    if (isScalar(key)) return textOf(key);
    return key ? this.#block.slice(key.range[0], key.range[1]) : '';
  }
}

/** In the failsafe schema every scalar is a string, or null if the value is missing. */
function textOf({ value, tag }: Scalar): string {
  if (typeof value !== 'string') return '';
  return kindOfTag(tag) === 'binary' ? decodeBinary(value) : value;
}
