/**
 * Templates for RSS and Atom: the elements, their order, nesting and indentation, as the package `feed` writes them. Once
 * per isolate the package writes a specimen of each, with a named slot (`slot:title;`) for each text. It never gets the
 * texts of a feed, because feed 6.0.0 and its xml-js 1.6.11 corrupt some:
 *
 * - A text with two `]]>` ends its CDATA section: xml-js splits only the first (js2xml.js, writeCdata).
 * - `&amp;` in a text becomes `&`: xml-js un-escapes before it escapes (writeText).
 * - `<` is not escaped in attributes, such as an Atom category (writeAttributes).
 * - Atom ids and all addresses go through `new URL()`, which throws on some and rewrites others.
 * - Titles and summaries in Atom are declared as HTML, but those of edgefeed are plain text.
 * - It supports no namespaces, and in Atom no extensions, no xml:lang, and no type of an enclosure.
 *
 * Elements that the package cannot write follow after those that it writes.
 */

import { Feed, type FeedOptions, type Item } from 'feed';
import { cdata, escapePlain, escapeXml } from './xml.ts';

/** The content of a feed or an item: texts for the slots, and elements after them. */
export interface Part {
  /** Name of a slot → text. Without a text its element is left out. */
  texts: Readonly<Record<string, string | undefined>>;
  /** Complete XML elements. */
  elements: readonly string[];
}

/** Escapes a text for a slot. */
type Write = (text: string) => string;
const writers: Readonly<Record<string, Write>> = {
  /** A CDATA section. */
  section: cdata,
  /** Text between tags, or an attribute. */
  text: escapeXml,
  /** Plain text of RSS. */
  plain: escapePlain,
  /** Complete XML in place of a start tag. */
  markup: (xml) => xml,
};

interface Slot {
  name: string;
  write: Write;
}

/** An element and its content, in lines: literals and slots alternate, with a literal at either end. */
interface Element {
  literals: string[];
  slots: Slot[];
}

/** Spaces that a child is indented by. */
const indentation = 4;

/** The date in the specimen: a slot replaces its formatted text. */
const epoch = new Date(0);
/** Likewise, a number. */
const marker = 987_654_321;

export class Template {
  readonly #head: readonly Element[];
  readonly #item: readonly Element[];
  readonly #itemEnd: string;
  readonly #tail: string;
  /** The indentation of an item. */
  readonly #indent: string;

  /**
   * @param specimen a document with one item, each element on its own lines
   * @param name tag of an item
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

  /** The names of the slots in the head and in the item. */
  get slots(): { head: ReadonlySet<string>; item: ReadonlySet<string> } {
    const names = (elements: readonly Element[]) =>
      new Set(elements.flatMap(({ slots }) => slots.map(({ name }) => name)));
    return { head: names(this.#head), item: names(this.#item) };
  }

  /** Writes a document. */
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

/** Groups lines into elements: a line indented deeper than `depth`, or an end tag, belongs to the element above. */
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
    /<!\[CDATA\[slot:(?<section>\w+);\]\]>|slot:(?<text>\w+);|plain:(?<plain>\w+);|markup:(?<markup>\w+);/g,
  )) {
    const [kind, name] = Object.entries(match.groups!).find(([, name]) => name !== undefined)!;
    literals.push(text.slice(done, match.index));
    slots.push({ name, write: writers[kind]! });
    done = match.index + match[0].length;
  }
  return { literals: [...literals, text.slice(done)], slots };
}

/** A slot. Also an absolute URL, so that the package accepts it as an id or an address. */
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

/** Replaces the date and the number of a specimen by slots. */
const withSlots = (specimen: string, date: string): string =>
  specimen.replaceAll(date, slot('date')).replaceAll(String(marker), slot('ttl'));

/** The template of RSS. The slot `root` is the start tag of the document element. */
export function rssTemplate(): Template {
  const feed = new Feed({ ...options, language: slot('language'), ttl: marker, image: slot('icon') });
  feed.addItem({ ...item, description: slot('summary') });
  const specimen = withSlots(feed.rss2(), epoch.toUTCString())
    .replace(/<rss [^>]*>/, 'markup:root;')
    .replace(/<title><!\[CDATA\[slot:title;\]\]>/g, '<title>plain:title;')
    .replaceAll('<title>slot:title;', '<title>plain:title;')
    .replace('<description>slot:description;', '<description>plain:description;');
  return new Template(specimen, 'item');
}

/** The template of Atom. The slots `root` and `entry` are the start tags of the document element and of an entry. */
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
