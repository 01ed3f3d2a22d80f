/**
 * Finds formulas in a text as the sanitiser wrote it. By then a formula looks like any text, so the signs are stricter than
 * those of Markdown: prices, variables of a shell and file names stay text.
 */

import { formulaAt } from '../../article/body/markdown/formulas.ts';
import { limits } from '../../limits.ts';

export interface Formula {
  /** Offsets with the marks, in UTF-16 code units. */
  from: number;
  to: number;
  tex: string;
  display: boolean;
  /** Has a sign that only TeX has. */
  sure: boolean;
}

const mark = /[$\\]/g;
const environment = /\\begin\{([A-Za-z]{2,20}\*?)\}/y;

/** The formulas of a text, in their order. Linear: no formula is longer than a limit. */
export function* formulasIn(text: string): Generator<Formula> {
  for (let at = 0; ;) {
    mark.lastIndex = at;
    const found = mark.exec(text);
    if (!found) return;
    const from = found.index;
    const written = environmentAt(text, from) ?? formulaAt(text, from);
    const formula = written && formulaOf(written.text);
    if (!written || !formula) {
      // `\$`, and the second of `$$`, open nothing.
      at = from + (text[from] === '\\' || text[from + 1] === '$' ? 2 : 1);
      continue;
    }
    yield { ...formula, from, to: written.end };
    at = written.end;
  }
}

function environmentAt(text: string, from: number): { text: string; end: number } | undefined {
  environment.lastIndex = from;
  const name = environment.exec(text)?.[1];
  if (name === undefined) return undefined;
  const end = `\\end{${name}}`;
  const part = text.slice(from, from + limits.formulaLength);
  const at = part.indexOf(end);
  return at === -1 ? undefined : { text: part.slice(0, at + end.length), end: from + at + end.length };
}

function formulaOf(text: string): Omit<Formula, 'from' | 'to'> | undefined {
  if (text.startsWith('\\begin')) return { tex: text, display: true, sure: true };
  const length = text.startsWith('$') && !text.startsWith('$$') ? 1 : 2;
  const tex = text.slice(length, -length).trim();
  if (tex === '') return undefined;
  const display = text.startsWith('$$') || text.startsWith('\\[');
  if (length === 2) return { tex, display, sure: true };
  const hasCommand = /\\[A-Za-z]/.test(tex);
  // Outside of braces: words are prose, and names of a program.
  if (!hasCommand && /[A-Za-z]{3}/.test(tex.replace(/\{[^{}]*\}/g, ''))) return undefined;
  const sure = hasCommand || /[\^_]/.test(tex);
  return sure || /^[\w\s+\-*/=<>()[\]|,.!':]+$/.test(tex) ? { tex, display, sure } : undefined;
}
