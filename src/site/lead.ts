/** The text of an article in a list: its first paragraph, unless the author wrote a summary. */

import { foldSpace, ideographic } from '../article/text.ts';
import { limits } from '../limits.ts';
import { decoded, isParting } from './html-text.ts';
import { columnsOf, shorten } from './shorten.ts';

/** Columns (see `columnsOf`) of a lead, which pages cut to two or three lines … */
const leadColumns = 240;
/** … and those after which no further paragraph is added. */
const enoughColumns = 120;
/** The part of a paragraph that links may be, if it is one of text. */
const mostLinked = 0.6;

/** The part of an article that its lead is made from. */
export interface Beginning {
  title: string;
  summary: string;
  /** Sanitised HTML: the beginning of the body is enough. */
  html: string;
}

/**
 * The lead of an article. Feeds keep the summary of the parser, which takes the text of the body from its first letter on:
 * headings, tables of contents, notes and code too.
 */
export function leadOf({ title, summary, html }: Beginning): string {
  const beginning = withoutCutTag(html.slice(0, limits.leadLength));
  if (!isTaken(summary, beginning)) return shorten(foldSpace(summary), leadColumns);
  const isTitle = (text: string): boolean =>
    text.length <= 2 * title.length && lettersOf(text) === lettersOf(title);
  const text =
    joined(paragraphsOutside(beginning, asides), (one) => isProse(one) && !isTitle(one.text)) ||
    joined(paragraphsOutside(beginning, markup), ({ text }) => !isTitle(text)) ||
    withoutLeftovers(summary);
  return shorten(text, leadColumns);
}

/** A text may be cut within a tag. */
function withoutCutTag(html: string): string {
  const last = html.lastIndexOf('<');
  return last > html.lastIndexOf('>') ? html.slice(0, last) : html;
}

/** Elements, by name or class, whose text the parser takes for no text either: labels of notes, the way to a footnote and back. */
const labels = ['footnote-ref', 'footnote-backref', 'callout-label'];
const unread = new Set(labels);
/** Elements whose text is no beginning of an article: headings, notes and quotations, tables, captions, code. */
const asides = new Set([
  ...'h1 h2 h3 h4 h5 h6 dl table pre blockquote figure aside nav details audio video rt rp footnotes'.split(
    ' ',
  ),
  ...labels,
]);
/** The same for an article that has nothing else. */
const markup = new Set([
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'figcaption',
  'caption',
  'rt',
  'rp',
  'footnotes',
  ...labels,
]);

/** A tag with its slash, name and attributes, or text. Sanitised attributes contain no `<` and no `>`. */
const pieces = /<(\/?)([a-z][a-z0-9]*)([^<>]*)>|[^<]+/g;

const classIn = / class="([\w-]+)"/;

/** A paragraph, or an item of a list. */
interface Paragraph {
  text: string;
  /** How much of the text is in links, in UTF-16 code units. */
  linked: number;
  /** Whether a picture stands in it: then a short text is its caption. */
  pictured: boolean;
}

const blank = (): Paragraph => ({ text: '', linked: 0, pictured: false });

/** The paragraphs outside of some elements, in order. */
function* paragraphsOutside(html: string, skipped: ReadonlySet<string>): Generator<Paragraph> {
  let paragraph = blank();
  let inLink = false;
  /** The skipped element around this place, and how many of its name are open. */
  let inside = '';
  let open = 0;
  for (const [piece, slash, tag, attributes = ''] of html.matchAll(pieces)) {
    if (tag === undefined) {
      if (inside !== '') continue;
      const text = decoded(piece);
      paragraph.text += text;
      if (inLink) paragraph.linked += text.length;
    } else if (inside !== '') {
      if (tag === inside) open += slash ? -1 : 1;
      if (open === 0) inside = '';
    } else {
      if (tag === 'img') paragraph.pictured = true;
      if (tag === 'a') inLink = slash === '';
      if (isParting(tag)) {
        // A line break within a paragraph is a space.
        if (tag === 'br') paragraph.text += ' ';
        else {
          yield paragraph;
          paragraph = blank();
        }
      }
      if (!slash && (skipped.has(tag) || skipped.has(classIn.exec(attributes)?.[1] ?? ''))) {
        inside = tag;
        open = 1;
      }
    }
  }
  yield paragraph;
}

/** Neither a caption nor links alone, such as a list of contents. */
const isProse = ({ text, linked, pictured }: Paragraph): boolean =>
  linked <= text.length * mostLinked && !(pictured && columnsOf(text) < enoughColumns);

const ideographicEnd = new RegExp(`${ideographic}$`, 'u');
const ideographicStart = new RegExp(`^${ideographic}`, 'u');

/** The first paragraphs that are wanted, as many as a lead needs. */
function joined(paragraphs: Iterable<Paragraph>, isWanted: (paragraph: Paragraph) => boolean): string {
  let lead = '';
  for (const paragraph of paragraphs) {
    const plain = withoutLeftovers(paragraph.text);
    if (!/[\p{L}\p{N}]/u.test(plain) || contents.test(plain) || !isWanted(paragraph)) continue;
    const needsSpace = lead !== '' && !(ideographicEnd.test(lead) && ideographicStart.test(plain));
    lead += needsSpace ? ` ${plain}` : plain;
    if (columnsOf(lead) >= enoughColumns) break;
  }
  return lead;
}

/** Tags of template languages and marks of Markdown dialects that are shown as they stand. */
const leftovers =
  /\{\{[<%]?[^{}]{0,300}\}\}|\{%[^{}]{0,300}%\}|\{:[^{}\n]{0,100}\}|\[\[?toc\]?\]|^[^\S\n]*:::+.*$/gim;

const withoutLeftovers = (text: string): string => foldSpace(text.replace(leftovers, ' '));

const contents = /^(?:table of )?contents?[:：]?$|^toc$|^(?:文章)?目[录錄次][:：]?$/i;

/** Whether a summary is the beginning of the body, which the parser took. Both fold white space, in different places. */
function isTaken(summary: string, html: string): boolean {
  let wanted = withoutSpace(summary.replace(/…$/, ''));
  for (const paragraph of paragraphsOutside(html, unread)) {
    const text = withoutSpace(paragraph.text).normalize();
    if (text.length >= wanted.length) return text.startsWith(wanted);
    if (!wanted.startsWith(text)) return false;
    wanted = wanted.slice(text.length);
  }
  return false;
}

const withoutSpace = (text: string): string => text.replace(/\s+/g, '');
const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');
