/** Feeds in XML: RSS, RDF, Atom. One of the files that import feedsmith. */

import { parseFeed, type AnyFeed } from 'feedsmith';
import { olderOf } from '../download/walk.ts';
import { documentName, type Entry, type Listener, type Read, type SiteFacts, type Source } from '../entry.ts';
import { entryOfAtom, plain } from './atom.ts';
import { bloggerOf, feedOfBlogger } from './blogger.ts';
import { damagedIn } from './damaged.ts';
import { textOf } from './decode.ts';
import { entryOfRdf, entryOfRss, type FeedContext } from './rss.ts';
import { splitXml } from './split-xml.ts';
import { present, textOfHtml, textOfName, webAddress } from './texts.ts';
import { CliError, exitCodes } from '../../exit.ts';

export const readFeed: Read = async function* (source, listener) {
  const name = documentName(source);
  // A document that is not well-formed is refused before anything of it is written.
  const head = parsed(await headOf(source), name);
  const facts = factsOf(head, source);
  listener.site(facts);
  const context: FeedContext = {
    home: facts.home,
    base: baseOf(head) ?? facts.home ?? source.address,
    xmlBase: webAddress(baseOf(head), source.address),
    onlyTags: /^ghost\b/i.test(generatorOf(head)),
  };
  for await (const { kind, xml } of splitXml(textOf(source, damagedIn(name, listener)), name)) {
    if (kind !== 'entry') continue;
    const entry = entryOf(xml, head, context, listener);
    if (entry) yield entry;
  }
  return olderOf(absoluteLinks(head, source.address ?? source.site), generatorOf(head), source.address);
};

/** Addresses by rel, of which the first one counts. */
function absoluteLinks(head: AnyFeed, address: string | undefined): Record<string, string> {
  const base = baseOf(head) ?? address;
  return Object.fromEntries(
    linksOf(head)
      .toReversed()
      .flatMap(({ rel = 'alternate', href }) => {
        const absolute = webAddress(href, base);
        return absolute === undefined ? [] : [[rel, absolute]];
      }),
  );
}

/** The document without its entries. */
export async function headOf(source: Source): Promise<string> {
  let head = '';
  const name = documentName(source);
  for await (const { kind, xml } of splitXml(textOf(source), name)) if (kind === 'head') head = xml;
  return head;
}

function parsed(xml: string, name: string): AnyFeed {
  try {
    return parseFeed(xml);
  } catch (error) {
    // A feed may say nothing of itself.
    if (/<rss[\s>]/.test(xml)) return { format: 'rss', feed: {} };
    if (/<feed[\s>]/.test(xml)) return { format: 'atom', feed: {} };
    const why = `${name}: line 1: neither a feed nor an export of a blog that edgefeed knows`;
    throw new CliError(exitCodes.usage, `${why}. docs/moving.md lists what it reads.`, { cause: error });
  }
}

function entryOf(xml: string, head: AnyFeed, context: FeedContext, listener: Listener): Entry | undefined {
  let feed: AnyFeed;
  try {
    feed = parseFeed(xml);
  } catch {
    listener.leftOut(/<title[^>]*>([^<]{1,200})/.exec(xml)?.[1] ?? 'an entry', 'it cannot be read');
    return undefined;
  }
  switch (feed.format) {
    case 'rss': {
      const item = feed.feed.items?.[0];
      return item && entryOfRss(item, context, xml);
    }
    case 'rdf': {
      const item = feed.feed.items?.[0];
      return item && entryOfRdf(item, context);
    }
    case 'atom': {
      const entry = feed.feed.entries?.[0];
      if (!entry) return undefined;
      const people = head.format === 'atom' ? head.feed.authors : undefined;
      return bloggerOf(entry, xml, entryOfAtom(entry, context, people), listener);
    }
    case 'json':
      return undefined;
  }
}

function factsOf(head: AnyFeed, { address, site }: Source): SiteFacts {
  const base = baseOf(head) ?? address;
  switch (head.format) {
    case 'rss': {
      const { title, description, link, image, itunes, language, atom } = head.feed;
      return present({
        title: textOfName(title) || undefined,
        description: textOfHtml(description),
        language,
        icon: webAddress(image?.url ?? itunes?.image, base),
        home: site ?? webAddress(link, base) ?? originOf(address),
        feeds: feedsOf(atom?.links, base, address),
      });
    }
    case 'rdf': {
      const { title, description, link, image, dc, atom } = head.feed;
      return present({
        title: textOfName(title) || undefined,
        description: textOfHtml(description),
        language: dc?.languages?.[0],
        icon: webAddress(image?.url, base),
        home: site ?? webAddress(link, base) ?? originOf(address),
        feeds: feedsOf(atom?.links, base, address),
      });
    }
    case 'atom': {
      const { id, title, subtitle, icon, logo, links = [], xml } = head.feed;
      const page = links.find(({ rel = 'alternate' }) => rel === 'alternate');
      return present({
        title: plain(title) || undefined,
        description: plain(subtitle) || undefined,
        language: xml?.lang,
        icon: webAddress(icon ?? logo, base),
        ...feedOfBlogger({
          id,
          feeds: feedsOf(links, base, address),
          home: site ?? webAddress(page?.href, base),
        }),
        home: site ?? webAddress(page?.href, base) ?? originOf(address),
      });
    }
    case 'json':
      return {};
  }
}

const originOf = (address: string | undefined): string | undefined =>
  address === undefined ? undefined : new URL(address).origin;

type Link = { href?: string; rel?: string };

const linksOf = (head: AnyFeed): readonly Link[] =>
  (head.format === 'atom' ? head.feed.links : head.format === 'json' ? [] : head.feed.atom?.links) ?? [];

const baseOf = (head: AnyFeed): string | undefined =>
  head.format === 'json' ? undefined : head.feed.xml?.base;

function generatorOf(head: AnyFeed): string {
  if (head.format === 'atom') return head.feed.generator?.text ?? '';
  return head.format === 'rss' ? (head.feed.generator ?? '') : '';
}

/** The address of the feed: its own, or where it was found. */
function feedsOf(
  links: readonly Link[] | undefined,
  base: string | undefined,
  found: string | undefined,
): string[] {
  const self = links?.find(({ rel }) => rel === 'self')?.href;
  return [...new Set([webAddress(self, base), found].filter((address) => address !== undefined))];
}
