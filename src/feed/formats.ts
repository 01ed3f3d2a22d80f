/**
 * The formats of a feed, one row each. Routes, KV keys, documents, budgets, pages and messages follow from these rows;
 * pages/style/base.ts has a colour for each.
 */

import { atomFile, renderAtom } from './atom.ts';
import type { Feed } from './feed.ts';
import { jsonFile, renderJson } from './json.ts';
import { renderRss, rssFile } from './rss.ts';
import { jsonSizes, xmlSizes, type SizeModel } from './size.ts';

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

/** The name of a row. Part of KV keys: never rename one. */
export type FeedFormat = keyof typeof formats;

export const feedFormats = Object.keys(formats) as readonly FeedFormat[];

/** File name → format. */
export const formatOfFile: ReadonlyMap<string, FeedFormat> = new Map(
  feedFormats.map((format) => [formats[format].file, format]),
);
