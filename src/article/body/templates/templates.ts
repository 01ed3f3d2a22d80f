/**
 * Tags of template languages (Liquid, Nunjucks, Hexo, Hugo's and Zola's shortcodes) in a body. Nothing is executed.
 * Tags that come with a generator, and mean a picture, a video, a quotation, code or a link, are written as that; the
 * others stay as they stand, readable, and are counted. Comments leave. What is code stays what it is.
 */

import type { Kind } from '../kind.ts';
import { escapeText } from '../sanitise/escape.ts';
import { readArguments } from './arguments.ts';
import { Code, fence, isIndentedCode } from './code.ts';
import { codeBlock } from './code-block.ts';
import { comments, remarkLine } from './comments.ts';
import { Finder } from './finder.ts';
import { links, printedExpression } from './links.ts';
import type { Located, Meaning, Spot } from './meaning.ts';
import { pictures } from './pictures.ts';
import { quotes } from './quotes.ts';
import { withoutRaw } from './raw.ts';
import { endOf, kindOfTag, readTag, type Tag } from './tag.ts';
import { videos } from './videos.ts';

const meanings: ReadonlyMap<string, Meaning> = new Map(
  Object.entries<Meaning>({ ...links, ...pictures, ...videos, ...quotes }),
);

/** UTF-16 code units of what is written before a tag that tell what can stand there. */
const tailLength = 100;

/** Kinds of tags that are counted apart. */
const mostKinds = 100;

const endRaw = /\{%-?\s*endraw\s*-?%\}/g;

