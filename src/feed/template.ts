/**
 * The structure of RSS and Atom as the package `feed` writes it: the elements and their order, nesting and indentation.
 * The package writes one specimen of each an isolate, with a named slot (`slot:title;`) where a text belongs. It never
 * sees a text of a feed: with feed 6.0.0 and its xml-js 1.6.11 texts do not get through unharmed.
 *
 * - A text with two `]]>` ends its CDATA section: xml-js mends only the first (js2xml.js, writeCdata).
 * - `&amp;` in a text becomes `&`: xml-js un-escapes before it escapes (writeText).
 * - `<` stays as it is in attributes, such as an Atom category (writeAttributes).
 * - Atom ids and all addresses go through `new URL()`, which throws on some and rewrites others.
 * - Titles and summaries in Atom are declared to be HTML; ours are plain text.
 * - There is no place for namespaces, nor in Atom for extensions, for xml:lang, or for the type of an enclosure.
 *
 * What the package cannot write stands as finished elements behind what it writes.
 */

import { Feed, type FeedOptions, type Item } from 'feed';
import { cdata, escapeXml } from './xml.ts';

/** One feed, or one item: what goes into its slots, and the elements behind them. */
export interface Part {
  /** By the name of the slot. Where it is absent, its element is left out. */
  texts: Readonly<Record<string, string | undefined>>;
  /** Finished XML. */
  elements: readonly string[];
}

/** What goes into a place of the structure. */
type Write = (text: string) => string;
const writers: Readonly<Record<string, Write>> = {
  /** In a CDATA section of its own. */
  section: cdata,
  /** Between tags, or in an attribute. */
  text: escapeXml,
  /** Finished XML in the place of a start tag. */
  markup: (xml) => xml,
};

interface Slot {
  name: string;
  write: Write;
}

/** An element with all that is in it, in lines: literals and slots in turn, a literal first and last. */
interface Element {
  literals: string[];
  slots: Slot[];
}

/** How deep a child is indented below its parent, in spaces. */
const indentation = 4;

/** A date of the specimen: the package formats it, and its text then makes way for a slot. */
const epoch = new Date(0);
/** Likewise for a number. */
const marker = 987_654_321;

export class Template {
  readonly #head: readonly Element[];
  readonly #item: readonly Element[];
  readonly #itemEnd: string;
  readonly #tail: string;
  /** White space before a child of the feed's element, and of an item's. */
  readonly #indent: string;

  /**
   * @param specimen a document with one item, each element on lines of its own
   * @param name of the item's element
   */
  constructor(specimen: string, name: 'item' | 'entry') {
    const lines = specimen.split('\n');
    const start = lines.findIndex((line) => new RegExp(`^ *(?:<${name}>|markup:${name};)$`).test(line));
    const end = lines.findIndex((line) => line.trim() === `</${name}>`);
    this.#indent = /^ */.exec(lines[start]!)![0];
    const depth = this.#indent.length;
    this.#head = elementsOf(lines.slice(0, start), depth);
    this.#item = elementsOf(lines.slice(start, end), depth + indentation);
    this.#itemEnd = `${lines[end]!}\n`;
    this.#tail = lines.slice(end + 1).join('\n');
  }

  /** The names of the slots that the specimen has, in its head and in its item. */
  get slots(): { head: ReadonlySet<string>; item: ReadonlySet<string> } {
    const names = (elements: readonly Element[]) =>
      new Set(elements.flatMap(({ slots }) => slots.map(({ name }) => name)));
    return { head: names(this.#head), item: names(this.#item) };
  }

  /** A document. */
  write(feed: Part, items: readonly Part[]): string {
    let written = writePart(this.#head, feed, this.#indent);
    const indent = this.#indent + ' '.repeat(indentation);
    for (const item of items) written += writePart(this.#item, item, indent) + this.#itemEnd;
    return written + this.#tail;
  }
}

function writePart(structure: readonly Element[], { texts, elements }: Part, indent: string): string {
  let written = '';
  for (const { literals, slots } of structure) {
    if (slots.some(({ name }) => texts[name] === undefined)) continue;
    written += literals[0]!;
    for (const [i, { name, write }] of slots.entries()) written += write(texts[name]!) + literals[i + 1]!;
  }
  for (const element of elements) written += `${indent}${element}\n`;
  return written;
}

/** Lines → elements: what is indented deeper than `depth`, and an end tag, belongs to the element above it. */
function elementsOf(lines: readonly string[], depth: number): Element[] {
  const texts: string[] = [];
  for (const line of lines) {
    const indent = /^ */.exec(line)![0].length;
    const belongs = indent > depth || (indent === depth && line.startsWith('</', indent));
    if (belongs) texts[texts.length - 1] += `${line}\n`;
    else texts.push(`${line}\n`);
  }
  return texts.map(elementOf);
}

function elementOf(text: string): Element {
  const literals: string[] = [];
  const slots: Slot[] = [];
  let done = 0;
  for (const match of text.matchAll(
    /<!\[CDATA\[slot:(?<section>\w+);\]\]>|slot:(?<text>\w+);|markup:(?<markup>\w+);/g,
  )) {
    const [kind, name] = Object.entries(match.groups!).find(([, name]) => name !== undefined)!;
    literals.push(text.slice(done, match.index));
    slots.push({ name, write: writers[kind]! });
    done = match.index + match[0].length;
  }
  return { literals: [...literals, text.slice(done)], slots };
}

/** A slot in a specimen. It is an absolute URL too, which the package accepts for ids and addresses. */
const slot = (name: string): string => `slot:${name};`;

const options = {
  title: slot('title'),
  link: slot('home'),
  description: slot('description'),
  generator: slot('generator'),
  updated: epoch,
} satisfies FeedOptions;

const item: Item = {
  id: slot('id'),
  guid: slot('id'),
  title: slot('title'),
  link: slot('url'),
  date: epoch,
  content: slot('html'),
};

/** The package's dates and numbers make way for slots. */
const withSlots = (specimen: string, date: string): string =>
  specimen.replaceAll(date, slot('date')).replaceAll(String(marker), slot('ttl'));

/** The slot `root` takes the start tag of the document's element. */
export function rssTemplate(): Template {
  const feed = new Feed({ ...options, language: slot('language'), ttl: marker, image: slot('icon') });
  feed.addItem({ ...item, description: slot('summary') });
  const specimen = withSlots(feed.rss2(), epoch.toUTCString());
  return new Template(specimen.replace(/<rss [^>]*>/, 'markup:root;'), 'item');
}

/** The slots `root` and `entry` take the start tags of the document's element and of an entry. */
export function atomTemplate(): Template {
  const feed = new Feed({
    ...options,
    id: slot('id'),
    feed: slot('self'),
    author: { name: slot('author'), link: slot('site') },
    hub: slot('hub'),
    favicon: slot('icon'),
  });
  feed.addItem(item);
  const specimen = withSlots(feed.atom1(), epoch.toISOString())
    .replace(/<feed [^>]*>/, 'markup:root;')
    .replace('<entry>', 'markup:entry;')
    .replace(/<title type="html"><!\[CDATA\[(slot:\w+;)\]\]>/, '<title>$1');
  return new Template(specimen, 'entry');
}
