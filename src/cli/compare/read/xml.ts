/**
 * RSS, RDF and Atom by a strict parser, piece by piece: memory holds what readers know an entry by, and no content. Feeds are written with the
 * package `feed` and imported with feedsmith; this reader shares nothing with either, so that a mistake of one of them
 * shows.
 */

import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { Written } from '../entry.ts';
import { limits } from '../../../limits.ts';
import { formatNumber } from '../../output/numbers.ts';
import { resolved, type Document, type Format, type Head } from './document.ts';
import { Excessive, Unreadable } from './refused.ts';
import { isAtomLink, placeOf, type Place } from './fields.ts';

/** Links of a feed that are followed, its own, and that of its site. */
const rels: ReadonlySet<string> = new Set(['self', 'next', 'prev-archive', 'alternate']);

/** Mistakes that change no id of a feed: entities of HTML, which stay as they are, and prefixes without a namespace. */
const passing = /undefined entity|unbound namespace prefix/;

/** Elements of the feed itself, or of its channel, whose text is kept. */
const ofFeed: Readonly<Record<string, 'generator' | 'id' | 'page'>> = {
  generator: 'generator',
  link: 'page',
  'Atom generator': 'generator',
  'Atom id': 'id',
};

/** UTF-16 code units of a value that are kept. No id is as long. */
const valueLength = 65_536;
/** Elements within one another, and attributes of one: no feed has as many. */
const deepest = 1_000;
const mostAttributes = 10_000;

/** @param base the address of the document @throws Unreadable or Excessive, with the line */
export async function readXml(pieces: AsyncIterable<string>, base: string | undefined): Promise<Document> {
  const reader = new XmlReader(base);
  for await (const piece of pieces) reader.write(piece);
  return reader.end();
}

/** The value of an element that is read at the moment. */
interface Open {
  place: Place | 'generator' | 'id' | 'page';
  depth: number;
  texts: string[];
  /** Of the texts. */
  length: number;
  /** Whether an address, which the link of an entry is, may stand in for another one. */
  isPermalink: boolean;
}

