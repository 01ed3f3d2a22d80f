/** An article as all formats write it: texts are clean, addresses absolute. */

import { articleUrl, thumbnailUrl } from '../article/address.ts';
import type { Article, Author, Media } from '../article/article.ts';
import type { Episode } from '../article/episode.ts';
import { typeByEnding } from '../article/media-type.ts';
import { escapeXml } from './xml.ts';
import { clean, cleanDate, cleanLanguage, cleanLine, cleanUrl } from './clean.ts';
import { episodeOf } from './episode.ts';
import { mediaType } from './media-type.ts';

/** An image; length in bytes and size in pixels, if they are known. */
interface Image {
  url: string;
  type: string;
  length?: number;
  width?: number;
  height?: number;
}

export interface Item {
  /** An absolute IRI. */
  id: string;
  /** The id in RSS and JSON Feed, which allow any text; the same as `id`, unless the author's is no IRI. */
  guid: string;
  url: string;
  /** Plain text, never empty. */
  title: string;
  /** Plain text, never empty: the title if the body has no text. */
  summary: string;
  /** Empty if the article has no body. */
  html: string;
  published: Date;
  updated: Date;
  authors: Author[];
  /** Categories, then tags, without duplicates. */
  terms: string[];
  /**
   * `url`: as the body shows the image, so that readers that find it there do not show it twice (FreshRSS,
   * `Entry::containsLink`); else the stable address, which redirects to the image.
   */
  image?: Image;
  media: Media[];
  episode?: Episode;
  /** The cover of an episode at its own address, which has the ending of its type (Apple Podcasts). */
  cover?: string;
  /** Absent: the feed's language. */
  language?: string;
  externalUrl?: string;
}

export function itemOf(siteUrl: string, article: Article): Item {
  const url = articleUrl(siteUrl, article.address);
  const title = cleanLine(article.title) || cleanLine(article.address) || url;
  const image = imageOf(siteUrl, article);
  const language = cleanLanguage(article.language);
  const externalUrl = cleanUrl(article.externalUrl);
  const id = cleanLine(article.id) || url;
  return {
    id,
    guid: clean(article.guid ?? '') || id,
    url,
    title,
    summary: cleanLine(article.summary) || title,
    html: clean(article.html),
    published: cleanDate(article.published),
    updated: cleanDate(Math.max(article.published, article.updated)),
    authors: article.authors.map(authorOf).filter((author) => author.name !== ''),
    terms: [...new Set([...article.categories, ...article.tags].map(cleanLine))].filter(Boolean),
    ...(image && { image }),
    media: article.media.map(mediaOf).filter((media) => media !== undefined),
    ...episodeIn(article),
    ...(language && { language }),
    ...(externalUrl && { externalUrl }),
  };
}

/** A picture of the article that is known not to be square is no cover. */
function episodeIn(article: Article): Pick<Item, 'episode' | 'cover'> {
  const episode = episodeOf(article);
  const { width, height } = article.imageFacts ?? {};
  const cover = episode?.image ?? (width === height ? cleanUrl(article.image) : undefined);
  return { ...(episode && { episode }), ...(cover !== undefined && { cover }) };
}

function imageOf(siteUrl: string, { image, address, html, imageFacts }: Article): Image | undefined {
  const url = cleanUrl(image);
  if (url === undefined) return undefined;
  const isInBody = html.includes(`"${escapeXml(url)}"`);
  const { type = '', bytes, width, height } = imageFacts ?? {};
  return {
    url: isInBody ? url : thumbnailUrl(siteUrl, address),
    type: /^image\/[\w.+-]+$/.test(type) ? type : imageType(url),
    ...(isAmount(bytes) && { length: Math.round(bytes) }),
    ...(isAmount(width) && isAmount(height) && { width: Math.round(width), height: Math.round(height) }),
  };
}

function authorOf({ name, url, email }: Author): Author {
  const clean = cleanUrl(url);
  // RFC 4287, 3.2.3 requires an e-mail address.
  const mailbox = email && /^[^\s@]+@[^\s@]+$/.test(cleanLine(email)) ? cleanLine(email) : undefined;
  return { name: cleanLine(name), ...(clean && { url: clean }), ...(mailbox && { email: mailbox }) };
}

function mediaOf({ url, type, length, duration }: Media): Media | undefined {
  const clean = cleanUrl(url);
  if (clean === undefined) return undefined;
  return {
    url: clean,
    type: mediaType(type),
    ...(isAmount(length) && { length: Math.round(length) }),
    ...(isAmount(duration) && { duration: Math.round(duration) }),
  };
}

function isAmount(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value > 0;
}

/** The type of an image by its extension. An address without one most often leads to a photograph. @param url absolute */
export function imageType(url: string): string {
  const type = typeByEnding(url);
  return type?.startsWith('image/') ? type : 'image/jpeg';
}
