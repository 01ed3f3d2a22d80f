/** JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). */

import { parseJsonFeed, type JsonFeed } from 'feedsmith';
import { CliError, exitCodes } from '../../exit.ts';
import { documentName, type Entry, type Read } from '../entry.ts';
import { isoDate } from './date.ts';
import { readJson } from './json.ts';
import { isPicture, mediumOf } from './media.ts';
import { placeOf } from './place.ts';
import { htmlOfText, present, textOfHtml, textOfName, webAddress } from './texts.ts';

export const readJsonFeed: Read = async function* (source, listener) {
  const { file, address, site } = source;
  const feed = parsed(await readJson(source), documentName(source));
  const { title, description, language, icon, favicon, home_page_url: page, feed_url: self } = feed;
  const home =
    site ?? webAddress(page, address) ?? (address === undefined ? undefined : new URL(address).origin);
  const feeds = [webAddress(self, address), address].filter((found) => found !== undefined);
  listener.site(
    present({
      title: title?.trim() || undefined,
      description: textOfHtml(description),
      language,
      icon: webAddress(icon ?? favicon, address),
      home,
      feeds: [...new Set(feeds)],
    }),
  );
  const base = home ?? address ?? file;
  for (const item of feed.items ?? []) yield entryOf(item, feed, home, base);
  const next = address === undefined ? undefined : webAddress(feed.next_url, address);
  return next === undefined ? undefined : { address: next, isGuessed: false };
};

function parsed(document: unknown, name: string): JsonFeed.Feed<string> {
  try {
    return parseJsonFeed(document);
  } catch (error) {
    const why = `${name}: line 1: no JSON Feed that can be read. docs/moving.md lists what is read.`;
    throw new CliError(exitCodes.usage, why, { cause: error });
  }
}

function entryOf(
  item: JsonFeed.Item<string>,
  feed: JsonFeed.Feed<string>,
  home: string | undefined,
  base: string,
): Entry {
  const { url, content_html: html, content_text: text = '', attachments = [], tags = [], summary } = item;
  const link = webAddress(url, base);
  const place = placeOf(link, home);
  const picture = attachments.find((file) => isPicture(file.url, file.mime_type))?.url;
  return {
    title: (item.title ?? '').replace(/\s+/g, ' ').trim(),
    html: html ?? htmlOfText(text || (summary ?? '')),
    categories: [],
    tags: [...new Set(tags.map((tag) => textOfName(tag)).filter((tag) => tag !== ''))],
    authors: (item.authors ?? feed.authors ?? []).flatMap(({ name, url }) => {
      const address = webAddress(url, base);
      return name ? [{ name: textOfName(name), ...(address && { url: address }) }] : [];
    }),
    enclosures: attachments.flatMap(({ url, mime_type, size_in_bytes, duration_in_seconds }) =>
      mediumOf(url, mime_type, size_in_bytes, duration_in_seconds),
    ),
    ...place,
    ...present({
      id: item.id ?? url,
      published: isoDate(item.date_published) ?? isoDate(item.date_modified),
      updated: isoDate(item.date_modified),
      summary: html === undefined && text === '' ? undefined : summary,
      image: webAddress(item.image ?? item.banner_image ?? picture, base),
      language: item.language,
      externalUrl: webAddress(item.external_url, base) ?? place.externalUrl,
    }),
  };
}
