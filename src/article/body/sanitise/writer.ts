/** The output of the sanitiser as its replacements see it. */

import type { Addresses } from '../addresses.ts';
import type { Open } from './nesting.ts';
import type { PlainText } from '../plain.ts';
import type { Element, Parent } from '../html/tree.ts';

/** A position in the written HTML. */
export interface Place {
  /** The tag of the innermost written element; empty at the top. */
  parent: string;
  open: Open;
  depth: number;
}

/** Writes a body as HTML and plain text, and collects the image and the texts of its summary. */
export interface Writer {
  readonly text: PlainText;
  /** Alternative texts, for bodies without other text. */
  readonly alternatives: PlainText;
  /** The last alternative text: a series of pictures often repeats it. */
  lastAlternative: string;
  /** The first image that is not an icon. */
  image?: string;
  /** The last written image; the `<noscript>` after a lazy image repeats it. */
  lastImage?: string;
  /** How many pictures were left out because their address contains them. */
  dataPictures: number;
  /** The first poster of a video. */
  poster?: string | undefined;
  readonly options: { readonly addresses: Addresses };

  children(parent: Parent, place: Place): void;

  /** Writes `<tag …>`, the content and `</tag>`; only the content if the tag is not allowed here. */
  wrap(tag: string, attributes: string, place: Place, content: (place: Place) => void): void;

  /** Writes HTML without escaping; it must be safe. */
  write(html: string): void;

  /** Writes a text to the HTML, escaped, and to the plain text. */
  writeText(text: string, place: Place): void;

  /**
   * The attributes of a start tag: first the `settled` ones, such as resolved addresses, which replace the author's of
   * the same name; then those of the author that the allow-list accepts.
   */
  attributes(element: Element, tag: string, settled?: Readonly<Record<string, string | undefined>>): string;
}
