/** WXR, the export of WordPress: RSS with elements of its own. Read twice, since a post may name attachments that follow. */

import { parseRssFeed } from 'feedsmith';
import {
  documentName,
  nameOf,
  type Entry,
  type HeldBack,
  type Listener,
  type Read,
  type Source,
} from '../entry.ts';
import { withPatterns } from './blocks.ts';
import { htmlOfWordPress } from './body.ts';
import { readPowerPress } from './powerpress.ts';
import { Referred } from './referred.ts';
import { damagedIn } from '../readers/damaged.ts';
import { textOf } from '../readers/decode.ts';
import { childrenOf, childText, find, readElements, type Element } from '../readers/elements.ts';
import { isoDate, isoOf } from '../readers/date.ts';
import { mediumOf } from '../readers/media.ts';
import { OldNames } from '../readers/old-names.ts';
import { entryOfRss, type FeedContext, type RssItem } from '../readers/rss.ts';
import { splitXml, type Part } from '../readers/split-xml.ts';
import { present, textOfHtml, textOfName, webAddress } from '../readers/texts.ts';

/** What posts refer to. */
interface Site {
  /** Display names by login. */
  authors: ReadonlyMap<string, string>;
  referred: Referred;
  /** Of public posts. */
  oldNames: OldNames;
}

