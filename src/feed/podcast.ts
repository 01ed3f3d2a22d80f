/**
 * The feed of a podcast: RSS 2.0 with the elements that directories of podcasts ask for (PSP-1,
 * https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification). Other feeds have none of them.
 */

import { channelOf, feedTitle, type Channel } from './channel.ts';
import { clean, cleanLanguage, cleanLine, cleanUrl } from './clean.ts';
import type { Feed } from './feed.ts';
import { itemOf, type Item } from './item.ts';
import { channelPart, itemPart, rssRoot } from './rss.ts';
import { episodeElements, trailerOf } from './rss/episode.ts';
import { itunes } from './rss/itunes.ts';
import { podcast } from './rss/podcast.ts';
import { rssTemplate, type Part, type Template } from './template.ts';
import { escapeXml, plainElement } from './xml.ts';
import { shortenTo } from '../article/body/summary.ts';
import { limits } from '../limits.ts';
import type { PublishedShow } from '../show/show.ts';

/** The file name of the format's documents. */
export const podcastFile = 'podcast.xml';

const root = rssRoot([itunes, podcast]);

let template: Template | undefined;

/** @throws TypeError for a feed without a show */
export function renderPodcast(feed: Feed): string {
  const { show, site, articles } = feed;
  if (!show) throw new TypeError('only a show has a podcast');
  template ??= rssTemplate();
  const prefix = site.podcastPrefix;
  const items = articles.map((article) => withPrefix(itemOf(site.url, article), prefix));
  return template.write(
    showPart(channelOfShow(feed, show), withTrailer(show, items)),
    items.map(episodePart),
  );
}

/** The metadata of a feed, as its show gives them. */
function channelOfShow(feed: Feed, show: PublishedShow): Channel {
  const channel = channelOf(feed, podcastFile);
  const icon = cleanUrl(show.image);
  return {
    ...channel,
    title: shortenTo(titleOfShow(show, feedTitle(feed.site, feed.scope)), limits.showValue),
    description: clean(show.description) || channel.description,
    language: cleanLanguage(show.language) ?? channel.language,
    ...(icon && { icon }),
  };
}

/** The title of a show. @param otherwise for a show without one, or a name */
export const titleOfShow = (
  { title, category }: Pick<PublishedShow, 'title' | 'category'>,
  otherwise: string,
): string => cleanLine(title ?? category ?? '') || otherwise;

/** The trailer of a show that names none is the newest episode that is one. */
function withTrailer(show: PublishedShow, items: readonly Item[]): PublishedShow {
  const trailer = show.trailer ?? items.map(trailerOf).find((one) => one !== undefined);
  return trailer ? { ...show, trailer } : show;
}

function showPart(channel: Channel, show: PublishedShow): Part {
  const { texts, elements } = channelPart(channel);
  const { copyright, owner } = show;
  // PSP-1 recommends one.
  const author = shortenTo(show.author ?? owner?.name ?? channel.site.title, limits.showValue);
  return {
    texts: { ...texts, root },
    elements: [
      ...elements,
      ...(copyright ? [plainElement('copyright', cleanLine(copyright))] : []),
      ...itunes.channel({ ...show, author }),
      ...podcast.channel(show),
    ],
  };
}

/** PSP-1 counts a text as the feed has it. */
const bytesInXml = (text: string): number => Buffer.byteLength(escapeXml(text));

function episodePart(item: Item): Part {
  const title = shortenTo(item.title, limits.showValue);
  const summary = shortenTo(item.summary, limits.showDescriptionBytes, bytesInXml);
  const { texts, elements } = itemPart({ ...item, title, summary });
  return { texts, elements: [...elements, ...episodeElements(item)] };
}

/**
 * Has enclosures counted: their addresses behind the one of a service, which redirects to them. By custom the scheme is
 * left out (https://op3.dev/setup), unless it is http. Ids and everything else stay.
 */
function withPrefix(item: Item, prefix: string | undefined): Item {
  if (prefix === undefined) return item;
  const media = item.media.map((medium) => ({
    ...medium,
    url: prefix + medium.url.replace(/^https:\/\//, ''),
  }));
  return { ...item, media };
}
