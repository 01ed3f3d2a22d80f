/** Items of RSS 2.0 and 0.9x, and of RDF (RSS 1.0). */

import type { RdfFeed, RssFeed } from 'feedsmith';
import type { Media } from '../../../article/article.ts';
import type { Entry } from '../entry.ts';
import { isoDate } from './date.ts';
import { episodeOf } from './episode.ts';
import { enclosuresIn, pictureIn } from './media.ts';
import { placeOf } from './place.ts';
import { isTagScheme, present, textOfHtml, textOfName, webAddress } from './texts.ts';

export type RssItem = RssFeed.Item<string>;
type RdfItem = RdfFeed.Item<string>;

/** What a feed says about all of its entries. */
export interface FeedContext {
  /** The address of the old site. */
  home: string | undefined;
  /** What relative addresses of the feed are relative to. */
  base: string | undefined;
  /** The `xml:base` of the feed, which goes for bodies too. */
  xmlBase?: string | undefined;
  /** Whether the feed's categories are the tags of a generator that has no categories. */
  onlyTags: boolean;
}

/** @param xml a document with the item */
export function entryOfRss(item: RssItem, context: FeedContext, xml: string): Entry {
  const { categories = [], enclosures = [], itunes, authors = [] } = item;
  const names = authors.map(({ name, email }) => ({ name: textOfName(name ?? email) }));
  const played = withDuration(enclosuresIn(enclosures, item.media), itunes?.duration);
  return {
    ...entryOf(item, item.guid?.value, context),
    ...present({
      published: isoDate(item.pubDate) ?? dateIn(item),
      image: webAddress(itunes?.image, context.base) ?? pictureIn(item.media, enclosures),
      episode: played.length > 0 ? episodeOf(item, context.base, xml) : undefined,
    }),
    ...termsOf(
      categories.map(({ name, domain }) => ({ name, scheme: domain })),
      item,
      context,
    ),
    authors: peopleIn(item, names),
    enclosures: played,
  };
}

export function entryOfRdf(item: RdfItem, context: FeedContext): Entry {
  return {
    ...entryOf(item, item.rdf?.about, context),
    ...present({ published: dateIn(item), image: pictureIn(item.media, []) }),
    ...termsOf([], item, context),
    authors: peopleIn(item, []),
    enclosures: enclosuresIn([], item.media),
  };
}

/** What both have. @param guid as the feed has it */
function entryOf(
  item: RssItem | RdfItem,
  guid: string | undefined,
  { home, base, xmlBase }: FeedContext,
): Entry {
  const link = webAddress(item.link, base) ?? webAddress(guid);
  const written = item.content?.encoded ?? '';
  const { description = '' } = item;
  return {
    title: textOfName(item.title ?? item.dc?.titles?.[0]),
    html: written || description,
    categories: [],
    tags: [],
    authors: [],
    enclosures: [],
    ...placeOf(link, home, webAddress(item.xml?.base, base) ?? xmlBase, guid),
    ...present({
      // Readers take the link where there is no guid.
      id: guid ?? item.link,
      updated: isoDate(item.atom?.updated ?? item.dcterms?.modified?.[0]),
      summary: written !== '' && written !== description ? textOfHtml(description) : undefined,
      language: item.xml?.lang ?? item.dc?.languages?.[0],
    }),
  };
}

const dateIn = ({ dc, dcterms, atom }: RssItem | RdfItem): string | undefined =>
  isoDate(dc?.dates?.[0]) ??
  isoDate(dcterms?.issued?.[0] ?? dcterms?.created?.[0] ?? dcterms?.dates?.[0]) ??
  isoDate(atom?.published ?? atom?.updated);

function peopleIn({ dc, atom }: RssItem | RdfItem, names: readonly { name: string }[]): Entry['authors'] {
  const creators = (dc?.creators ?? []).map((name) => ({ name: textOfName(name) }));
  const people = [
    ...creators,
    ...(creators.length === 0 ? names : []),
    ...(creators.length + names.length === 0 ? (atom?.authors ?? []) : []),
  ];
  return people.flatMap(({ name = '', ...more }) => {
    const url = 'uri' in more ? webAddress(more.uri) : undefined;
    return name === '' ? [] : [{ name, ...(url && { url }) }];
  });
}

/** Categories of which the scheme says that they are tags are tags. */
export function termsOf(
  written: readonly { name: string | undefined; scheme?: string | undefined }[],
  { dc }: Pick<RssItem, 'dc'>,
  { onlyTags }: FeedContext,
): Pick<Entry, 'categories' | 'tags'> {
  const terms = [...written, ...(dc?.subjects ?? []).map((name) => ({ name, scheme: undefined }))];
  const namesOf = (wanted: boolean): string[] => [
    ...new Set(
      terms
        .filter(({ scheme }) => (onlyTags || isTagScheme(scheme)) === wanted)
        .map(({ name }) => textOfName(name))
        .filter((name) => name !== ''),
    ),
  ];
  return { categories: namesOf(false), tags: namesOf(true) };
}

/** The duration belongs to the first enclosure that plays. */
function withDuration(media: readonly Partial<Media>[], seconds: number | undefined): Partial<Media>[] {
  return media.map((medium, i) => (i === 0 && seconds ? { ...medium, duration: seconds } : medium));
}
