/** Where the values of a wrangler configuration are written in its file. */

import type { SiteConfig } from '../site-config.ts';
import { jsonOutline } from './json-outline.ts';
import { place, type Place } from './place.ts';
import { tomlOutline } from './toml-outline.ts';

/** Names of keys and indexes of lists, from the top: `['migrations', 0, 'tag']`. */
export type Path = readonly (string | number)[];

export class Outline {
  readonly #source: string;
  /** Where each line begins. */
  readonly #lines: readonly number[];
  /** The whole file. */
  readonly root: Place;

  constructor({ format, source }: Pick<SiteConfig, 'format' | 'source'>) {
    this.#source = source;
    this.#lines = [0, ...Array.from(source.matchAll(/\n/g), ({ index }) => index + 1)];
    try {
      this.root = { toml: tomlOutline, json: jsonOutline }[format](source);
    } catch {
      // Another reader than the one that took the file; its stack may be smaller. Then nothing has a place.
      this.root = place('header', 0, 0, 0);
    }
  }

  /** @returns undefined for what the file does not have */
  at(path: Path): Place | undefined {
    return path.reduce<Place | undefined>((place, key) => place?.children.get(key), this.root);
  }

  /** The line of a value, from 1; of one that is missing, the line of the nearest object around it. */
  lineOf(path: Path): number {
    for (let depth = path.length; depth > 0; depth--) {
      const place = this.at(path.slice(0, depth));
      if (place) return this.lineAt(place.start);
    }
    return 1;
  }

  lineAt(offset: number): number {
    // The last line that begins at the offset or before it.
    let [line, after] = [0, this.#lines.length];
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if (this.#lines[middle]! <= offset) line = middle;
      else after = middle;
    }
    return line + 1;
  }

  /** The offset of the first character of the next line; the end of the text, if there is none. */
  afterLine(offset: number): number {
    const end = this.#source.indexOf('\n', offset);
    return end < 0 ? this.#source.length : end + 1;
  }
}
