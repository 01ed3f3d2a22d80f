/**
 * The formats of a feed, one row each. Routes, KV keys, documents, budgets, pages and messages follow from these rows;
 * pages/style/base.ts has a colour for each.
 */

import { atomFile, renderAtom } from './atom.ts';
import type { Feed } from './feed.ts';
import { jsonFile, renderJson } from './json.ts';
import { podcastFile, renderPodcast } from './podcast.ts';
import { renderRss, rssFile } from './rss.ts';
import { jsonSizes, podcastSizes, xmlSizes, type SizeModel } from './size.ts';

/** Raise it whenever the output of a renderer changes: all feeds are then rendered again. */
export const feedFormat = 4;

export interface Format {
  /** The name on buttons. */
  label: string;
  /** The file name of the format's documents. */
  file: string;
  /** The exact Content-Type. */
  type: string;
  /** Estimates the bytes of a document. */
  sizes: SizeModel;
  /** Renders a document as text. Pure: the same feed gives the same text. */
  render: (feed: Feed) => string;
}

/** The formats of every feed. */
export const formats = {
  rss: {
    label: 'RSS',
    file: rssFile,
    type: 'application/rss+xml; charset=utf-8',
    sizes: xmlSizes,
    render: renderRss,
  },
  atom: {
    label: 'Atom',
    file: atomFile,
    type: 'application/atom+xml; charset=utf-8',
    sizes: xmlSizes,
    render: renderAtom,
  },
  json: {
    label: 'JSON Feed',
    file: jsonFile,
    type: 'application/feed+json; charset=utf-8',
    sizes: jsonSizes,
    render: renderJson,
  },
} as const satisfies Record<string, Format>;

export type CommonFormat = keyof typeof formats;

/** The formats that only shows have: a category, or the site, with a file `_show.md`. */
export const formatsOfShows = {
  podcast: {
    label: 'Podcast',
    file: podcastFile,
    type: 'application/rss+xml; charset=utf-8',
    sizes: podcastSizes,
    render: renderPodcast,
  },
} as const satisfies Record<string, Format>;

/** The formats of both tables. */
export const everyFormat = { ...formats, ...formatsOfShows };

/** The name of a row. Part of KV keys: never rename one. */
export type FeedFormat = keyof typeof everyFormat;

/** The names of the formats of every feed, and of all formats. */
export const feedFormats = Object.keys(formats) as readonly CommonFormat[];
export const allFormats = Object.keys(everyFormat) as readonly FeedFormat[];

export const isOfShows = (format: FeedFormat): boolean => Object.hasOwn(formatsOfShows, format);

/** File name → format. */
export const formatOfFile: ReadonlyMap<string, FeedFormat> = new Map(
  allFormats.map((format) => [everyFormat[format].file, format]),
);
