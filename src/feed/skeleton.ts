/**
 * The one place that knows the package `feed`, which writes the structure of RSS and Atom documents: the elements and
 * their order, dates, the XML around it all. It never sees a text. Where one belongs it gets a slot (`slot:3;`), and
 * the texts are put in afterwards, escaped as their place asks for. With feed 6.0.0 and its xml-js 1.6.11 there is no
 * other way to get texts through unharmed:
 *
 * - a text with two `]]>` ends its CDATA section: xml-js mends only the first (js2xml.js, writeCdata);
 * - `&amp;` in a text becomes `&`: xml-js un-escapes before it escapes (writeText);
 * - `<` stays as it is in attributes, such as an Atom category (writeAttributes);
 * - Atom ids and all addresses go through `new URL()`, which throws on some, rewrites others, and with them the feed falls;
 * - titles (and summaries) in Atom are declared to be HTML; ours are plain text;
 * - there is no place for namespaces of one's own, nor in Atom for extensions, for xml:lang, or for an enclosure's type.
 *
 * What it can't write, and the many small elements of an item (each costs xml-js microseconds), are finished XML, which
 * takes a slot too.
 */

import { Feed, type Extension, type FeedOptions, type Item } from 'feed';
import { cdata, escapeXml } from './xml.ts';

/** What goes into a document's slots. One for each document. */
export class Slots {
  readonly #contents: string[] = [];

  /** A place for a text, in an element or an attribute. It is an absolute URL too, which the package accepts for ids. */
  text(value: string): string {
    return `slot:${this.#contents.push(value) - 1};`;
  }

  /** A place for finished XML, if there is any. Given as `copyright`, it gets an element, which it replaces. */
  markup(xml: string): string {
    return xml && `markup:${this.#contents.push(xml) - 1};`;
  }

  /** The same for an item of RSS, whose `copyright` the package leaves out: its extensions. */
  extensions(xml: string): Extension[] {
    return xml ? [{ name: 'rights', objects: { _text: this.markup(xml) } }] : [];
  }

  /** Puts all contents into a skeleton, in one pass: what looks like a slot inside a text stays text. */
  fill(skeleton: string): string {
    return skeleton.replace(
      /<!\[CDATA\[slot:(\d+);\]\]>|slot:(\d+);|<(?:rights|copyright)>markup:(\d+);<\/(?:rights|copyright)>/g,
      (_, section?: string, text?: string, markup?: string) => {
        if (section !== undefined) return cdata(this.#contents[Number(section)]!);
        if (text !== undefined) return escapeXml(this.#contents[Number(text)]!);
        return this.#contents[Number(markup)]!;
      },
    );
  }
}

/** What is in a skeleton: slots, dates and constants, and not one text of an article. */
export interface Structure {
  options: FeedOptions;
  items: Item[];
}

/** @param root the start tag of the document's element, in place of the package's */
export function rssSkeleton(structure: Structure, root: string): string {
  return assemble(structure)
    .rss2()
    .replace(/<rss [^>]*>/, root);
}

/**
 * @param root the start tag of the document's element, in place of the package's
 * @param entry the start tag of each entry
 */
export function atomSkeleton(structure: Structure, root: string, entry: (index: number) => string): string {
  let index = 0;
  return assemble(structure)
    .atom1()
    .replace(/<feed [^>]*>/, root)
    .replace(/<entry>/g, () => entry(index++))
    .replace(/<title type="html"><!\[CDATA\[(slot:\d+;)\]\]>/g, '<title>$1');
}

function assemble({ options, items }: Structure): Feed {
  const feed = new Feed(options);
  for (const item of items) feed.addItem(item);
  return feed;
}

export type { FeedOptions, Item as SkeletonItem };
