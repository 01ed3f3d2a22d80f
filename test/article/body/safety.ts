/** What must be true of every body that is written, asked of a parser that knows nothing of how it was written. */

import { html, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { expect } from 'vitest';

import { allowed, globalAttributes } from '../../../src/article/body/sanitise/allowed.ts';
import { Addresses } from '../../../src/article/body/addresses.ts';
import { Sanitiser } from '../../../src/article/body/sanitise/sanitise.ts';
import { parseHtml } from '../../../src/article/body/html/html.ts';

const addresses = new Set(['href', 'src', 'poster', 'cite']);
const schemes =
  /^(?:https?:\/\/|(?:mailto|tel|sms|fax|xmpp|sips?|ftps?|sftp|magnet|ed2k|geo|ircs?|news|nntp|webcal|feed|matrix|tg|gemini|gopher|ipfs|bitcoin|urn):)/;
const written = new Set(['controls']);

/** Fails where the HTML holds anything that is not on the allow-list, could run, or leads to an unsafe scheme. */
export function expectSafe(source: string): void {
  expect(source).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
  expect(findings(source)).toEqual([]);
}

/** The body as it is after a parser has read it: parsed and written once more. */
export function reread(html: string, baseUrl: string): string {
  const sanitiser = new Sanitiser({
    addresses: new Addresses({ path: 'a.html', baseUrl, siteUrl: new URL(baseUrl).origin, source: html }),
    keepLines: false,
    maxLength: Infinity,
  });
  sanitiser.children(parseHtml(html), { parent: '', open: 0, depth: 0 });
  return sanitiser.html.trim();
}

function findings(source: string): string[] {
  const found: string[] = [];
  const stack: DefaultTreeAdapterTypes.ChildNode[] = [...parseFragment(source).childNodes];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.nodeName === '#comment') found.push('comment');
    if (!('tagName' in node)) continue;
    stack.push(...node.childNodes);
    if (node.namespaceURI !== html.NS.HTML) found.push(`namespace of ${node.tagName}`);
    if (!allowed.has(node.tagName)) found.push(`<${node.tagName}>`);
    for (const { name, value } of node.attrs) {
      const isKnown = allowed.get(node.tagName)?.has(name) || globalAttributes.has(name) || written.has(name);
      if (!isKnown || /^on|^style$/.test(name)) found.push(`${node.tagName} ${name}`);
      if (addresses.has(name) && !schemes.test(value)) found.push(`${name}=${value}`);
      if (name === 'srcset' && value.split(', ').some((part) => !/^https?:\/\//.test(part)))
        found.push(`srcset=${value}`);
      if (name === 'id' && !value.startsWith('user-content-')) found.push(`id=${value}`);
    }
  }
  return found;
}
