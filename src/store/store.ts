/** All reads and writes of KV: feeds, addresses, the index, the rules of redirects and the navigation. */

import type { FeedFormat } from '../feed/formats.ts';
import type { Rule } from '../redirects/rule.ts';
import { utf8Of } from '../utf8.ts';
import { gzip, isWorthGzip } from './gzip.ts';
import type {
  AddressDocument,
  FeedDocument,
  IndexDocument,
  NavigationDocument,
  Thumbnail,
  Validators,
} from './documents.ts';
import { addressKey, feedKey, indexKey, navigationKey, redirectsKey } from './keys.ts';

/** Bytes. KV has 1,024 bytes of metadata per key; a longer image address is read from the article. */
const maxImageBytes = 700;

/** `encoding` is absent for a document that is not compressed: one that is short, or that an older version wrote. */
type FeedMetadata = Omit<FeedDocument, 'body'>;

type AddressMetadata =
  /** `image` is absent if it is too long. */
  | ({ state: 'article'; image?: string | null } & Validators)
  | { state: Exclude<AddressDocument['state'], 'article'> };

/** A document in a form that this version does not know counts as missing: the catalog renders it. */
const states: Readonly<Record<AddressDocument['state'], true>> = {
  article: true,
  moved: true,
  gone: true,
  none: true,
  like: true,
  file: true,
};

/**
 * Seconds for which KV may answer from its local cache; 30 is the minimum. KV caches missing keys too, so a new feed
 * also shows within this time. KV in local development has no such cache.
 */
const cacheTtl = 30;

export class DocumentStore {
  readonly #kv: KVNamespace;

  constructor(kv: KVNamespace) {
    this.#kv = kv;
  }

  async feed(scope: string, format: FeedFormat): Promise<FeedDocument | null> {
    const { value, metadata } = await this.#kv.getWithMetadata<FeedMetadata>(feedKey(scope, format), {
      type: 'arrayBuffer',
      cacheTtl,
    });
    if (!value || !metadata || ![undefined, 'gzip'].includes(metadata.encoding)) return null;
    return { ...metadata, body: new Uint8Array(value) };
  }

  /** Compresses the document, once for all its readers. @param document not compressed */
  async putFeed(scope: string, format: FeedFormat, document: FeedDocument): Promise<void> {
    const { body, ...validators } = document;
    const key = feedKey(scope, format);
    if (!isWorthGzip(body)) return this.#kv.put(key, body, { metadata: validators });
    const metadata: FeedMetadata = { ...validators, encoding: 'gzip' };
    await this.#kv.put(key, gzip(body), { metadata });
  }

  async deleteFeed(scope: string, format: FeedFormat): Promise<void> {
    await this.#kv.delete(feedKey(scope, format));
  }

  async address(address: string): Promise<AddressDocument | null> {
    const document = await this.#kv.get<AddressDocument>(addressKey(address), { type: 'json', cacheTtl });
    return document && Object.hasOwn(states, document.state) ? document : null;
  }

  /** Reads the metadata only, unless the image address is too long for it. */
  async thumbnail(address: string): Promise<Thumbnail | null> {
    const { value, metadata } = await this.#kv.getWithMetadata<AddressMetadata>(addressKey(address), {
      type: 'stream',
      cacheTtl,
    });
    await value?.cancel();
    if (!metadata || !Object.hasOwn(states, metadata.state)) return null;
    if (metadata.state === 'article' && metadata.image !== undefined)
      return { state: 'article', image: metadata.image };
    return thumbnailOf(await this.address(address));
  }

  async putAddress(address: string, document: AddressDocument): Promise<void> {
    await this.#kv.put(addressKey(address), utf8Of(JSON.stringify(document)), {
      metadata: metadataOf(document),
    });
  }

  async deleteAddress(address: string): Promise<void> {
    await this.#kv.delete(addressKey(address));
  }

  /** Checks that KV responds, without reading a value. */
  async ping(): Promise<void> {
    const value = await this.#kv.get(indexKey, { type: 'stream', cacheTtl });
    await value?.cancel();
  }

  async index(): Promise<(IndexDocument & Validators) | null> {
    const { value, metadata } = await this.#kv.getWithMetadata<IndexDocument, Validators>(indexKey, {
      type: 'json',
      cacheTtl,
    });
    // An older version of edgefeed wrote only the terms; the rest appears with the next publish.
    const { terms = [], newest = [], highlights = [], ...others }: Partial<IndexDocument> = value ?? {};
    return value && metadata && { terms, newest, highlights, ...others, ...metadata };
  }

  async redirects(): Promise<Rule[] | null> {
    return this.#kv.get<Rule[]>(redirectsKey, { type: 'json', cacheTtl });
  }

  async putRedirects(rules: readonly Rule[]): Promise<void> {
    await this.#kv.put(redirectsKey, utf8Of(JSON.stringify(rules)));
  }

  async deleteRedirects(): Promise<void> {
    await this.#kv.delete(redirectsKey);
  }

  async navigation(): Promise<NavigationDocument | null> {
    return this.#kv.get<NavigationDocument>(navigationKey, { type: 'json', cacheTtl });
  }

  async putNavigation(document: NavigationDocument): Promise<void> {
    await this.#kv.put(navigationKey, utf8Of(JSON.stringify(document)));
  }

  async deleteNavigation(): Promise<void> {
    await this.#kv.delete(navigationKey);
  }

  async putIndex(document: IndexDocument, validators: Validators): Promise<void> {
    await this.#kv.put(indexKey, JSON.stringify(document), { metadata: validators });
  }
}

/** The part of a document that thumbnails need. An article and a file never share an address. */
export function thumbnailOf(document: AddressDocument | null): Thumbnail | null {
  if (document?.state === 'file') return null;
  return document?.state === 'article'
    ? { state: 'article', image: document.article.image ?? null }
    : document;
}

function metadataOf(document: AddressDocument): AddressMetadata {
  if (document.state !== 'article') return { state: document.state };
  const { state, article, etag, lastModified } = document;
  const image = article.image ?? null;
  const fits = image === null || new TextEncoder().encode(image).byteLength <= maxImageBytes;
  return { state, etag, lastModified, ...(fits && { image }) };
}
