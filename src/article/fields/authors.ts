/** The authors of an article: text, a list, maps, or a Markdown link. */

import type { Author } from '../article.ts';
import { resolveMedia } from '../url.ts';
import type { Value } from '../matter/value.ts';
import { limits } from '../../limits.ts';
import { readName } from './markup.ts';
import { isShort, itemsOf, textUnder } from './read.ts';
import type { Read, ValueContext } from './read.ts';
import { isTerm } from './terms.ts';

export const readAuthors: Read<Author[]> = (value, context, key) => {
  const authors = new Map<string, Author>();
  for (const item of itemsOf(value)) {
    const author = authorOf(item, context);
    if (!author) {
      context.warn('author', item.at, `an author in "${key}" has no name; write one, like {name: Ada}`);
    } else if (
      isTerm(author.name, item.at, context) &&
      !authors.has(author.name) &&
      context.quotas.terms.take(item.at)
    ) {
      authors.set(author.name, author);
    }
  }
  return authors.size > 0 ? [...authors.values()] : undefined;
};

/** Under these a map has the address of an author. */
export const authorAddressKeys = ['url', 'link', 'href', 'website', 'homepage', 'uri'];

/** @returns undefined: it has no name */
export function authorOf(value: Value, context: ValueContext): Author | undefined {
  const { at } = value;
  if (value.kind === 'text') return authorOfText(value.text, at, context);
  // WordPress: `{display_name, login}`.
  const name = textUnder(value, [
    'name',
    'display_name',
    'full_name',
    'title',
    'nickname',
    'login',
    'username',
  ]);
  if (name === undefined) return undefined;
  const url = absolute(textUnder(value, authorAddressKeys), at, context);
  const email = textUnder(value, ['email', 'mail']);
  return {
    ...(authorOfText(name, at, context) ?? { name }),
    ...(url && { url }),
    ...(email && isEmail(email) && { email }),
  };
}

const markdownLink = /\[([^[\]]+)\]\(([^()\s]+)\)/g;

/** `Ada`, `[Ada](https://…)`, `Ada ([@ada](https://…))`, `Ada <ada@…>`; commas are part of the name. */
function authorOfText(text: string, at: number, context: ValueContext): Author | undefined {
  const links = [...text.matchAll(markdownLink)];
  const spelled = readName(text.replace(markdownLink, '$1'));
  // Several links mean several people, so none of them belongs to the author.
  const url = links.length === 1 ? absolute(links[0]![2], at, context) : undefined;
  const [, before = '', email = ''] = /^([^<>]+)<([^<>\s]+)>$/.exec(spelled) ?? [];
  if (isEmail(email)) return { name: before.trim(), ...(url && { url }), email };
  return spelled === '' ? undefined : { name: spelled, ...(url && { url }) };
}

function absolute(written: string | undefined, at: number, context: ValueContext): string | undefined {
  const url = written === undefined ? undefined : resolveMedia(written, context.baseUrl);
  return url !== undefined && isShort(url, at, context, 'an author') ? url : undefined;
}

const isEmail = (text: string): boolean =>
  text.length <= limits.emailLength && /^[^\s@<>]+@[^\s@<>]+$/.test(text);
