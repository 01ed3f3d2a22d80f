/** Atom 1.0 (RFC 4287). */

import { archiveLinks, channelOf, generator, historyNamespace, type Channel } from './channel.ts';
import type { Feed } from './feed.ts';
import { itemOf, type Item } from './item.ts';
import { atomSkeleton, Slots, type FeedOptions, type SkeletonItem } from './skeleton.ts';
import { emptyElement, textElement, writeAttributes } from './xml.ts';

export function renderAtom(feed: Feed): string {
  const slots = new Slots();
  const channel = channelOf(feed, 'atom');
  const items = feed.articles.map((article) => itemOf(feed.site.url, article));
  const root = writeAttributes({
    xmlns: 'http://www.w3.org/2005/Atom',
    'xmlns:fh': historyNamespace,
    'xml:lang': channel.language,
  });
  const skeleton = atomSkeleton(
    { options: optionsWith(slots, channel), items: items.map((item) => entryWith(slots, item)) },
    `<feed${root}>`,
    (index) => `<entry${writeAttributes({ 'xml:lang': items[index]?.language })}>`,
  );
  return slots.fill(skeleton);
}

function optionsWith(slots: Slots, channel: Channel): FeedOptions {
  const { title, url } = channel.site;
  return {
    // All documents of an archive are one logical feed (RFC 5005), so they have one id.
    id: slots.text(channel.id),
    title: slots.text(channel.title),
    link: slots.text(channel.home),
    feed: slots.text(channel.self),
    description: slots.text(channel.description),
    generator,
    // Required even of a feed without entries. It was never updated; any other moment would be the clock's.
    updated: channel.updated ?? new Date(0),
    // A feed's author stands for entries that name none (RFC 4287, 4.1.1).
    author: { name: slots.text(title), link: slots.text(url) },
    ...(channel.hub && { hub: slots.text(channel.hub) }),
    ...(channel.icon && { favicon: slots.text(channel.icon) }),
    copyright: slots.markup(completionOf(channel)),
  };
}

/** What the package doesn't write of a feed. */
function completionOf(channel: Channel): string {
  const links = archiveLinks(channel).map((link) => emptyElement('link', link));
  return [...links, ...(channel.current ? [emptyElement('fh:archive')] : [])].join('\n    ');
}

function entryWith(slots: Slots, item: Item): SkeletonItem {
  return {
    id: slots.text(item.id),
    title: slots.text(item.title),
    link: slots.text(item.url),
    date: item.updated,
    ...(item.html && { content: slots.text(item.html) }),
    copyright: slots.markup(elementsOf(item).join('\n        ')),
  };
}

/** What the package doesn't write of an entry, or not as it should be. */
function elementsOf({ published, summary, authors, terms, image, media, externalUrl }: Item): string[] {
  const elements = [textElement('published', published.toISOString()), textElement('summary', summary)];
  for (const { name, url, email } of authors) {
    const person = [
      textElement('name', name),
      url && textElement('uri', url),
      email && textElement('email', email),
    ];
    elements.push(`<author>${person.filter(Boolean).join('')}</author>`);
  }
  for (const term of terms) elements.push(emptyElement('category', { term }));
  const link = (rel: string, href: string, type?: string, length?: number): void => {
    elements.push(emptyElement('link', { rel, href, type, length: length?.toString() }));
  };
  for (const { url, type, length } of media) link('enclosure', url, type, length);
  if (image) link('enclosure', image.url, image.type);
  if (externalUrl) link('related', externalUrl);
  return elements;
}
