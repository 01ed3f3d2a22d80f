/** Blocks of code: the name of the language above, and the tokens in their kinds. */

import {
  appendText,
  attribute,
  createElement,
  createText,
  isElement,
  isText,
  setChildren,
  textOf,
  wrapIn,
  type Element,
  type Node,
} from '../../article/body/html/tree.ts';
import { limits } from '../../limits.ts';
import { tokensOf, type CodeToken } from './highlight.ts';
import { codeLanguage } from './languages.ts';

/** Wraps each block, and colours it. @param blocks all `<pre>` of a body, in document order */
export function setCode(blocks: readonly Element[]): void {
  let left: number = limits.highlightedArticle;
  for (const pre of blocks) {
    const code = onlyCode(pre);
    const inner = wrapIn(pre, 'div', [['class', 'code']]);
    const written = code && /^language-(.+)$/.exec(attribute(code, 'class') ?? '')?.[1];
    const language = written === undefined ? undefined : codeLanguage(written);
    if (language) {
      const label = createElement('p', [['class', 'language']]);
      appendText(label, language.name);
      setChildren(pre, [label, inner]);
    }
    if (!code || !language?.parser) continue;
    const text = textOf(code);
    left -= text.length;
    const tokens = left < 0 ? undefined : tokensOf(text, language.parser);
    if (!tokens) continue;
    setChildren(code, tokens.map(nodeOf));
  }
}

function nodeOf({ text, kind }: CodeToken): Node {
  if (!kind) return createText(text);
  const span = createElement('span', [['class', kind]]);
  appendText(span, text);
  return span;
}

/** The `<code>` that is all of a block, and has text alone. */
function onlyCode(pre: Element): Element | undefined {
  const [code, ...others] = pre.childNodes.filter((node) => !(isText(node) && node.value.trim() === ''));
  if (!code || others.length > 0 || !isElement(code) || code.tagName !== 'code') return undefined;
  return code.childNodes.every(isText) ? code : undefined;
}
