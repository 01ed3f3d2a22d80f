/**
 * The formats of a feed, one row each. Routes, keys in KV, documents, budgets, pages and messages follow from these rows;
 * pages/style.ts has a colour for each.
 */

import { atomFile, renderAtom } from './atom.ts';
import type { Feed } from './feed.ts';
import { jsonFile, renderJson } from './json.ts';
import { renderRss, rssFile } from './rss.ts';
import { jsonSizes, xmlSizes, type SizeModel } from './size.ts';

/** Raise it whenever a renderer writes something else: all feeds are then rendered again. */
export const feedFormat = 2;

export interface Format {
  /** The format's name on buttons. */
  label: string;
  /** The file name of the format's documents. */
  file: string;
  /** The exact Content-Type. */
  type: string;
  /** Bytes of a document, reckoned before it is rendered. */
  sizes: SizeModel;
  /** A document as text, to be sent as UTF-8. A pure function: the same feed always gives the same text. */
  render: (feed: Feed) => string;
}

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

/** The name of a row. It is part of keys in KV, so none is renamed. */
export type FeedFormat = keyof typeof formats;

export const feedFormats = Object.keys(formats) as readonly FeedFormat[];

/** File name → format. */
export const formatOfFile: ReadonlyMap<string, FeedFormat> = new Map(
  feedFormats.map((format) => [formats[format].file, format]),
);
