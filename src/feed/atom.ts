/** Atom 1.0 (RFC 4287). */

import { archiveLinks, channelOf, generator, historyNamespace, type Channel } from './channel.ts';
import { cleanDate, cleanLine } from './clean.ts';
import type { Feed, Removal } from './feed.ts';
import { itemOf, type Item } from './item.ts';
import { atomTemplate, type Part, type Template } from './template.ts';
import { emptyElement, textElement, writeAttributes } from './xml.ts';

/** The file name of the format's documents. */
export const atomFile = 'atom.xml';

let template: Template | undefined;

export function renderAtom(feed: Feed): string {
  template ??= atomTemplate();
  const entries = feed.articles.map((article) => entryPart(itemOf(feed.site.url, article)));
  return template.write(feedPart(channelOf(feed, atomFile), feed.removed ?? []), entries);
}

/** The namespace of `at:deleted-entry` (RFC 6721). */
const tombstones = 'http://purl.org/atompub/tombstones/1.0';

function feedPart(channel: Channel, removed: readonly Removal[]): Part {
  const { id, title, home, self, description, language, site, hub, icon, updated } = channel;
  const root = writeAttributes({
    xmlns: 'http://www.w3.org/2005/Atom',
    'xmlns:fh': historyNamespace,
    'xmlns:at': removed.length > 0 ? tombstones : undefined,
    'xml:lang': language,
  });
  return {
    texts: {
      root: `<feed${root}>`,
      // All documents of an archive are one logical feed (RFC 5005), so they have one id.
      id,
      title,
      home,
      self,
      description,
      generator,
      // Required even without entries. 1970 is deterministic, unlike the clock.
      date: (updated ?? new Date(0)).toISOString(),
      // The author of entries without one (RFC 4287, 4.1.1).
      author: site.title,
      site: site.url,
      hub,
      icon,
    },
    elements: [...feedElements(channel), ...removed.map(deletedEntry)],
  };
}

/** Elements of the feed that the package `feed` does not write. */
function feedElements(channel: Channel): string[] {
  const links = archiveLinks(channel).map((link) => emptyElement('link', link));
  return [...links, ...(channel.current ? [emptyElement('fh:archive')] : [])];
}

const deletedEntry = ({ id, at }: Removal): string =>
  emptyElement('at:deleted-entry', { ref: cleanLine(id), when: cleanDate(at).toISOString() });

function entryPart(item: Item): Part {
  const { id, title, url, updated, html, language } = item;
  const entry = `<entry${writeAttributes({ 'xml:lang': language })}>`;
  return {
    texts: { entry, id, title, url, date: updated.toISOString(), html: html || undefined },
    elements: entryElements(item),
  };
}

/** Elements of an entry that the package `feed` does not write, or not correctly. */
function entryElements({ published, summary, authors, terms, image, media, externalUrl }: Item): string[] {
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
  if (image) link('enclosure', image.url, image.type, image.length);
  if (externalUrl) link('related', externalUrl);
  return elements;
}
