/** The addresses of pictures, audio and video that an article shows, or names as other encodings. */

import type { ParsedArticle } from '../../article/article.ts';
import type { Use } from './ask.ts';

/** A start tag as the sanitiser writes it: values in double quotes, without `<`, `>` and `"`. */
const tag = /<(img|source|audio|video) ([^<>]*)>/g;
const attribute = /\b(src|srcset|poster)="([^"]*)"/g;

/** Yields the addresses in the order of the article; some may come twice. */
export function* shownAddresses({
  image,
  media,
  episode,
  html,
}: Pick<ParsedArticle, 'image' | 'media' | 'episode' | 'html'>): Generator<{ url: string; use: Use }> {
  if (image !== undefined) yield { url: image, use: 'picture' };
  for (const { url, type } of media) yield { url, use: type.startsWith('image/') ? 'picture' : 'media' };
  for (const { sources } of episode?.alternates ?? []) for (const url of sources) yield { url, use: 'media' };
  for (const [, name, attributes = ''] of html.matchAll(tag)) {
    for (const [, key, value = ''] of attributes.matchAll(attribute)) {
      const text = decoded(value);
      const urls = key === 'srcset' ? text.split(/,\s+/).map((part) => part.split(' ', 1)[0]!) : [text];
      const use = name === 'img' || key !== 'src' ? 'picture' : 'media';
      for (const url of urls) yield { url, use };
    }
  }
}

const decoded = (value: string): string =>
  value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
