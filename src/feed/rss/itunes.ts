/** Podcasts in the vocabulary of Apple (https://podcasters.apple.com/support/823-podcast-requirements). */

import { cleanLine, cleanUrl } from '../clean.ts';
import { emptyElement, plainElement, writeAttributes } from '../xml.ts';
import type { PublishedShow, Show } from '../../show/show.ts';

const line = (name: string, text: string | undefined): string[] =>
  text ? [plainElement(`itunes:${name}`, cleanLine(text))] : [];

export const itunes = {
  prefix: 'itunes',
  uri: 'http://www.itunes.com/dtds/podcast-1.0.dtd',

  channel({
    author,
    image,
    explicit,
    categories,
    owner,
    type,
    complete,
    block,
    newFeedUrl,
  }: PublishedShow): string[] {
    return [
      ...line('author', author),
      emptyElement('itunes:image', { href: cleanUrl(image) }),
      ...categories.map(categoryElement),
      ...line('explicit', String(explicit)),
      ...line('type', type),
      ...ownerElement(owner),
      ...(complete ? line('complete', 'Yes') : []),
      ...(block ? line('block', 'Yes') : []),
      ...line('new-feed-url', cleanUrl(newFeedUrl)),
    ];
  },
};

function categoryElement({ name, sub }: Show['categories'][number]): string {
  const text = cleanLine(name);
  if (sub === undefined) return emptyElement('itunes:category', { text });
  const inner = emptyElement('itunes:category', { text: cleanLine(sub) });
  return `<itunes:category${writeAttributes({ text })}>${inner}</itunes:category>`;
}

function ownerElement(owner: Show['owner']): string[] {
  const parts = [...line('name', owner?.name), ...line('email', owner?.email)];
  return parts.length > 0 ? [`<itunes:owner>${parts.join('')}</itunes:owner>`] : [];
}
