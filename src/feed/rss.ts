/** RSS 2.0 (https://www.rssboard.org/rss-specification), with the advice of the RSS Profile. */

import { channelOf, generator, type Channel } from './channel.ts';
import type { Feed } from './feed.ts';
import { itemOf, type Item } from './item.ts';
import { atom } from './rss/atom.ts';
import { content } from './rss/content.ts';
import { dc } from './rss/dc.ts';
import { fh } from './rss/fh.ts';
import { media } from './rss/media.ts';
import { rssTemplate, type Part, type Template } from './template.ts';
import { emptyElement, escapeXml, plainElement, writeAttributes } from './xml.ts';

/** The namespaces of every feed. */
const namespaces = [atom, content, dc, fh, media];

/** The start tag of a document. @param more namespaces besides those of every feed */
export const rssRoot = (more: readonly { prefix: string; uri: string }[] = []): string => {
  const declared = [...namespaces, ...more].map(({ prefix, uri }) => [`xmlns:${prefix}`, uri]);
  return `<rss${writeAttributes({ version: '2.0', ...Object.fromEntries(declared) })}>`;
};
const root = rssRoot();

/** The file name of the format's documents. */
export const rssFile = 'rss.xml';

let template: Template | undefined;

export function renderRss(feed: Feed): string {
  template ??= rssTemplate();
  const channel = channelOf(feed, rssFile);
  const items = feed.articles.map((article) => itemPart(itemOf(feed.site.url, article)));
  return template.write(channelPart(channel), items);
}

export function channelPart(channel: Channel): Part {
  const { title, home, description, language, icon, ttl, updated } = channel;
  return {
    texts: {
      root,
      title,
      home,
      description,
      language,
      icon,
      generator,
      ttl: String(ttl),
      // Without articles there is no date: the clock is not deterministic.
      date: updated?.toUTCString(),
    },
    // Elements that the package `feed` does not write.
    elements: [...atom.channel(channel), ...fh.channel(channel)],
  };
}

export function itemPart(item: Item): Part {
  const { title, url, guid, published, html, summary } = item;
  return {
    texts: {
      title,
      url,
      id: guid,
      date: published.toUTCString(),
      // Readers parse this element as HTML, so plain text is escaped as HTML first.
      summary: escapeXml(summary),
      html: html || undefined,
    },
    elements: itemElements(item),
  };
}

/** Elements of an item that the package `feed` does not write, or not correctly. */
function itemElements(item: Item): string[] {
  const categories = item.terms.map((term) => plainElement('category', term));
  return [...categories, ...dc.item(item), ...enclosureOf(item), ...media.item(item)];
}

/** At most one enclosure (RSS Profile, item/enclosure): audio or video takes precedence over the image. */
function enclosureOf({ image, media: [medium] }: Item): string[] {
  const enclosure = medium ?? image;
  if (!enclosure) return [];
  const { url, type } = enclosure;
  // The RSS Profile asks for zero if the size is unknown.
  return [emptyElement('enclosure', { url, length: String(enclosure.length ?? 0), type })];
}