/** Reads a document that comes in pieces. */
export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: true });
  /** What relative addresses are relative to: the outermost, then xml:base of each open element. */
  readonly #bases: (string | undefined)[];
  readonly #entries: Written[] = [];
  #format: Format | undefined;
  readonly #links: Head['links'] = {};
  #generator = '';
  #id = '';
  #attributes = 0;
  #entry: { depth: number; uri: string; values: Written; ranks: Map<string, number> } | undefined;
  #open: Open | undefined;

  constructor(base: string | undefined) {
    this.#bases = [base];
    const parser = this.#parser;
    parser.on('error', ({ message }) => {
      if (!passing.test(message)) throw this.#failure(message.replace(/^[\d:]+\s*/, '').replace(/\.$/, ''));
    });
    parser.on('attribute', () => {
      if (++this.#attributes > mostAttributes) throw this.#excess('an element has too many attributes');
    });
    parser.on('opentag', (tag) => this.#opened(tag));
    parser.on('text', (text) => this.#add(text));
    parser.on('cdata', (text) => this.#add(text));
    parser.on('closetag', () => this.#closed());
  }

  write(piece: string): void {
    this.#parser.write(piece);
  }

  end(): Document {
    this.#parser.close();
    const format = this.#format ?? this.#none();
    const id = this.#id === '' ? {} : { id: this.#id };
    return {
      head: { format, ...id, links: this.#links, generator: this.#generator },
      entries: this.#entries,
    };
  }

  get #depth(): number {
    return this.#bases.length - 1;
  }

  get #base(): string | undefined {
    return this.#bases.at(-1);
  }

  #failure(what: string): Unreadable {
    return new Unreadable(`line ${this.#parser.line}: ${what}`);
  }

  #excess(what: string): Excessive {
    return new Excessive(`line ${this.#parser.line}: ${what}`);
  }

  #opened(tag: SaxesTagNS): void {
    this.#attributes = 0;
    const written = tag.attributes['xml:base']?.value;
    const base = written === undefined ? this.#base : (URL.parse(written, this.#base)?.href ?? this.#base);
    this.#bases.push(base);
    if (this.#depth > deepest) throw this.#excess('the elements lie too deep within one another');
    const name = tag.local;
    this.#format ??= formatOf(name) ?? this.#none();
    if (this.#entry) this.#openedField(tag);
    else if (name === 'item' || (name === 'entry' && this.#format === 'Atom')) this.#begin(tag);
    else this.#openedOfFeed(tag);
  }

  #none(): never {
    throw this.#failure('no feed');
  }

  #begin(tag: SaxesTagNS): void {
    if (this.#entries.length >= limits.compareEntries)
      throw this.#excess(`more than ${formatNumber(limits.compareEntries)} entries`);
    const about = tag.attributes['rdf:about']?.value;
    const values: Written = about === undefined ? {} : { id: about };
    this.#entry = { depth: this.#depth, uri: tag.uri, values, ranks: new Map() };
  }

  #openedOfFeed(tag: SaxesTagNS): void {
    // The feed itself, or the channel in it.
    if (this.#depth > (this.#format === 'Atom' ? 2 : 3)) return;
    if (isAtomLink(tag.local, tag.uri, this.#format)) {
      const { rel = 'alternate', address } = this.#linkOf(tag);
      if (address !== undefined && rels.has(rel)) this.#links[rel] ??= address;
      return;
    }
    const place = ofFeed[`${this.#format === 'Atom' ? 'Atom ' : ''}${tag.local}`];
    if (place && !this.#open)
      this.#open = { place, depth: this.#depth, texts: [], length: 0, isPermalink: false };
  }

  #openedField(tag: SaxesTagNS): void {
    const { depth, uri } = this.#entry!;
    // What an entry has in it may have an id of its own, such as atom:source.
    if (this.#depth !== depth + 1) return;
    const place = placeOf(tag.local, tag.uri, uri, this.#format === 'Atom');
    if (!place) return;
    if (isAtomLink(tag.local, tag.uri, this.#format)) {
      const { rel = 'alternate', address } = this.#linkOf(tag);
      if (rel === 'alternate') this.#keep(place, address);
      return;
    }
    const isPermalink = tag.local === 'guid' && tag.attributes['isPermaLink']?.value.trim() !== 'false';
    this.#open = { place, depth: this.#depth, texts: [], length: 0, isPermalink };
  }

  #linkOf({ attributes }: SaxesTagNS): { rel: string | undefined; address: string | undefined } {
    return { rel: attributes['rel']?.value.trim(), address: resolved(attributes['href']?.value, this.#base) };
  }

  #add(text: string): void {
    const open = this.#open;
    if (!open || open.length >= valueLength) return;
    open.texts.push(text);
    open.length += text.length;
  }

  #closed(): void {
    const open = this.#open;
    if (open?.depth === this.#depth) {
      this.#open = undefined;
      if (typeof open.place === 'string') this.#closeOfFeed(open.place, textOf(open).trim());
      else this.#close(open.place, open);
    }
    if (this.#entry?.depth === this.#depth) {
      this.#entries.push(this.#entry.values);
      this.#entry = undefined;
    }
    this.#bases.pop();
  }

  #closeOfFeed(place: 'generator' | 'id' | 'page', text: string): void {
    if (place === 'generator') this.#generator ||= text;
    else if (place === 'id') this.#id ||= text;
    else this.#links['alternate'] ??= resolved(text, this.#base);
  }

  #close(place: Place, open: Open): void {
    const text = textOf(open);
    if (place[0] !== 'link') this.#keep(place, text);
    else this.#keep(place, resolved(text, this.#base) ?? text);
    if (open.isPermalink) this.#keep(['link', 2], resolved(text, undefined));
  }

  #keep([field, rank]: Place, value: string | undefined): void {
    const { values, ranks } = this.#entry!;
    if (!value?.trim() || rank >= (ranks.get(field) ?? Infinity)) return;
    values[field] = value;
    ranks.set(field, rank);
  }
}

const textOf = ({ texts }: Open): string => texts.join('').slice(0, valueLength);

function formatOf(root: string): Format | undefined {
  if (root === 'rss') return 'RSS';
  if (root === 'RDF') return 'RDF';
  return root === 'feed' ? 'Atom' : undefined;
}
