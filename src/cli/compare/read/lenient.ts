/** What lenient readers make of XML that is not well-formed. One of the files that import feedsmith. */

import { parseFeed, type AnyFeed } from 'feedsmith';
import type { Written } from '../entry.ts';
import { resolved, type Document, type Format } from './document.ts';
import { Unreadable } from './refused.ts';

type Link = { href?: string; rel?: string };

/** @param text of the whole document @param base its address @throws Unreadable if even feedsmith finds no feed */
export function readLenient(text: string, base: string | undefined): Document {
  const { format, id, links, generator, entries } = parsed(text, base);
  const absolute = links.toReversed().flatMap(({ rel = 'alternate', href }) => {
    const address = resolved(href, base);
    return address === undefined ? [] : [[rel, address] as const];
  });
  return { head: { format, ...(id && { id }), links: Object.fromEntries(absolute), generator }, entries };
}

interface Parsed {
  format: Format;
  id?: string | undefined;
  links: readonly Link[];
  generator: string;
  entries: Written[];
}

function parsed(text: string, base: string | undefined): Parsed {
  let document: AnyFeed;
  try {
    document = parseFeed(text);
  } catch (error) {
    throw new Unreadable('no feed', { cause: error });
  }
  const absolute = (link: string | undefined): string | undefined => resolved(link, base) ?? link;
  switch (document.format) {
    case 'rss': {
      const { items = [], atom, link, generator = '' } = document.feed;
      return {
        format: 'RSS',
        links: pageFirst(link, atom?.links),
        generator,
        entries: items.map(({ guid, link, title, pubDate, dc }) => ({
          id: guid?.value,
          link: absolute(link ?? (guid?.isPermaLink === false ? undefined : guid?.value)),
          title,
          published: pubDate ?? dc?.dates?.[0],
        })),
      };
    }
    case 'rdf': {
      const { items = [], atom, link } = document.feed;
      return {
        format: 'RDF',
        links: pageFirst(link, atom?.links),
        generator: '',
        entries: items.map(({ rdf, link, title, dc }) => ({
          id: rdf?.about,
          link: absolute(link),
          title,
          published: dc?.dates?.[0],
        })),
      };
    }
    case 'atom': {
      const { entries = [], id, links = [], generator } = document.feed;
      return {
        format: 'Atom',
        id,
        links,
        generator: generator?.text ?? '',
        entries: entries.map(({ id, links: own = [], title, published, updated }) => ({
          id,
          link: absolute(own.find(({ rel = 'alternate' }) => rel === 'alternate')?.href),
          title: typeof title === 'string' ? title : title?.value,
          published,
          updated,
        })),
      };
    }
    case 'json':
      throw new Unreadable('no feed');
  }
}

/** The link of the channel, in front of its links of Atom. */
const pageFirst = (link: string | undefined, links: readonly Link[] = []): readonly Link[] =>
  link === undefined ? links : [{ href: link }, ...links];
