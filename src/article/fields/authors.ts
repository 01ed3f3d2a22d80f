/** Who wrote an article: texts, lists of texts, maps, or a Markdown link. */

import type { Author } from '../article.ts';
import { resolveMedia } from '../body/resolve.ts';
import type { Value } from '../matter/value.ts';
import { tidyText } from '../text.ts';
import { textUnder, itemsOf } from './read.ts';
import type { Context, Read } from './read.ts';
import { isTerm } from './terms.ts';

export const readAuthors: Read<Author[]> = (value, context, key) => {
  const authors: Author[] = [];
  for (const item of itemsOf(value)) {
    const author = authorOf(item, context);
    if (!author) {
      context.warn('author', item.at, `an author in "${key}" has no name; give them one, like {name: Ada}`);
    } else if (isTerm(author.name, item.at, context) && authors.every(({ name }) => name !== author.name)) {
      authors.push(author);
    }
  }
  return authors.length > 0 ? authors : undefined;
};

function authorOf(value: Value, context: Context): Author | undefined {
  if (value.kind === 'text') return authorOfText(value.text, context);
  const name = textUnder(value, ['name', 'title']);
  if (name === undefined) return undefined;
  const url = absolute(textUnder(value, ['url', 'link', 'href', 'website', 'homepage', 'uri']), context);
  const email = textUnder(value, ['email', 'mail']);
  return {
    ...(authorOfText(name, context) ?? { name }),
    ...(url && { url }),
    ...(email && isEmail(email) && { email }),
  };
}

const markdownLink = /\[([^[\]]+)\]\(([^()\s]+)\)/g;

/** `Ada`, `[Ada](https://…)`, `Ada ([@ada](https://…))`, `Ada <ada@…>`; commas are part of the name. */
function authorOfText(text: string, context: Context): Author | undefined {
  const links = [...text.matchAll(markdownLink)];
  const spelled = tidyText(text.replace(markdownLink, '$1'));
  // With more than one link there is more than one person, and none of the links is the author's.
  const url = links.length === 1 ? absolute(links[0]![2], context) : undefined;
  const [, before = '', email = ''] = /^([^<>]+)<([^<>\s]+)>$/.exec(spelled) ?? [];
  if (isEmail(email)) return { name: before.trim(), ...(url && { url }), email };
  return spelled === '' ? undefined : { name: spelled, ...(url && { url }) };
}

const absolute = (url: string | undefined, { baseUrl }: Context): string | undefined =>
  url === undefined ? undefined : resolveMedia(url, baseUrl);

const isEmail = (text: string): boolean => /^[^\s@<>]+@[^\s@<>]+$/.test(text);
