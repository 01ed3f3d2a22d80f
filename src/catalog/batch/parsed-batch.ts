/** A batch as the catalog gets it: http and sync have parsed its files. */

import type { ParsedFile } from '../../publish/parse.ts';
import type { FileOrder, OrderedPush } from '../../publish/protocol.ts';

/** A file of a batch, parsed. */
export interface ParsedPut {
  path: string;
  /** Git blob id of the source. */
  blob: string;
  /** The path that the file had before; the same batch deletes it. */
  movedFrom?: string;
  /** Absent: the batch says nothing of its publish, and counts as one of its own. */
  order?: FileOrder;
  parsed: ParsedFile;
}

/** A file that holds an article. */
export type ArticlePut = ParsedPut & { parsed: Extract<ParsedFile, { status: 'article' }> };

export interface ParsedBatch {
  put: ParsedPut[];
  /** Paths. */
  delete: string[];
  /** Further batches follow at once. */
  more: boolean;
  /** The push that the batch is a part of; absent for one that comes from no git commit. */
  push?: OrderedPush;
}

/** A file that is published as it is. */
export type AssetPut = ParsedPut & { parsed: Extract<ParsedFile, { status: 'file' }> };

export const isAsset = (put: ParsedPut): put is AssetPut => put.parsed.status === 'file';

/** The file with the redirects of the site. */
export type RedirectsPut = ParsedPut & { parsed: Extract<ParsedFile, { status: 'redirects' }> };

export const isRedirects = (put: ParsedPut): put is RedirectsPut => put.parsed.status === 'redirects';

/** A file that holds a show. */
export type ShowPut = ParsedPut & { parsed: Extract<ParsedFile, { status: 'show' }> };

export const isShow = (put: ParsedPut): put is ShowPut => put.parsed.status === 'show';

export const isArticle = (put: ParsedPut): put is ArticlePut => put.parsed.status === 'article';
