/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Not with the package `feed`, which writes 1.0. */

import type { Article, Author } from '../article/article.ts';
import { channelOf } from './channel.ts';
import { factsOfArticle, factsOfScope, type ArticleFacts, type ScopeFacts } from './extension.ts';
import { jsonEpisode, type JsonEpisode } from './json-episode.ts';
import type { Feed } from './feed.ts';
import { itemOf, type Item } from './item.ts';

interface JsonAuthor {
  name: string;
  url?: string;
}

interface JsonAttachment {
  url: string;
  mime_type: string;
  size_in_bytes?: number;
  duration_in_seconds?: number;
}

export interface JsonItem {
  id: string;
  url: string;
  external_url?: string;
  title: string;
  content_html?: string;
  content_text?: string;
  summary: string;
  image?: string;
  /** RFC 3339 */
  date_published: string;
  /** RFC 3339 */
  date_modified: string;
  authors?: JsonAuthor[];
  tags?: string[];
  language?: string;
  attachments?: JsonAttachment[];
  /** Of an episode; an extension of ours. */
  _podcast?: JsonEpisode;
}

/** A document of JSON Feed 1.1, as edgefeed writes it. */
export interface JsonFeed {
  version: 'https://jsonfeed.org/version/1.1';
  title: string;
  home_page_url: string;
  feed_url: string;
  description: string;
  /** The document of the articles just older. */
  next_url?: string;
  icon?: string;
  authors: JsonAuthor[];
  language: string;
  hubs?: { type: 'WebSub'; url: string }[];
  _edgefeed: ScopeFacts;
  items: (JsonItem & { _edgefeed: ArticleFacts })[];
}

/** The file name of the format's documents. */
export const jsonFile = 'feed.json';

export function renderJson(feed: Feed): string {
  const channel = channelOf(feed, jsonFile);
  const document: JsonFeed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: channel.title,
    home_page_url: channel.home,
    feed_url: channel.self,
    description: channel.description,
    ...(channel.older && { next_url: channel.older }),
    ...(channel.icon && { icon: channel.icon }),
    authors: [{ name: channel.site.title, url: channel.site.url }],
    language: channel.language,
    ...(channel.hub && { hubs: [{ type: 'WebSub', url: channel.hub }] }),
    _edgefeed: factsOfScope(feed.scope),
    items: feed.articles.map((article) => ({
      ...jsonItem(feed.site.url, article),
      _edgefeed: factsOfArticle(article),
    })),
  };
  return JSON.stringify(document);
}

/** An article as an item. */
export function jsonItem(siteUrl: string, article: Article): JsonItem {
  const item = itemOf(siteUrl, article);
  const { guid, url, externalUrl, title, summary, html, image, authors, terms, language, media, episode } =
    item;
  return {
    id: guid,
    url,
    ...(externalUrl && { external_url: externalUrl }),
    title,
    ...(html ? { content_html: html } : { content_text: summary }),
    summary,
    ...(image && { image: image.url }),
    date_published: item.published.toISOString(),
    date_modified: item.updated.toISOString(),
    ...(authors.length > 0 && { authors: authors.map(jsonAuthor) }),
    ...(terms.length > 0 && { tags: terms }),
    ...(language && { language }),
    ...(media.length > 0 && { attachments: media.map(jsonAttachment) }),
    ...(episode && { _podcast: jsonEpisode(episode) }),
  };
}

function jsonAuthor({ name, url }: Author): JsonAuthor {
  return { name, ...(url && { url }) };
}

function jsonAttachment({ url, type, length, duration }: Item['media'][number]): JsonAttachment {
  return {
    url,
    mime_type: type,
    ...(length && { size_in_bytes: length }),
    ...(duration && { duration_in_seconds: duration }),
  };
}
