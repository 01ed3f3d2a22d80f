/**
 * Links and embeds of Obsidian: `[[note]]`, `[[note#part|text]]`, `![[picture.png|300]]` (https://help.obsidian.md/links).
 * Obsidian finds a file by its name, in any folder; the mark `{embed}` says so (named-files.ts).
 */

import type MarkdownIt from 'markdown-it';
import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs';

import { slug } from './headings.ts';

/** The target and the text. Not `[[ -f x ]]` of a shell, and not a link whose text is in brackets: `[[1]](x)`. */
const wikiLink = /!?\[\[(?!\s)([^[\]|\n]{0,300})(?:\|([^[\]\n]{1,300}))?\]\](?![([])/y;
const picture = /\.(?:png|jpe?g|gif|webp|svg|avif|bmp)$/i;
/** Other files that Obsidian shows (https://help.obsidian.md/file-formats). */
const otherFile = /\.(?:pdf|flac|m4a|mp3|ogg|wav|3gp|webm|mkv|mov|mp4|ogv)$/i;

export function wikiLinks(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('link', 'wiki_link', (state, silent) => read(markdown, state, silent));
}

function read(markdown: MarkdownIt, state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  const mark = src[pos];
  if (mark !== '[' && mark !== '!') return false;
  const isEmbed = src.startsWith('![[', pos);
  if (!isEmbed && !src.startsWith('[[', pos)) return false;
  wikiLink.lastIndex = pos;
  const [all, name = '', text = ''] = wikiLink.exec(src) ?? [];
  const target = name.trim();
  if (all === undefined || target === '' || /^(?:\d+|_?toc_?)$/i.test(target)) return false;
  const { references } = state.env as { references?: Record<string, unknown> };
  // The label of a link reference definition, in brackets.
  if (references?.[markdown.utils.normalizeReference(target)]) return false;
  if (pos + all.length > state.posMax) return false;
  if (!silent) write(state, target, text.trim(), isEmbed);
  state.pos = pos + all.length;
  return true;
}

function write(state: StateInline, target: string, text: string, isEmbed: boolean): void {
  const [, path = '', part = ''] = /^([^#^]*)(?:[#^](.*))?$/.exec(target) ?? [];
  if (isEmbed && picture.test(path)) {
    const token = state.push('image', 'img', 0);
    const width = /^\d+(?=$|x)/.exec(text)?.[0];
    token.attrs = [
      ['src', `{embed}${encodeURI(path)}`],
      ['alt', ''],
      ...(width ? [['width', width] as [string, string]] : []),
    ];
    token.children = [];
    return;
  }
  const file = path === '' || /\.\w{1,8}$/.test(path) ? path : `${path}.md`;
  const fragment = part === '' || part.startsWith('^') ? '' : `#${slug(part)}`;
  const mark = picture.test(file) || otherFile.test(file) ? '{embed}' : '';
  const href = mark + encodeURI(file) + encodeURI(fragment);
  state.push('link_open', 'a', 1).attrs = href === '' ? [] : [['href', href]];
  state.push('text', '', 0).content = text || target.replace(/^#/, '').replace(/#/g, ' › ');
  state.push('link_close', 'a', -1);
}
