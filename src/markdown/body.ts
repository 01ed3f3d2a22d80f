/** The body of an article as Markdown, from HTML as its page or as feeds have it. The only file that imports the converter. */

import type { Element, ElementContent } from 'hast';
import { defaultHandlers, toMdast, type Handle, type State } from 'hast-util-to-mdast';
import type { Html, ListItem, PhrasingContent, RootContent } from 'mdast';
import { parseHtml } from '../article/body/html/html.ts';
import { limits } from '../limits.ts';
import { hastOf } from './hast.ts';

/**
 * @param pageUrl the absolute address of the article, which links into it begin with
 * @returns undefined if it is too long or too deep to be converted
 */
export function markdownOfBody(body: string, pageUrl: string): RootContent[] | undefined {
  if (body.length > limits.markdownLength) return undefined;
  const tree = hastOf(parseHtml(body));
  const converted = tree && toMdast(tree, { handlers: handlersFor(pageUrl), document: true });
  return converted?.type === 'root' ? converted.children : undefined;
}

/** The value of a property that is a text. */
function textIn({ properties }: Element, name: string): string | undefined {
  const value = properties[name];
  return typeof value === 'string' ? value : undefined;
}

const classOf = ({ properties }: Element): string => String(properties['className'] ?? '');

function handlersFor(pageUrl: string): Record<string, Handle> {
  return {
    a(state, element) {
      const href = textIn(element, 'href') ?? '';
      const kind = classOf(element);
      // What a page adds: links of headings to themselves, those with a name beside the text, and the ways back from notes.
      if (kind === 'footnote-backref') return undefined;
      if (kind === 'anchor')
        return element.properties['aria-label'] === undefined ? state.all(element) : undefined;
      if (href === '') return state.all(element);
      return {
        type: 'link',
        url: href.startsWith('#') ? pageUrl + href : href,
        title: textIn(element, 'title') ?? null,
        children: state.all(element) as PhrasingContent[],
      };
    },
    // The name of a language is in the fence of its block, too.
    p: (state, element) =>
      classOf(element) === 'language'
        ? undefined
        : { type: 'paragraph', children: state.all(element) as PhrasingContent[] },
    sup(state, element, parent) {
      if (classOf(element) !== 'footnote-ref') return kept(state, element, parent);
      const identifier = noteIn(element);
      return identifier === undefined
        ? undefined
        : { type: 'footnoteReference', identifier, label: identifier };
    },
    section: (state, element) =>
      classOf(element) === 'footnotes' ? notesOf(state, element) : state.all(element),
    li: item,
    math: formula,
    // What Markdown has no marks for.
    ...Object.fromEntries(['sub', 'kbd', 'mark', 'u', 'ins'].map((tag) => [tag, kept])),
  };
}

/** An element as it is written in HTML, around its content. */
const kept: Handle = (state, element) => [
  html(`<${element.tagName}>`),
  ...state.all(element),
  html(`</${element.tagName}>`),
];

const html = (value: string): Html => ({ type: 'html', value });

/** Blank lines are between the items whose HTML has paragraphs, and not where an item has a list of its own. */
const item: Handle = (state, element): ListItem => ({
  ...defaultHandlers.li(state, element),
  spread: elementsIn(element).some(({ tagName }) => tagName === 'p'),
});

/** TeX as its author wrote it; MathML that has none is left as its text. */
const formula: Handle = (state, element) => {
  const tex = textIn(element, 'data-tex');
  if (tex === undefined) return state.all(element);
  return html(element.properties['display'] === 'block' ? `$$${tex}$$` : `$${tex}$`);
};

/** `#user-content-fn1` → `1`; a second reference to a note has an id of its own, and the same target. */
function noteIn(reference: Element): string | undefined {
  const [target] = elementsIn(reference);
  return /#.*?fn-?(.+)$/.exec((target && textIn(target, 'href')) ?? '')?.[1];
}

/** The definitions of the notes; other content, such as the rule before them, is left out. */
function notesOf(state: State, section: Element): RootContent[] {
  const items = elementsIn(section)
    .filter(({ tagName }) => tagName === 'ol')
    .flatMap(elementsIn);
  return items.flatMap((item): RootContent[] => {
    const identifier = /fn-?(.+)$/.exec(textIn(item, 'id') ?? '')?.[1];
    if (identifier === undefined) return [];
    const children = state.toFlow(state.all(item));
    return [{ type: 'footnoteDefinition', identifier, label: identifier, children }];
  });
}

const elementsIn = ({ children }: Element): Element[] =>
  children.filter((child: ElementContent): child is Element => child.type === 'element');
