/**
 * Paragraphs of WordPress's classic editor, which stores blank lines in their place, as `wpautop` makes them when a page is
 * shown. Its port @wordpress/autop has the licence GPL, and edgefeed has not.
 */

import { outsideCode } from './outside-code.ts';

/** Elements that stand beside paragraphs. */
const blocks =
  /^(?:address|article|aside|audio|blockquote|canvas|caption|center|col|colgroup|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|iframe|legend|li|main|map|math|menu|nav|noscript|object|ol|option|p|param|pre|script|section|select|style|summary|svg|table|tbody|td|textarea|tfoot|th|thead|tr|ul|video)$/;

/** What is in them is kept to the letter. */
const verbatim = /^(?:pre|script|style|textarea|svg|math|code)$/;

/** Each run of text in them becomes paragraphs, also a single one. */
const flow = /^(?:blockquote|)$/;

/** A single run of text in them stays without a paragraph, and two become paragraphs. */
const mixed =
  /^(?:address|article|aside|center|dd|details|div|fieldset|figcaption|footer|form|header|li|main|nav|section|td|th)$/;

const lineOnly = /^(?:p|h[1-6]|summary|legend|caption|dt)$/;

const alone = /^(?:col|hr|param|img|br|input|source|wbr|embed)$/;

/** The lookahead keeps the name whole: backtracking letter by letter would search for the `>` each time. */
const tag = /<(\/?)([a-z][a-z0-9-]*)(?![a-z0-9-])[^<>]*>|<!--/gi;

/** Makes paragraphs of the text that has none. Linear. */
export function withParagraphs(source: string): string {
  const html = source.replace(/\r\n?/g, '\n');
  const open: string[] = [];
  let written = '';
  let run = '';
  let done = 0;
  /** The element that is kept to the letter. */
  let kept: string | undefined;
  const flush = (): void => {
    written += paragraphsOf(run, open.at(-1) ?? '');
    run = '';
  };
  tag.lastIndex = 0;
  for (let match = tag.exec(html); match; match = tag.exec(html)) {
    const [all, slash, written_ = ''] = match;
    const name = written_.toLowerCase();
    const { index } = match;
    if (kept !== undefined) {
      if (slash && name === kept) kept = undefined;
      else continue;
    }
    if (verbatim.test(name) && !slash && !all.endsWith('/>')) kept = name;
    const end = index + all.length;
    if (!blocks.test(name)) {
      // `code` within a paragraph stays in the run, to the letter as far as lines go.
      run += html.slice(done, end);
      done = end;
      continue;
    }
    run += html.slice(done, index);
    flush();
    written += all;
    done = end;
    if (slash) {
      const at = open.lastIndexOf(name);
      if (at !== -1) open.length = at;
    } else if (!alone.test(name) && !all.endsWith('/>')) {
      // A paragraph and an item end where the next one begins (https://html.spec.whatwg.org/#optional-tags).
      if ((name === 'p' || name === 'li') && open.at(-1) === name) open.pop();
      if (open.length < mostOpen) open.push(name);
    }
  }
  run += html.slice(done);
  flush();
  return written;
}

/** More levels than any body has; looking for the start of an element takes as long as the list is. */
const mostOpen = 100;

/** Stands between two paragraphs; no document has this character. */
const boundary = '\0';

function paragraphsOf(run: string, parent: string): string {
  if (run.trim() === '' || verbatim.test(parent)) return run;
  const marked = outsideCode(run, (text) => text.replace(/\n[ \t]*\n\s*/g, boundary));
  const parts = marked.split(boundary).filter((part) => part.trim() !== '');
  const isFlow = flow.test(parent) || (mixed.test(parent) && parts.length > 1);
  if (isFlow)
    return parts
      .map((part) => (isComment(part) ? part : `<p>${withBreaks(part.trim())}</p>`))
      .join('\n')
      .replace(/^|$/g, '\n');
  return lineOnly.test(parent) || mixed.test(parent) ? withBreaks(run) : run;
}

const isComment = (part: string): boolean => /^\s*<!--[^<>]{0,50}-->\s*$/.test(part);

/** Line breaks, except at the ends, after a break, and in code. */
function withBreaks(text: string): string {
  const inside = text.trim();
  const at = text.indexOf(inside);
  const broken = outsideCode(inside, (part) => part.replace(/(?<!<br ?\/?>)\n/gi, '<br>\n'));
  return text.slice(0, at) + broken + text.slice(at + inside.length);
}
