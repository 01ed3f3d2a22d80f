/** The parser of Podcast Index, which reads the feeds of its directory. */

import { parseFeed, type FeedObject } from 'podcast-partytime';

export function parsePodcastFeed(xml: string): FeedObject {
  const feed = parseFeed(xml);
  if (!feed) throw new Error('the parser takes the document for no feed');
  return feed;
}
