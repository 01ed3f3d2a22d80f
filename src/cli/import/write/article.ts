/** An entry as the source of an article. */

import { literal } from '../body/literal.ts';
import type { Entry } from '../entry.ts';
import { frontMatterOf } from './front-matter.ts';

/** A file in HTML is no Markdown and has no templates, whatever its text looks like. */
export interface Written {
  ending: '.html' | '.md';
  source: string;
}

/** @param body HTML with absolute addresses @param markdown the same in Markdown, if it is to be written so */
export function articleOf(entry: Entry, body: string, fallbackTitle: string, markdown?: string): Written {
  const front = frontMatterOf(entry, body, fallbackTitle);
  if (markdown !== undefined) return { ending: '.md', source: `${front}\n${markdown.trim()}\n` };
  const html = literal(body.replace(/\r\n?/g, '\n')).trim();
  return { ending: '.html', source: `${front}\n${html}\n` };
}
