/** Formulas in TeX → MathML. A formula that is not understood stays as it is written. */

import {
  attribute,
  createText,
  isElement,
  rename,
  setAttribute,
  setChildren,
  textOf,
  type Element,
  type Node,
} from '../../article/body/html/tree.ts';
import { limits } from '../../limits.ts';
import { formulasIn, type Formula } from './find.ts';
import { mathml } from './mathml.ts';

type Text = Extract<Node, { value: string }>;

/** A quick look: most bodies have none of these. */
export const mayHaveFormulas = (html: string): boolean =>
  /\$|\\[([]|\\begin\{|language-(?:math|tex|latex)"/.test(html);

/**
 * @param texts of a body, outside of code and links
 * @param blocks all `<pre>`: some are formulas, ```` ```math ````
 */
export function setFormulas(texts: readonly Text[], blocks: readonly Element[]): void {
  let left: number = limits.formulas;
  const set = (tex: string, display: boolean): Element | undefined => {
    left -= tex.length;
    const math = left < 0 ? undefined : mathml(tex, display);
    // Markdown for agents has the formula as its author wrote it.
    if (math) setAttribute(math, 'data-tex', tex.trim());
    return math;
  };
  for (const pre of blocks) {
    const [code, ...others] = pre.childNodes;
    if (!code || others.length > 0 || !isElement(code) || attribute(code, 'class') !== 'language-math')
      continue;
    const math = textOf(code).length <= limits.formulaLength && set(textOf(code), true);
    if (!math) continue;
    // Among the children of a paragraph, which a formula may be in, and `<pre>` may not.
    rename(pre, 'p');
    setChildren(pre, [math]);
  }
  const found = texts
    .filter(({ value }) => /[$\\]/.test(value))
    .map((text) => ({ text, formulas: [...formulasIn(text.value)] }));
  // `$5$` and `$n$` are formulas in a text that has surer ones.
  if (!found.some(({ formulas }) => formulas.some(({ sure }) => sure))) return;
  const pieces = new Map<Node, Node[]>();
  for (const { text, formulas } of found)
    if (formulas.length > 0) pieces.set(text, piecesOf(text, formulas, set));
  // Each parent once, however many texts it has.
  const parents = new Set(Array.from(pieces.keys(), ({ parentNode }) => parentNode!));
  for (const parent of parents)
    setChildren(
      parent,
      parent.childNodes.flatMap((child) => pieces.get(child) ?? [child]),
    );
}

/** A text with its formulas in their places. */
function piecesOf(
  { value }: Text,
  formulas: readonly Formula[],
  set: (tex: string, display: boolean) => Element | undefined,
): Node[] {
  const pieces: Node[] = [];
  let at = 0;
  for (const { from, to, tex, display } of formulas) {
    const math = set(tex, display);
    if (!math) continue;
    pieces.push(createText(value.slice(at, from)), math);
    at = to;
  }
  return [...pieces, createText(value.slice(at))];
}
