/** RSS 2.0 (https://www.rssboard.org/rss-specification), with the advice of the RSS Profile. */

import { archiveLinks, channelOf, generator, historyNamespace, type Channel } from './channel.ts';
import type { Feed } from './feed.ts';
import { itemOf, type Item } from './item.ts';
import { rssTemplate, type Part, type Template } from './template.ts';
import { emptyElement, escapeXml, plainElement, textElement, writeAttributes } from './xml.ts';

const root = `<rss${writeAttributes({
  version: '2.0',
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:fh': historyNamespace,
  'xmlns:media': 'http://search.yahoo.com/mrss/',
})}>`;

/** The file name of the format's documents. */
export const rssFile = 'rss.xml';

let template: Template | undefined;

export function renderRss(feed: Feed): string {
  template ??= rssTemplate();
  const channel = channelOf(feed, rssFile);
  const items = feed.articles.map((article) => itemPart(itemOf(feed.site.url, article)));
  return template.write(channelPart(channel), items);
}

function channelPart(channel: Channel): Part {
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
    elements: channelElements(channel),
  };
}

/** Elements of the channel that the package `feed` does not write. */
function channelElements(channel: Channel): string[] {
  const links = [
    { rel: 'self', href: channel.self, type: 'application/rss+xml' },
    ...(channel.hub ? [{ rel: 'hub', href: channel.hub }] : []),
    ...archiveLinks(channel),
  ];
  const elements = links.map((link) => emptyElement('atom:link', link));
  return [...elements, ...(channel.current ? [emptyElement('fh:archive')] : [])];
}

function itemPart(item: Item): Part {
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
function itemElements({ terms, authors, language, image, media: [media] }: Item): string[] {
  const elements = terms.map((term) => plainElement('category', term));
  // `author` must be an e-mail address; dc:creator is for names.
  for (const { name } of authors) elements.push(plainElement('dc:creator', name));
  if (language) elements.push(textElement('dc:language', language));
  // At most one enclosure (RSS Profile, item/enclosure): audio or video takes precedence over the image.
  const enclosure = media ?? image;
  if (enclosure) {
    const { url, type } = enclosure;
    // The RSS Profile asks for zero if the size is unknown.
    const length = String(enclosure.length ?? 0);
    elements.push(emptyElement('enclosure', { url, length, type }));
  }
  if (image) {
    const { url, type } = image;
    const size = { width: image.width?.toString(), height: image.height?.toString() };
    const fileSize = image.length?.toString();
    elements.push(emptyElement('media:thumbnail', { url, ...size }));
    elements.push(emptyElement('media:content', { url, type, medium: 'image', fileSize, ...size }));
  }
  return elements;
}