export const isWordPress = (head: string): boolean =>
  /<wp:wxr_version|xmlns:wp=["'][^"']*wordpress\.org\/export/.test(head);

export const readWordPress: Read = async function* (source, listener) {
  const referred = new Referred();
  let head = '';
  const { file, parts = [] } = source;
  // Attachments may be in another part than the posts that show them.
  const documents = [file, ...parts].map((part): Source => ({ ...source, file: part }));
  for await (const { kind, xml } of splitAll(documents)) {
    if (kind === 'head') head ||= xml;
    else if (Referred.mayBe(xml)) referred.add(itemIn(xml));
  }
  const channel = find(readElements(head), 'channel');
  const textIn = (name: string): string => (channel ? childText(channel, name) : '');
  const home = source.site ?? webAddress(textIn('link')) ?? webAddress(textIn('wp:base_blog_url'));
  const authors = new Map(
    (channel ? childrenOf(channel, 'wp:author') : []).map((author) => [
      childText(author, 'wp:author_login'),
      textOfName(childText(author, 'wp:author_display_name')),
    ]),
  );
  const context: FeedContext = { home, base: home, onlyTags: false };
  /** Whether addresses have the names of posts, and not `/?p=1`. */
  let hasNames = false;
  const site: Site = { authors, referred, oldNames: new OldNames() };
  for await (const { kind, xml } of splitAll(documents, listener)) {
    const entry = kind === 'entry' ? entryOf(xml, site, context, listener) : undefined;
    if (!entry) continue;
    hasNames ||= entry.heldBack === undefined && !entry.link?.includes('/?p');
    yield entry;
  }
  const redirects = site.oldNames.rules();
  listener.site(
    present({
      title: textOfName(textIn('title')) || undefined,
      description: textOfHtml(textIn('description')),
      language: textIn('language') || undefined,
      home,
      // The id of its Atom feed is the address of that (wp-includes/feed-atom.php).
      feedId: home === undefined || !hasNames ? undefined : `${home.replace(/\/$/, '')}/feed/atom/`,
      feeds: home === undefined ? undefined : [`${home.replace(/\/$/, '')}/feed/`],
      redirects: redirects.length > 0 ? redirects : undefined,
    }),
  );
  return undefined;
};

async function* splitAll(documents: readonly Source[], listener?: Listener): AsyncGenerator<Part> {
  for (const source of documents) {
    const name = documentName(source);
    yield* splitXml(textOf(source, listener && damagedIn(name, listener)), name);
  }
}

const itemIn = (xml: string): Element => find(readElements(xml), 'item')!;

/** Kinds of posts that are parts of the site's machinery, and none of its texts. */
const machinery =
  /^(?:attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+|acf-\w+|elementor_\w+|wpcf7_contact_form|feedback|jp_\w+|shop_\w+|scheduled-action|amp_\w+|wpforms\w*)$/;

/** How each status of WordPress is taken over; a status that is not here is a draft. */
const held: Readonly<Record<string, HeldBack | undefined>> = {
  publish: undefined,
  future: undefined,
  inherit: undefined,
  pending: 'pending',
  private: 'private',
};

function entryOf(xml: string, site: Site, context: FeedContext, listener: Listener): Entry | undefined {
  const item = itemIn(xml);
  const type = childText(item, 'wp:post_type') || 'post';
  const status = childText(item, 'wp:status') || 'publish';
  const comments = childrenOf(item, 'wp:comment').length;
  for (let i = 0; i < comments; i++) listener.skipped('comment');
  if (machinery.test(type) || status === 'trash' || status === 'auto-draft') {
    listener.skipped(status === 'trash' ? 'trashed post' : machinery.test(type) ? type : status);
    return undefined;
  }
  const parsed = itemOf(xml);
  if (!parsed) {
    listener.leftOut(childText(item, 'title') || 'an entry', 'it is empty');
    return undefined;
  }
  const { categories = [] } = parsed;
  const terms = categories.filter(
    ({ domain = 'category' }) => domain === 'category' || domain === 'post_tag',
  );
  for (const { domain } of categories)
    if (domain !== undefined && !/^(?:category|post_tag|post_format)$/.test(domain))
      listener.skipped(`term of ${domain}`);
  const entry = entryOfRss({ ...parsed, categories: terms }, context, xml);
  const author = childText(item, 'dc:creator');
  const slug = decoded(childText(item, 'wp:post_name'));
  const id = childText(item, 'wp:post_id');
  const meta = new Map(
    childrenOf(item, 'wp:postmeta').map((entry) => [
      childText(entry, 'wp:meta_key'),
      childText(entry, 'wp:meta_value'),
    ]),
  );
  const name = site.authors.get(author) || textOfName(author);
  const published = dateOf(item, 'wp:post_date') ?? entry.published;
  const heldBack =
    childText(item, 'wp:post_password') !== '' ? 'password' : status in held ? held[status] : 'draft';
  const summary = textOfHtml(childText(item, 'excerpt:encoded'));
  const { summary: _, ...plainEntry } = entry;
  if (heldBack === undefined) addOldNames(item, author, name, site.oldNames);
  const unknown = new Set<string>();
  const lost = new Set<string>();
  let powerPress: Entry['episode'];
  const enclosures = childrenOf(item, 'wp:postmeta')
    .filter((entry) => childText(entry, 'wp:meta_key') === 'enclosure')
    .flatMap((entry) => {
      const [url, length, mime, more = ''] = childText(entry, 'wp:meta_value').split(/\r?\n/);
      const { duration, episode } = readPowerPress(more);
      powerPress ??= episode;
      return mediumOf(url, mime?.trim(), Number(length) || undefined, duration);
    });
  const result: Entry = {
    ...plainEntry,
    html: htmlOfWordPress(
      withPatterns(childText(item, 'content:encoded'), site.referred.patterns, (block) => lost.add(block)),
      {
        ofAttachment: (number) => site.referred.attachments.get(number),
        ofPost: site.referred.galleries.get(id) ?? [],
      },
      (name) => unknown.add(name),
    ),
    authors: name === '' ? [] : [{ name }],
    aliases: [
      ...new Set([...entry.aliases, ...(id === '' ? [] : [`/?${type === 'page' ? 'page_id' : 'p'}=${id}`])]),
    ],
    enclosures,
    ...present({
      published,
      updated: dateOf(item, 'wp:post_modified'),
      summary,
      slug: slug === '' ? undefined : slug,
      image: site.referred.attachments.get(meta.get('_thumbnail_id') ?? ''),
      episode: enclosures.length > 0 ? (plainEntry.episode ?? powerPress) : undefined,
      isPage: type === 'page' || undefined,
      heldBack,
    }),
  };
  if (unknown.size > 0) {
    const names = [...unknown].map((name) => `[${name}]`).join(' ');
    listener.warned(nameOf(result), `the shortcodes ${names} are not known, and stay as they stand`);
  }
  if (lost.size > 0) {
    const names = [...lost].map((name) => `wp:${name}`).join(' ');
    listener.warned(nameOf(result), `the export has nothing of the blocks ${names}, so they are missing`);
  }
  return result;
}

/** The address of an author has the login, as a rule: an export has no other name. */
function addOldNames(item: Element, login: string, author: string, names: OldNames): void {
  names.add('author', login, author);
  for (const { attributes, text } of childrenOf(item, 'category')) {
    const slug = decoded(attributes['nicename'] ?? '');
    if (attributes['domain'] === 'category') names.add('category', slug, textOfName(text));
    else if (attributes['domain'] === 'post_tag') names.add('tag', slug, textOfName(text));
  }
}

function itemOf(xml: string): RssItem | undefined {
  try {
    return parseRssFeed(xml).items?.[0];
  } catch {
    return undefined;
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A date of the blog's clock, with its distance from the one in UTC. Drafts have none in UTC. */
function dateOf(item: Element, key: string): string | undefined {
  const local = isoDate(childText(item, key));
  const utc = isoDate(childText(item, `${key}_gmt`));
  if (utc === undefined) return local?.replace(/Z$/, '');
  const minutes = local === undefined ? 0 : (Date.parse(local) - Date.parse(utc)) / 60_000;
  // What is no time zone is a mistake of one of them; feeds have the time in UTC.
  return isoOf(Date.parse(utc), Math.abs(minutes) <= 14 * 60 && minutes % 15 === 0 ? minutes : 0);
}
