/** Upper estimates of the bytes of an article in a document, without rendering it. */

import { encodePath } from '../article/address.ts';
import type { Article } from '../article/article.ts';
import type { Episode } from '../article/episode.ts';
import { cleanUrl } from './clean.ts';
import { escapePlain } from './xml.ts';

/** Upper estimates for a kind of document, in bytes: the markup around its texts. */
export interface SizeModel {
  document: number;
  item: number;
  image: number;
  /** The length and size of an image. */
  imageFacts: number;
  term: number;
  author: number;
  media: number;
  /** What an episode adds. */
  episode: (episode: Episode) => number;
  link: number;
  /** How often an item with an image contains the address of its article. */
  addresses: number;
  /** The size of an escaped text. */
  text: (text: string) => number;
  /** The size of an escaped body. */
  body: (html: string) => number;
}

/** The cost of CDATA sections: each `]]>` needs another one. */
const sections = (text: string): number => 12 * (text.split(']]>').length - 1);
const jsonBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text));

/** Elements of a podcast and keys of JSON Feed are longer than the keys of the record. */
const episodeBytes = (episode: Episode): number => 400 + 3 * jsonBytes(JSON.stringify(episode));

/** RSS and Atom, whichever costs more. */
export const xmlSizes: SizeModel = {
  document: 4096,
  item: 420,
  image: 180,
  imageFacts: 150,
  term: 40,
  author: 75,
  media: 110,
  // Only the feed of a podcast has its elements.
  episode: () => 0,
  link: 60,
  addresses: 4,
  text: (text) => Buffer.byteLength(escapePlain(text)) + sections(text),
  body: (html) => Buffer.byteLength(html) + sections(html),
};

/** A podcast: the channel has a show of usual length, an item its elements of other namespaces. A `_show.md` may take more. */
export const podcastSizes: SizeModel = {
  ...xmlSizes,
  document: 16_384,
  item: 900,
  media: 600,
  episode: episodeBytes,
};

/**
 * JSON Feed without `_edgefeed` of its items, which repeats addresses and terms: were it counted, feeds of long articles
 * would be cut elsewhere, in all formats, and pages of their archives would get other addresses.
 */
export const jsonSizes: SizeModel = {
  document: 4096,
  item: 220,
  image: 20,
  imageFacts: 0,
  term: 4,
  author: 40,
  media: 95,
  episode: episodeBytes,
  link: 30,
  addresses: 2,
  text: jsonBytes,
  body: jsonBytes,
};

/** Bytes of the site's address, which is unknown here, and of the folder. */
const originBytes = 64;

/** The bytes of an article in a document. @param texts from `textsOf` */
export function estimateBytes(article: Article, texts: string, sizes: SizeModel): number {
  const { html, address, image, imageFacts, externalUrl, categories, tags, authors, media, episode } =
    article;
  const own = encodePath(address).length + originBytes;
  return (
    sizes.item +
    sizes.body(html) +
    sizes.text(texts) +
    own * (image ? sizes.addresses : 1) +
    (image ? sizes.image : 0) +
    (imageFacts ? sizes.imageFacts : 0) +
    (externalUrl ? sizes.link : 0) +
    (categories.length + tags.length) * sizes.term +
    authors.length * sizes.author +
    media.length * sizes.media +
    (episode ? sizes.episode(episode) : 0)
  );
}

/** All short texts of an article, concatenated: their size is the sum of their sizes. */
export function textsOf({
  id,
  guid = '',
  title,
  summary,
  categories,
  tags,
  authors,
  media,
  externalUrl,
}: Article): string {
  const texts = [id, guid, title, summary || title, ...categories, ...tags];
  for (const { name, email = '', url } of authors) texts.push(name, email, cleanUrl(url) ?? '');
  for (const { url, type } of media) texts.push(cleanUrl(url) ?? '', type);
  texts.push(cleanUrl(externalUrl) ?? '');
  return texts.join('');
}
