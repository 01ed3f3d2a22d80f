/** How many articles a feed's document holds. */

import { encodePath } from '../article/address.ts';
import type { Article } from '../article/article.ts';
import { escapeXml } from './xml.ts';

/** Bytes of a document: readers fetch it whole whenever one article is new, and some give up on megabytes. */
export const documentBytes = 256 * 1024;
/** Few and large articles still make a feed that is worth its name; this many are held whatever they weigh. */
const leastArticles = 10;
const mostArticles = 50;

// What the formats write around the texts, measured on rendered documents and rounded up; test/feed/budget.test.ts
// holds it against them. Bytes.
const ofDocument = 8 * 1024;
const ofItem = 1000;
const ofTerm = 48;
const ofAuthor = 180;
const ofMedia = 220;
/** The site's own address, which the articles don't know, with the path before the article's. */
const ofOrigin = 64;

/**
 * How many of these articles one document holds, from the first on: at most 50, within 256 KiB in each of the formats,
 * but at least 10 (or all there are). The weight is reckoned from above, so that nothing need be rendered to know it.
 */
export function cutToBudget(articles: readonly Article[], most: number = mostArticles): number {
  let bytes = ofDocument;
  for (const [i, article] of articles.entries()) {
    if (i === most) return i;
    bytes += weightOf(article);
    if (bytes > documentBytes && i >= leastArticles) return i;
  }
  return articles.length;
}

/** What an article weighs in the format in which it weighs most, from above. */
function weightOf({
  address,
  id,
  title,
  summary,
  html,
  categories,
  tags,
  authors,
  media,
  externalUrl,
}: Article) {
  const url = encodePath(address).length + ofOrigin;
  // The image stands in RSS thrice, beside the link.
  let bytes =
    ofItem + 4 * url + weightOfText(title) * (summary ? 1 : 2) + weightOfText(summary) + weightOfText(id);
  for (const term of categories) bytes += ofTerm + weightOfText(term);
  for (const term of tags) bytes += ofTerm + weightOfText(term);
  for (const { name, url = '', email = '' } of authors) bytes += ofAuthor + weightOfText(name + url + email);
  for (const { url, type } of media) bytes += ofMedia + weightOfUrl(url) + weightOfText(type);
  return bytes + weightOfUrl(externalUrl ?? '') + weightOfHtml(html);
}

/** JSON escapes quotes and line ends, XML escapes markup, and a summary may be escaped as HTML: take all of it. */
function weightOfText(text: string): number {
  return Buffer.byteLength(JSON.stringify(escapeXml(text)));
}

/** As written, or percent-encoded where it isn't ASCII yet: three bytes for one. */
function weightOfUrl(url: string): number {
  return 3 * Buffer.byteLength(escapeXml(url));
}

/** In XML the body stands in CDATA: each `]]>` costs another opening. JSON escapes it. */
function weightOfHtml(html: string): number {
  return Buffer.byteLength(JSON.stringify(html)) + 12 * (html.split(']]>').length - 1);
}
