/** Every read and write of the copy at the edge: feeds, addresses and the index, in KV. */

import type { Article } from '../article/article.ts';
import type { Cursor } from '../feed/archive.ts';
import type { Card } from '../feed/card.ts';
import type { FeedFormat } from '../feed/feed.ts';
import { utf8Of } from '../utf8.ts';
import { addressKey, feedKey, indexKey } from './keys.ts';

/** What a client needs to ask again whether something changed. */
export interface Validators {
  /** Without quotes and without `W/`. */
  etag: string;
  /** When the bytes last changed, ms since 1970. */
  lastModified: number;
}

/** A feed in one format, rendered. */
export interface FeedDocument extends Validators {
  body: Uint8Array;
}

/** An article just before or after another one. */
export interface Neighbour {
  address: string;
  title: string;
}

/** What stands beside an article in its last category (of all articles where it has none). */
export interface Neighbours {
  older?: Neighbour;
  newer?: Neighbour;
}

/** What an address leads to. */
export type AddressDocument =
  | ({ state: 'article'; article: Article; neighbours?: Neighbours } & Validators)
  /** `to` is the address of the article that moved. */
  | { state: 'moved'; to: string }
  | { state: 'gone' };

/** A category with its newest articles. */
interface Highlight {
  name: string;
  newest: Card[];
}

/** Which feeds there are, and what stands on top: one small document, for the home page and OPML. */
export interface IndexDocument {
  terms: { kind: 'all' | 'category' | 'tag' | 'author'; name: string; count: number }[];
  /** The newest articles of all. */
  newest: Card[];
  /** The largest categories, the largest first. */
  highlights: Highlight[];
}

/** What a search found. */
export interface SearchDocument {
  /** The best first. */
  cards: Card[];
  /** Whether there are more than these. */
  more: boolean;
  /** ms since 1970 */
  lastModified: number;
}

/** A page of older articles, for people. */
export interface ListDocument {
  cards: Card[];
  /** The page of the articles just older than these. */
  older?: Cursor;
  /** The page of those just newer; `first`: the scope's own page. */
  newer: Cursor | 'first';
  /** Live articles in the scope. */
  count: number;
  /** ms since 1970 */
  lastModified: number;
}

/** Where an article's image is, without the article: null where it has none. */
export type Thumbnail =
  | { state: 'article'; image: string | null }
  | Exclude<AddressDocument, { state: 'article' }>;

// KV holds 1,024 bytes of metadata a key; a longer image address is read from the article itself.
const maxImageBytes = 700;

type AddressMetadata =
  /** No `image`: it is too long for here. */
  ({ state: 'article'; image?: string | null } & Validators) | { state: 'moved' } | { state: 'gone' };

/**
 * Seconds for which KV may answer from its nearest cache: the shortest that it takes. What it holds and what it doesn't
 * hold are kept alike, so a new feed too shows within that time. KV on one's own machine has no such cache.
 */
const cacheTtl = 30;

export class DocumentStore {
  readonly #kv: KVNamespace;

  constructor(kv: KVNamespace) {
    this.#kv = kv;
  }

  async feed(scope: string, format: FeedFormat): Promise<FeedDocument | null> {
    const { value, metadata } = await this.#kv.getWithMetadata<Validators>(feedKey(scope, format), {
      type: 'arrayBuffer',
      cacheTtl,
    });
    return value && metadata && { ...metadata, body: new Uint8Array(value) };
  }

  async putFeed(scope: string, format: FeedFormat, { body, ...metadata }: FeedDocument): Promise<void> {
    await this.#kv.put(feedKey(scope, format), body, { metadata });
  }

  async deleteFeed(scope: string, format: FeedFormat): Promise<void> {
    await this.#kv.delete(feedKey(scope, format));
  }

  async address(address: string): Promise<AddressDocument | null> {
    return this.#kv.get<AddressDocument>(addressKey(address), { type: 'json', cacheTtl });
  }

  /** One read that moves none of the article's text, as a rule. */
  async thumbnail(address: string): Promise<Thumbnail | null> {
    const { value, metadata } = await this.#kv.getWithMetadata<AddressMetadata>(addressKey(address), {
      type: 'stream',
      cacheTtl,
    });
    await value?.cancel();
    if (!metadata) return null;
    if (metadata.state === 'article' && metadata.image !== undefined)
      return { state: 'article', image: metadata.image };
    const document = await this.address(address);
    return document?.state === 'article'
      ? { state: 'article', image: document.article.image ?? null }
      : document;
  }

  async putAddress(address: string, document: AddressDocument): Promise<void> {
    await this.#kv.put(addressKey(address), utf8Of(JSON.stringify(document)), {
      metadata: metadataOf(document),
    });
  }

  async deleteAddress(address: string): Promise<void> {
    await this.#kv.delete(addressKey(address));
  }

  /** Whether KV answers: one read, of which none of the text is moved. */
  async ping(): Promise<void> {
    const value = await this.#kv.get(indexKey, { type: 'stream', cacheTtl });
    await value?.cancel();
  }

  async index(): Promise<(IndexDocument & Validators) | null> {
    const { value, metadata } = await this.#kv.getWithMetadata<IndexDocument, Validators>(indexKey, {
      type: 'json',
      cacheTtl,
    });
    // An older version of edgefeed wrote the terms alone; until the next publish the home page shows just those.
    const { terms = [], newest = [], highlights = [] }: Partial<IndexDocument> = value ?? {};
    return value && metadata && { terms, newest, highlights, ...metadata };
  }

  async putIndex(document: IndexDocument, validators: Validators): Promise<void> {
    await this.#kv.put(indexKey, JSON.stringify(document), { metadata: validators });
  }
}

function metadataOf(document: AddressDocument): AddressMetadata {
  if (document.state !== 'article') return { state: document.state };
  const { state, article, etag, lastModified } = document;
  const image = article.image ?? null;
  const fits = image === null || new TextEncoder().encode(image).byteLength <= maxImageBytes;
  return { state, etag, lastModified, ...(fits && { image }) };
}
