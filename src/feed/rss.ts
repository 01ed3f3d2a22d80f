/** RSS 2.0 (https://www.rssboard.org/rss-specification), with the advice of the RSS Profile. */

import { archiveLinks, channelOf, generator, historyNamespace, type Channel } from './channel.ts';
import type { Feed } from './feed.ts';
import { itemOf, type Item } from './item.ts';
import { rssSkeleton, Slots, type FeedOptions, type SkeletonItem } from './skeleton.ts';
import { emptyElement, escapeXml, textElement, writeAttributes } from './xml.ts';

const root = `<rss${writeAttributes({
  version: '2.0',
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:fh': historyNamespace,
  'xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
})}>`;

export function renderRss(feed: Feed): string {
  const slots = new Slots();
  const channel = channelOf(feed, 'rss');
  const items = feed.articles.map((article) => itemWith(slots, itemOf(feed.site.url, article)));
  const skeleton = rssSkeleton({ options: optionsWith(slots, channel), items }, root);
  // The package would put the clock's time where there is none.
  return slots.fill(
    channel.updated ? skeleton : skeleton.replace(/\s*<lastBuildDate>.*<\/lastBuildDate>/, ''),
  );
}

function optionsWith(slots: Slots, channel: Channel): FeedOptions {
  return {
    title: slots.text(channel.title),
    link: slots.text(channel.home),
    description: slots.text(channel.description),
    language: channel.language,
    generator,
    ttl: channel.ttl,
    updated: channel.updated ?? new Date(0),
    ...(channel.icon && { image: slots.text(channel.icon) }),
    copyright: slots.markup(completionOf(channel)),
  };
}

/** What the package doesn't write of a channel. */
function completionOf(channel: Channel): string {
  const links = [
    { rel: 'self', href: channel.self, type: 'application/rss+xml' },
    ...(channel.hub ? [{ rel: 'hub', href: channel.hub }] : []),
    ...archiveLinks(channel),
  ];
  const elements = links.map((link) => emptyElement('atom:link', link));
  return [...elements, ...(channel.current ? [emptyElement('fh:archive')] : [])].join('\n        ');
}

function itemWith(slots: Slots, item: Item): SkeletonItem {
  return {
    title: slots.text(item.title),
    link: slots.text(item.url),
    guid: slots.text(item.id),
    date: item.published,
    // RSS has always held HTML here, so that a plain text must be escaped as HTML too.
    description: slots.text(escapeXml(item.summary)),
    ...(item.html && { content: slots.text(item.html) }),
    extensions: slots.extensions(elementsOf(item).join('\n            ')),
  };
}

/** What the package doesn't write of an item, or not as it should be. */
function elementsOf({ terms, authors, language, image, media: [media] }: Item): string[] {
  const elements = terms.map((term) => textElement('category', term));
  // `author` must be an e-mail address; dc:creator is for names.
  for (const { name } of authors) elements.push(textElement('dc:creator', name));
  if (language) elements.push(textElement('dc:language', language));
  // One enclosure at most (RSS Profile, on item/enclosure): what there is to hear or see comes before the picture of it.
  const enclosure = media ?? image;
  if (enclosure) {
    const { url, type } = enclosure;
    // Nobody has weighed an image: zero is what the RSS Profile says to write of an unknown length.
    const length = String(media?.length ?? 0);
    elements.push(emptyElement('enclosure', { url, length, type }));
  }
  if (image) {
    elements.push(emptyElement('media:thumbnail', { url: image.url }));
    elements.push(emptyElement('media:content', { ...image, medium: 'image' }));
  }
  if (media?.duration) elements.push(textElement('itunes:duration', String(media.duration)));
  return elements;
}
