/**
 * Splits an XML document of any size into its head and its entries, each a small document of its own. Memory holds one
 * entry at a time. The only file that imports saxes.
 */

import { SaxesParser } from 'saxes';
import { limits } from '../../../limits.ts';
import { CliError, exitCodes } from '../../exit.ts';
import { formatBytes } from '../../output/numbers.ts';

export interface Part {
  /** `head`: the document without its entries, which comes last. */
  kind: 'entry' | 'head';
  /** A well-formed document. */
  xml: string;
}

/** Elements that are entries: of RSS, RDF and Atom. */
const entries: ReadonlySet<string> = new Set(['item', 'entry']);

/**
 * Mistakes that lose nothing: entities of the DTD of RSS 0.91 and of HTML, and the blank lines in front of the XML
 * declaration that extensions of WordPress are known for.
 */
const passing =
  /undefined entity|disallowed character in entity name|XML declaration must be at the start of the document/;

/**
 * @param pieces of the text of the document
 * @param name of the file or its address, for messages
 * @throws CliError with the line if the document is not well-formed, or if an entry is too large
 */
export async function* splitXml(pieces: AsyncIterable<string>, name: string): AsyncGenerator<Part> {
  const splitter = new XmlSplitter(name);
  for await (const piece of pieces) {
    splitter.write(piece);
    yield* splitter.take();
  }
  splitter.end();
  yield* splitter.take();
  yield { kind: 'head', xml: splitter.head };
}

/** Takes the text of a document piece by piece. */
export class XmlSplitter {
  readonly #parser = new SaxesParser();
  readonly #name: string;
  /** Start tags of the elements that are open. */
  readonly #open: { name: string; tag: string }[] = [];
  readonly #ready: Part[] = [];
  /** The text that is not taken yet, and where it begins in the document. */
  #text = '';
  #from = 0;
  /** Where the entry begins that is open, and how many elements are around it. */
  #entry: { at: number; depth: number } | undefined;
  /** Where the start tag begins that is read at the moment. */
  #tagAt = 0;
  /** Where the last `<` stands. */
  #lastOpen = 0;
  /** Offset up to which the head has taken the text. */
  #headEnd = 0;
  head = '';

  constructor(name: string) {
    this.#name = name;
    this.#parser.on('error', (error) => this.#fail(error));
    this.#parser.on('opentagstart', () => {
      this.#tagAt = this.#from + this.#text.lastIndexOf('<', this.#parser.position - this.#from - 1);
    });
    this.#parser.on('opentag', ({ name: tag, isSelfClosing }) => this.#opened(tag, isSelfClosing));
    this.#parser.on('closetag', () => this.#closed());
  }

  write(piece: string): void {
    const open = piece.lastIndexOf('<');
    if (open !== -1) this.#lastOpen = this.#from + this.#text.length + open;
    this.#text += piece;
    this.#parser.write(piece);
    if (!this.#entry) {
      // What comes after the last tag that is complete stays.
      this.#takeHead(Math.max(this.#headEnd, this.#lastOpen));
      this.#drop(this.#headEnd);
    }
    const length = this.#text.length;
    if (length > limits.importEntryBytes + piece.length)
      this.#refuse(
        `an entry is larger than ${formatBytes(limits.importEntryBytes)}; take it out, and import the file again`,
      );
  }

  end(): void {
    this.#parser.close();
    this.#takeHead(this.#from + this.#text.length);
  }

  *take(): Generator<Part> {
    yield* this.#ready.splice(0);
  }

  #opened(name: string, isSelfClosing: boolean): void {
    if (this.#entry || isSelfClosing) {
      this.#open.push({ name, tag: '' });
      return;
    }
    if (entries.has(name.replace(/^.*:/, '')) && this.#open.length > 0) {
      this.#takeHead(this.#tagAt);
      this.#entry = { at: this.#tagAt, depth: this.#open.length };
    }
    this.#open.push({ name, tag: this.#slice(this.#tagAt, this.#parser.position) });
  }

  #closed(): void {
    this.#open.pop();
    if (this.#entry?.depth !== this.#open.length) return;
    const end = this.#parser.position;
    const before = this.#open.map(({ tag }) => tag).join('');
    const after = this.#open
      .toReversed()
      .map(({ name }) => `</${name}>`)
      .join('');
    this.#ready.push({ kind: 'entry', xml: before + this.#slice(this.#entry.at, end) + after });
    this.#entry = undefined;
    this.#headEnd = end;
    this.#drop(end);
  }

  #takeHead(end: number): void {
    this.head += this.#slice(this.#headEnd, end);
    this.#headEnd = end;
    if (this.head.length > limits.importEntryBytes)
      this.#refuse(`what is not an entry is larger than ${formatBytes(limits.importEntryBytes)}`);
  }

  #slice(from: number, to: number): string {
    return this.#text.slice(from - this.#from, to - this.#from);
  }

  #drop(end: number): void {
    this.#text = this.#text.slice(end - this.#from);
    this.#from = end;
  }

  #fail(error: Error): void {
    if (passing.test(error.message)) return;
    this.#refuse(`not well-formed XML (${error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')})`);
  }

  #refuse(what: string): never {
    const { line } = this.#parser;
    throw new CliError(exitCodes.usage, `${this.#name}: line ${line}: ${what}.`);
  }
}
