/** Entries of Atom 1.0 and 0.3. */

import type { AtomFeed } from 'feedsmith';
import type { Entry } from '../entry.ts';
import { isoDate } from './date.ts';
import { enclosuresIn, pictureIn } from './media.ts';
import { placeOf } from './place.ts';
import { termsOf, type FeedContext } from './rss.ts';
import { htmlOfText, present, textOfHtml, textOfName, webAddress } from './texts.ts';

export type AtomEntry = AtomFeed.Entry<string>;

export function entryOfAtom(
  entry: AtomEntry,
  context: FeedContext,
  feedAuthors: AtomFeed.Person[] = [],
): Entry {
  const { links = [], categories = [], media } = entry;
  const xmlBase = webAddress(entry.xml?.base, context.base) ?? context.xmlBase;
  const base = xmlBase ?? context.base;
  const pages = links.filter(({ rel = 'alternate' }) => rel === 'alternate');
  const page = pages.find(({ type = 'text/html' }) => /html/.test(type)) ?? pages[0];
  const link = webAddress(page?.href, base);
  const id = entry.id ?? page?.href;
  const place = placeOf(link, context.home, webAddress(entry.content?.xml?.base, base) ?? xmlBase);
  const related = links.find(({ rel }) => rel === 'related')?.href;
  const enclosures = links
    .filter(({ rel }) => rel === 'enclosure')
    .map(({ href, type, length }) => present({ url: webAddress(href, base), type, length }));
  const body = htmlOf(entry.content);
  const summary = entry.summary ?? media?.groups?.[0]?.description;
  return {
    title: plain(entry.title),
    html: body || htmlOf(summary),
    ...termsOf(
      categories.map(({ term, label, scheme }) => ({ name: label ?? term, scheme })),
      entry,
      context,
    ),
    authors: (entry.authors ?? feedAuthors).flatMap(({ name, uri }) => {
      const url = webAddress(uri, base);
      return name ? [{ name: textOfName(name), ...(url && { url }) }] : [];
    }),
    enclosures: enclosuresIn(enclosures, media),
    ...place,
    ...present({
      id,
      published: isoDate(entry.published) ?? isoDate(entry.dc?.dates?.[0]) ?? isoDate(entry.updated),
      updated: isoDate(entry.updated),
      summary: body === '' ? undefined : plain(summary) || undefined,
      image: pictureIn(media, enclosures),
      language: entry.xml?.lang,
      externalUrl: place.externalUrl ?? webAddress(related, base),
      heldBack: entry.app?.control?.draft === true ? ('draft' as const) : undefined,
    }),
  };
}

interface Text {
  value?: string;
  type?: string;
}

const isHtml = (type: string | undefined): boolean => /html/i.test(type ?? '');

function htmlOf({ value = '', type }: Text = {}): string {
  return isHtml(type) ? value : htmlOfText(value);
}

/** The plain text of a title or a summary. */
export function plain({ value = '', type }: Text = {}): string {
  return isHtml(type) ? (textOfHtml(value) ?? '') : value.replace(/\s+/g, ' ').trim();
}
