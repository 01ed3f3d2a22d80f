/** Ids of headings, the targets of tables of contents. */

import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type Token from 'markdown-it/lib/token.mjs';

/**
 * Sets the author's id (`## Title {#id}`). Without one, an article that links into itself gets ids as on GitHub: the
 * title in lower case, without punctuation, `-` for spaces, numbered if taken.
 */
export function headingIds({ tokens, src }: StateCore): void {
  // Most bodies have none of these, which takes less time to find out.
  const hasInnerLinks = ['(#', '[#', 'href=', ']:'].some((sign) => src.includes(sign)) && innerLink.test(src);
  const taken = new Map<string, number>();
  for (const [index, token] of tokens.entries()) {
    const inline = tokens[index + 1];
    if (token.type !== 'heading_open' || !inline?.children) continue;
    const last = inline.children.at(-1);
    const written = last?.type === 'text' ? attributesOf(last.content) : undefined;
    if (last && written) last.content = last.content.slice(0, written.at).trimEnd();
    const id = written?.id ?? (hasInnerLinks ? slug(titleOf(inline.children)) : '');
    if (id === '') continue;
    const count = taken.get(id) ?? 0;
    taken.set(id, count + 1);
    token.attrSet('id', count === 0 ? id : `${id}-${count}`);
  }
}

/** A link into the article: in Markdown, in HTML, or a link reference definition (its label contains no brackets). */
const innerLink = /\]\(#|\[\[#(?!\d)[^[\]]+\]\](?![([])|href=["']?#|^[ \t]{0,3}\[[^[\]]+\]:\s*#/m;

/** `{#id}`, `{: #id .class}`, `{.class}`, `{id="x"}` at the end of a heading: where it begins, and the id in it. */
function attributesOf(text: string): { id: string | undefined; at: number } | undefined {
  const end = text.trimEnd();
  const at = end.lastIndexOf('{');
  const inside = end.slice(at + 1, -1);
  if (at === -1 || !end.endsWith('}') || inside.includes('}') || end[at - 1] === '{') return undefined;
  const items = inside.replace(/^:/, '').trim();
  if (!/^(?:[#.]\S|[\w-]+=["'\S])/.test(items)) return undefined;
  const [, short, long] = /(?:^|\s)(?:#([^\s#]+)|id=["']?([^\s"']+)["']?)/.exec(items) ?? [];
  return { id: short ?? long, at };
}

/** The text of a heading, without tags. */
function titleOf(children: readonly Token[]): string {
  return children.map(({ type, content }) => (type === 'html_inline' ? '' : content)).join('');
}

export function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}
