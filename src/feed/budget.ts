/** How many articles a feed's document holds. */

import { encodePath } from '../article/address.ts';
import type { Article } from '../article/article.ts';
import { cleanUrl } from './clean.ts';
import { escapeXml } from './xml.ts';

/** Bytes of a document: readers fetch it whole whenever one article is new, and some give up on megabytes. */
export const documentBytes = 256 * 1024;
/** Few and large articles still make a feed that is worth its name; this many are held whatever they weigh. */
const leastArticles = 10;
const mostArticles = 50;

/** What a kind of document costs, in bytes: the elements around the texts, from above, and the texts themselves. */
interface Tariff {
  document: number;
  item: number;
  image: number;
  term: number;
  author: number;
  media: number;
  link: number;
  /** How often an item with an image says its own address. */
  addresses: number;
  text: (text: string) => number;
}

/** In CDATA, each `]]>` costs another section. */
const cdataBytes = (text: string): number => Buffer.byteLength(text) + 12 * (text.split(']]>').length - 1);

/** RSS and Atom, whichever costs more; and JSON, where quotes and line ends of a body are escaped. */
const tariffs: readonly Tariff[] = [
  {
    document: 4096,
    item: 420,
    image: 180,
    term: 40,
    author: 130,
    media: 170,
    link: 60,
    addresses: 4,
    text: cdataBytes,
  },
  {
    document: 4096,
    item: 220,
    image: 20,
    term: 4,
    author: 40,
    media: 110,
    link: 30,
    addresses: 2,
    text: (text) => Buffer.byteLength(JSON.stringify(text)),
  },
];

/** The site's own address, which the articles don't know, and the folder before theirs. */
const originBytes = 64;

/**
 * How many of these articles one document holds, from the first on: at most 50, within 256 KiB in each of the formats,
 * but at least 10 (or all there are). The weight is reckoned from above, so that nothing need be rendered to know it.
 */
export function cutToBudget(articles: readonly Article[], most: number = mostArticles): number {
  const bytes = tariffs.map(({ document }) => document);
  for (const [i, article] of articles.entries()) {
    if (i === most) return i;
    for (const [k, tariff] of tariffs.entries()) bytes[k]! += weigh(article, tariff);
    if (i >= leastArticles && bytes.some((sum) => sum > documentBytes)) return i;
  }
  return articles.length;
}

function weigh({ html, address, image, externalUrl, ...article }: Article, tariff: Tariff): number {
  // Short texts stand outside of CDATA too, and a summary is escaped as HTML.
  const text = (value: string): number =>
    tariff.text(escapeXml(value)) + tariff.text(value) - Buffer.byteLength(value);
  const url = (value = ''): number => text(cleanUrl(value) ?? '');
  const own = encodePath(address).length + originBytes;
  let bytes = tariff.item + text(article.id) + text(article.title) + text(article.summary || article.title);
  bytes += tariff.text(html) + own * (image ? tariff.addresses : 1);
  if (image) bytes += tariff.image;
  if (externalUrl) bytes += tariff.link + url(externalUrl);
  for (const term of [...article.categories, ...article.tags]) bytes += tariff.term + text(term);
  for (const { name, url: page, email = '' } of article.authors)
    bytes += tariff.author + text(name + email) + url(page);
  for (const media of article.media) bytes += tariff.media + url(media.url) + text(media.type);
  return bytes;
}
