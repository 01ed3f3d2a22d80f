/** The formats of a feed. */

import { renderAtom } from './atom.ts';
import type { Feed, FeedFormat } from './feed.ts';
import { renderJson } from './json.ts';
import { feedFiles } from './location.ts';
import { renderRss } from './rss.ts';

/** Raise it whenever a renderer writes something else: all feeds are then rendered anew. */
export const feedFormat = 2;

export interface Format {
  /** The name of the format's documents. */
  file: (typeof feedFiles)[FeedFormat];
  /** The exact Content-Type. */
  type: string;
  /** A document as text, to be sent as UTF-8. A pure function: the same feed gives the same text, for ever. */
  render: (feed: Feed) => string;
}

export const formats: Readonly<Record<FeedFormat, Format>> = {
  rss: { file: feedFiles.rss, type: 'application/rss+xml; charset=utf-8', render: renderRss },
  atom: { file: feedFiles.atom, type: 'application/atom+xml; charset=utf-8', render: renderAtom },
  json: { file: feedFiles.json, type: 'application/feed+json; charset=utf-8', render: renderJson },
};
