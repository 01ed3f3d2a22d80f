/** Where a source names addresses of the web. */

import { SourceLines } from '../../article/source-lines.ts';

/** Offsets that are kept of addresses that begin alike. */
const mostAlike = 50;

/** What is behind the scheme, up to the first sign at which Markdown, YAML or HTML may end an address. */
const address = /\/\/((?:[^\s"'<>()[\]{},|\\]|\([^\s"'<>()[\]{},|\\]*\))+)/g;

/** Finds addresses in a source, in one walk through it. */
export class SourcePlaces {
  readonly #source: string;
  readonly #lines: SourceLines;
  readonly #offsets = new Map<string, number[]>();

  constructor(source: string) {
    this.#source = source;
    this.#lines = new SourceLines(source);
    for (const { 1: text = '', index } of source.matchAll(address)) {
      const key = keyOf(text);
      const offsets = this.#offsets.get(key);
      if (!offsets) this.#offsets.set(key, [index]);
      else if (offsets.length < mostAlike) offsets.push(index);
    }
  }

  /** The place of an absolute address; the first line where the source spells it in another way. */
  find(url: string): { line: number; column: number } {
    const text = url.slice(url.indexOf('//') + 2);
    const key = keyOf(text);
    const [, start = ''] = `//${key}`.matchAll(address).next().value ?? [];
    const offsets = this.#offsets.get(keyOf(start)) ?? [];
    // Entities may make the author's spelling the longer one.
    const length = text.length + 100;
    const exact = offsets.find((at) => keyOf(this.#source.slice(at + 2, at + 2 + length)).startsWith(key));
    const at = exact ?? offsets[0] ?? 0;
    const [scheme = ''] = /https?:$/i.exec(this.#source.slice(Math.max(0, at - 6), at)) ?? [];
    return this.#lines.placeOf(at - scheme.length);
  }
}

/** The spelling that an address has in common with what URL makes of it. */
function keyOf(text: string): string {
  const url = text.replaceAll('&amp;', '&').replace(/#[^]*|\/$/, '');
  const slash = url.indexOf('/');
  const host = slash === -1 ? url : url.slice(0, slash);
  const rest = slash === -1 ? '' : url.slice(slash);
  try {
    return host.toLowerCase() + decodeURI(rest).normalize('NFC');
  } catch {
    return host.toLowerCase() + rest;
  }
}
