/** TeX → MathML. The only file that imports Temml. */

import temml from 'temml';
import { descendants, isElement, parseAsBrowsersDo, type Element } from '../../article/body/html/tree.ts';
import { limits } from '../../limits.ts';

/** Elements of MathML Core (https://www.w3.org/TR/mathml-core/) without `annotation-xml`, which may hold HTML. */
const elements = new Set([
  ...'math maction menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot'.split(
    ' ',
  ),
  ...'mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none'.split(' '),
]);

/** Without `style`, which the policy of pages forbids, and without addresses. */
const attributes = new Set([
  ...'accent accentunder columnspan depth display displaystyle fence form height largeop linethickness'.split(
    ' ',
  ),
  ...'lspace mathvariant maxsize minsize movablelimits rowspan rspace scriptlevel separator stretchy'.split(
    ' ',
  ),
  ...'symmetric voffset width'.split(' '),
]);

/** Classes of Temml that align the columns of an environment. */
const aligned = /^tml-(?:left|right)$/;

/** @returns undefined if it is no TeX that Temml understands */
export function mathml(tex: string, display: boolean): Element | undefined {
  const markup = render(tex, display);
  if (markup === undefined) return undefined;
  // From the text of another program, so nothing of it counts but what is in the two lists.
  const [math] = parseAsBrowsersDo(markup).childNodes;
  if (!math || !isElement(math)) return undefined;
  for (const node of [math, ...descendants(math)]) {
    if (!isElement(node)) continue;
    if (!elements.has(node.tagName) || !node.namespaceURI.endsWith('/MathML')) return undefined;
    node.attrs = node.attrs.filter(
      ({ name, value }) => attributes.has(name) || (name === 'class' && aligned.test(value)),
    );
  }
  return math;
}

/** Environments whose lines have numbers, which Temml writes as HTML: the form with a star has none. */
const numbered = /\\(begin|end)\{(align|alignat|equation|gather)\}/g;

function render(tex: string, display: boolean): string | undefined {
  try {
    return temml.renderToString(tex.replace(numbered, String.raw`\$1{$2*}`), {
      displayMode: display,
      throwOnError: true,
      trust: false,
      maxExpand: limits.formulaMacros,
      maxSize: [20, 20],
    });
  } catch {
    // A ParseError, or a RangeError of the stack: the TeX stays as it stands.
    return undefined;
  }
}
