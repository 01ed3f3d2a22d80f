/** HTML → Markdown, where nothing is lost by it. The only file that imports turndown and its plugin. */

import { gfm } from '@joplin/turndown-plugin-gfm';
import TurndownService from 'turndown';
import { renderBody } from '../../../article/body/body.ts';
import { parseHtml } from '../../../article/body/html/html.ts';
import {
  attribute,
  descendants,
  isElement,
  isText,
  parseAsBrowsersDo,
  type Parent,
} from '../../../article/body/html/tree.ts';
import { literal } from './literal.ts';
import { limits } from '../../../limits.ts';

let service: TurndownService | undefined;

/** What is used of a list in the document tree of turndown. */
interface ListElement {
  nodeName: string;
  children: ArrayLike<unknown>;
  getAttribute: (name: string) => string | null;
}

function converter(): TurndownService {
  if (service) return service;
  service = new TurndownService({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
    br: '\\',
  });
  const escape = service.escape.bind(service);
  // Turndown leaves what would be read as a tag or an entity.
  service.escape = (text) =>
    escape(text)
      .replaceAll('<', '\\<')
      .replace(/&(?=#?\w)/g, '\\&');
  service.use(gfm);
  // GitHub's and edgefeed's, in place of the single tilde that the plugin writes.
  service.addRule('strikethrough', {
    filter: ['del', 's'],
    replacement: (content) => `~~${content}~~`,
  });
  service.addRule('item', {
    filter: 'li',
    replacement: (content, node) => {
      const list = node.parentNode as unknown as ListElement;
      const first = Number(list.getAttribute('start') ?? 1);
      const mark = list.nodeName === 'OL' ? `${first + Array.from(list.children).indexOf(node)}. ` : '- ';
      const indented = content
        .trim()
        .replaceAll('\n', `\n${' '.repeat(mark.length)}`)
        .replace(/^[ ]+$/gm, '');
      return `${mark}${indented}\n`;
    },
  });
  service.addRule('more', {
    filter: (node) => node.nodeName === 'EDGEFEED-MORE',
    replacement: () => '\n\n<!-- more -->\n\n',
  });
  return service;
}

/** Elements that say nothing about what a reader sees. */
const silent = /^(?:p|div|span|tbody|thead|section|article|main)$/;

/** Elements that have two names for the same. */
const same: Readonly<Record<string, string>> = { b: 'strong', i: 'em', del: 's', strike: 's' };

/**
 * The Markdown of a body.
 * @returns undefined if edgefeed would show it otherwise than the HTML: other words, links, pictures or elements
 */
export function markdownOf(html: string): string | undefined {
  if (Buffer.byteLength(html) > limits.markdownBytes || isTooMuch(html)) return undefined;
  const marked = html.replaceAll('<!-- more -->', '<edgefeed-more>more</edgefeed-more>');
  const markdown = converter().turndown(marked);
  if (Buffer.byteLength(markdown) > limits.markdownBytes) return undefined;
  return shownBy(markdown, 'a.md') === shownBy(literal(html), 'a.html') ? markdown : undefined;
}

/** Rows are compared with all others of their table. */
const costOfRow = 10;

/** Whether a conversion would take long: turndown looks at the elements around each element, and at those beside it. */
function isTooMuch(html: string): boolean {
  const { importMarkdownDepth: mostDeep, importMarkdownElements: most } = limits;
  let cost = 0;
  const waiting: { parent: Parent; depth: number }[] = [];
  try {
    waiting.push({ parent: parseAsBrowsersDo(html), depth: 0 });
  } catch {
    return true;
  }
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const node of next.parent.childNodes) {
      if (!isElement(node)) continue;
      cost += node.tagName === 'tr' ? costOfRow : 1;
      if (cost > most || next.depth >= mostDeep) return true;
      waiting.push({ parent: node, depth: next.depth + 1 });
    }
  }
  return false;
}

/** What a reader sees of a body: words, elements in their order, addresses. */
function shownBy(source: string, path: string): string {
  const options = { path, baseUrl: 'https://feeds.example/articles/a', takeHeading: false };
  const { html, excerpt = '' } = renderBody(source, options);
  const parts: string[] = [];
  let text = '';
  for (const node of descendants(parseHtml(html))) {
    if (isText(node)) text += node.value;
    if (!isElement(node)) continue;
    const name = same[node.tagName] ?? node.tagName;
    if (silent.test(name)) {
      text += ' ';
      continue;
    }
    const of = (key: string): string => attribute(node, key) ?? '';
    parts.push(
      text.replace(/\s+/g, ''),
      [
        name,
        of('href'),
        of('src'),
        of('srcset'),
        of('alt'),
        of('title'),
        of('start'),
        of('class'),
        of('align'),
      ].join('\0'),
    );
    text = '';
  }
  return JSON.stringify([parts, text.replace(/\s+/g, ''), excerpt.replace(/\s+/g, '')]);
}