/** Where something may begin: a line, code, or a tag. */
const interesting =
  /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:`{3,}|~{3,})|^ {0,3}\[(?=\/\/\]|comment\])|`+|<(?=!--|pre|code|script|style|textarea|xmp)|\{[%{#:]|%%/gim;

/** Without any of these there is nothing to read: most bodies have none. */
const signs = ['{', '%%', '<!--', ']:'];

export interface Understood {
  source: string;
  /** Tags that stay as they stand, by their kind: how many. */
  unknown: ReadonlyMap<string, number>;
}

/** Runs before the body is read. */
export function convertTemplates(source: string, kind: Kind, place: Located): Understood {
  if (!signs.some((sign) => source.includes(sign))) return { source, unknown: new Map() };
  const reader = new Reader(source, kind, place);
  return { source: reader.read(), unknown: reader.unknown };
}

class Reader {
  readonly unknown = new Map<string, number>();
  readonly #source: string;
  readonly #kind: Kind;
  readonly #place: Located;
  readonly #finder: Finder;
  readonly #code: Code;
  /** What is written behind the end of each tag that is open, by its form and name. */
  readonly #open = new Map<string, string[]>();
  #written = '';
  /** The end of what is written: to look at the end of a text that has grown, an engine puts its parts together first. */
  #tail = '';
  /** Where the line begins that was asked for last, and the one below it. */
  #line = 0;
  #nextLine = 0;
  #done = 0;

  constructor(source: string, kind: Kind, place: Located) {
    this.#source = source;
    this.#kind = kind;
    this.#place = place;
    this.#finder = new Finder(source);
    this.#code = new Code(source, this.#finder);
  }

  read(): string {
    interesting.lastIndex = 0;
    for (let match = interesting.exec(this.#source); match; match = interesting.exec(this.#source)) {
      // A reader of another text must not move this one.
      const end = this.#at(match.index, match[0]);
      interesting.lastIndex = Math.max(end, match.index + 1);
    }
    return this.#written + this.#source.slice(this.#done);
  }

  /** @returns where reading goes on */
  #at(at: number, mark: string): number {
    const source = this.#source;
    const last = mark.at(-1)!;
    if (last === '`' || last === '~') return this.#codeAt(at, mark);
    if (last === '[') {
      const lineEnd = this.#lineEnd(at);
      return remarkLine.test(source.slice(at, lineEnd)) ? this.#replace(at, lineEnd, '') : at + mark.length;
    }
    if (last === '<') {
      const end = this.#code.elementEnd(at);
      if (end !== undefined) return this.#replace(at, end, withoutRaw(source.slice(at, end)));
    }
    const first = last === '<' ? '<!' : mark;
    const commentEnd =
      this.#kind === 'html' && first === '<!' ? undefined : comments[first]?.(source, at, this.#finder);
    const isTag = mark === '{%' || mark === '{{';
    if (commentEnd === undefined && last === '<') return this.#finder.next('-->', at) ?? at + 1;
    if (commentEnd === undefined && !isTag) return at + mark.length;
    const lineStart = this.#lineStart(at);
    if (this.#kind === 'markdown' && isIndentedCode(source, lineStart)) {
      const end = this.#lineEnd(at);
      return this.#replace(at, end, withoutRaw(source.slice(at, end)));
    }
    if (commentEnd !== undefined) return this.#replace(at, commentEnd, '');
    const tag = readTag(source, at, this.#finder);
    return tag ? this.#tag(at, tag, lineStart) : at + 2;
  }

  /** Fenced code, or a code span: what is raw in it is meant for those who show code by a template. */
  #codeAt(at: number, mark: string): number {
    const source = this.#source;
    if (this.#kind === 'html') return at + mark.length;
    const marks = /[`~]+$/.exec(mark)![0];
    const isLineStart = at === 0 || source[at - 1] === '\n';
    const lineEnd = this.#lineEnd(at);
    const isFence = isLineStart && marks.length >= 3 && fence.test(source.slice(at, lineEnd));
    if (!isFence && marks[0] === '~') return at + mark.length;
    const end = isFence
      ? this.#code.fenceEnd(marks, lineEnd)
      : this.#code.spanEnd(at + mark.length - marks.length, marks.length);
    return this.#replace(at, end, withoutRaw(source.slice(at, end)));
  }

  #tag(at: number, tag: Tag, lineStart: number): number {
    const { form, name, rest, end } = tag;
    if (form === 'liquid' && name === 'raw') return this.#raw(at, tag);
    if (form === 'hugo' && rest.startsWith('/*')) return this.#escaped(at, tag);
    const spot = this.#spot(at, end, lineStart);
    if (tag.isEnd || name === 'end') return this.#end(at, tag);
    if (form === 'expression' && name === '') {
      const printed = /^\$[\w.]+$/.test(rest)
        ? ''
        : printedExpression(rest, spot, this.#source.slice(end, end + 200));
      if (printed !== undefined) return this.#replace(at, end, printed);
      return this.#stays(tag);
    }
    const meaning = meanings.get(name.replaceAll('-', '_'));
    if (!meaning) return this.#stays(tag);
    const args = readArguments(rest);
    const close = form === 'expression' ? undefined : this.#finder.match(endOf(form, name), end);
    if (close && meaning.isComment) return this.#replace(at, close.end, '');
    if (close && meaning.code) {
      const content = this.#source.slice(end, close.at);
      const block = codeBlock({ ...meaning.code(args), content, prefix: spot.prefix }, this.#kind);
      return this.#replace(at, close.end, block);
    }
    const pair = close && meaning.pair?.(args, spot);
    if (pair) {
      const key = `${form} ${name}`;
      const behind = this.#open.get(key) ?? [];
      this.#open.set(key, [...behind.slice(-20), pair[1]]);
      return this.#replace(at, end, pair[0]);
    }
    const text = meaning.single?.(args, spot);
    return text === undefined || (text === '' && meaning.single === undefined)
      ? this.#stays(tag)
      : this.#replace(at, end, text);
  }

  /** The tags leave, what is between them stays. Without an end there is nothing to be kept raw. */
  #raw(at: number, { end, isEnd }: Tag): number {
    const close = isEnd ? undefined : this.#finder.match(endRaw, end);
    if (!close) return this.#replace(at, end, '');
    return this.#replace(at, close.end, this.#source.slice(end, close.at));
  }

  /** A shortcode that is to be shown, its content between `/*` and its counterpart. */
  #escaped(at: number, { end }: Tag): number {
    const shown = this.#source.slice(at, end).replace('/*', '').replace('*/', '');
    return this.#replace(at, end, escapeText(shown));
  }

  #end(at: number, tag: Tag): number {
    const keys =
      tag.name === 'end' || tag.name === ''
        ? [...this.#open.keys()].filter((key) => key.startsWith('liquid'))
        : [`${tag.form} ${tag.name}`];
    for (const key of keys) {
      const behind = this.#open.get(key)?.pop();
      if (behind !== undefined) return this.#replace(at, tag.end, behind);
    }
    return tag.end;
  }

  #stays(tag: Tag): number {
    const key = kindOfTag(tag);
    if (this.unknown.has(key) || this.unknown.size < mostKinds) {
      this.unknown.set(key, (this.unknown.get(key) ?? 0) + 1);
    }
    return tag.end;
  }

  #spot(at: number, end: number, lineStart: number): Spot {
    const source = this.#source;
    const before = source.slice(Math.max(lineStart, at - 300), at);
    // What was written last, where the line has been changed before.
    const written =
      this.#done > lineStart ? this.#tail + source.slice(Math.max(this.#done, at - tailLength), at) : before;
    const prefix = /^[ \t>]*$/.test(before) && at - lineStart < 300 ? before : undefined;
    return {
      prefix,
      isAlone:
        prefix !== undefined && /^[ \t]*$/.test(source.slice(end, Math.min(this.#lineEnd(end), end + 300))),
      isAddress: /(?:\]\([ \t]{0,9}<?|=[ \t]{0,9}["']?|\]:[ \t]{0,9}<?|[\w/])$/.test(written),
      ...this.#place,
    };
  }

  /** The places that are asked for never go back. */
  #lineStart(at: number): number {
    while (this.#nextLine <= at) {
      this.#line = this.#nextLine;
      this.#nextLine = this.#source.indexOf('\n', this.#line) + 1 || Infinity;
    }
    return this.#line;
  }

  #lineEnd(at: number): number {
    return this.#finder.next('\n', at) ?? this.#source.length;
  }

  /** @returns the end of what was replaced */
  #replace(at: number, end: number, text: string): number {
    const kept = this.#source.slice(this.#done, at);
    this.#tail = ((this.#tail + kept.slice(-tailLength)).slice(-tailLength) + text.slice(-tailLength)).slice(
      -tailLength,
    );
    this.#written += kept + text;
    this.#done = end;
    return end;
  }
}
