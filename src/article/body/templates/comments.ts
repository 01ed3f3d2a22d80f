/** Remarks of authors that no reader is to see, as template languages and their kind write them. */

import type { Finder } from './finder.ts';

/** Behind the remark that begins at a place; undefined: none does. */
type CommentEnd = (source: string, at: number, finder: Finder) => number | undefined;

/** A remark between two marks. */
const between =
  (open: string, close: string): CommentEnd =>
  (source, at, finder) => {
    if (!source.startsWith(open, at)) return undefined;
    const end = finder.next(close, at + open.length);
    return end === undefined ? undefined : end + close.length;
  };

const percentEnd = /%%(?=[\s.,;:!?。，；：！？]|$)/g;
const kramdownEnd = /\{:\/(?:comment)?\}/g;
const blankLine = /\n[ \t]*\n/g;

/** By their first characters. */
export const comments: Readonly<Record<string, CommentEnd>> = {
  // Hugo (https://gohugo.io/templates/introduction/#comments)
  '{{': (source, at, finder) =>
    between('{{/*', '*/}}')(source, at, finder) ?? between('{{- /*', '*/ -}}')(source, at, finder),
  // Nunjucks, Zola; not kramdown's `{#id}`, which has no end of this kind in its line.
  '{#': (source, at, finder) =>
    /\s|-/.test(source[at + 2] ?? '') ? between('{#', '#}')(source, at, finder) : undefined,
  // kramdown (https://kramdown.gettalong.org/syntax.html#extensions)
  '{:': (source, at, finder) => {
    if (/^\{::options\b[^}\n]{0,300}\/\}/.test(source.slice(at, at + 320)))
      return between('{::', '/}')(source, at, finder);
    if (/^\{::(?:nomarkdown|\/)/.test(source.slice(at, at + 13))) return source.indexOf('}', at) + 1;
    return source.startsWith('{::comment}', at) ? finder.match(kramdownEnd, at)?.end : undefined;
  },
  // Obsidian (https://help.obsidian.md/syntax#Comments): not `100%%`, nor `%%i` of a batch file
  '%%': (source, at, finder) => {
    if (!/^[\s(（]?$/.test(source[at - 1] ?? '') || /^\w(?!\w)/.test(source.slice(at + 2, at + 4)))
      return undefined;
    return finder.match(percentEnd, at + 3)?.end;
  },
  // Markdown takes one for HTML only as far as the next blank line, where it stands within a line.
  '<!': (source, at, finder) => {
    if (!source.startsWith('<!--', at)) return undefined;
    const end = finder.next('-->', at + 4);
    const blank = finder.match(blankLine, at);
    const isCut = end !== undefined && blank !== undefined && blank.at < end;
    return isCut && source[at - 1] !== '\n' && at > 0 ? end + 3 : undefined;
  },
};

/** `[//]: # (a remark)`, where it isn't read as a definition: below a paragraph, or with brackets in it. */
export const remarkLine = /^ {0,3}\[(?:\/\/|comment)\]:[ \t]*(?:#|<>|<#>|\/)[ \t]*["'(].*$/i;
