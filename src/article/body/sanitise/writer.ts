/** What elements are written to, and where. */

import type { Addresses } from '../addresses.ts';
import type { Open } from './nesting.ts';
import type { PlainText } from '../plain.ts';
import type { Element, Parent } from '../html/tree.ts';

/** Where in the written HTML the walk is. */
export interface Place {
  /** The tag of the innermost element that was written; empty at the top. */
  parent: string;
  open: Open;
  depth: number;
}

/** Writes a body as HTML and as plain text, and notes what is shown of it elsewhere. */
export interface Writer {
  readonly text: PlainText;
  /** Alternative texts, for bodies that have no other. */
  readonly alternatives: PlainText;
  /** A series of pictures often has the same text for each. */
  lastAlternative: string;
  /** The first image that is an illustration. */
  image?: string;
  /** The image that was written last; the `<noscript>` behind a lazy image repeats it. */
  lastImage?: string;
  /** The first preview picture of a video. */
  poster?: string | undefined;
  readonly options: { readonly addresses: Addresses };

  children(parent: Parent, place: Place): void;

  /** Writes `<tag …>`, the content and `</tag>`; the content alone where the tag may not stand here. */
  wrap(tag: string, attributes: string, place: Place, content: (place: Place) => void): void;

  /** Writes HTML as it stands: only what is known to be safe. */
  write(html: string): void;

  /** Writes a text, escaped, into the HTML and the plain text. */
  writeText(text: string, place: Place): void;

  /**
   * The attributes of an element as they stand in its tag: those that the allow-list lets through, and `settled` ones
   * (addresses, resolved before) in front, in place of what the author wrote under their names.
   */
  attributes(element: Element, tag: string, settled?: Readonly<Record<string, string | undefined>>): string;
}
