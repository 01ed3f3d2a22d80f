/** The documents of addresses: an article, a redirect, or a tombstone. */

import { mainTermOf } from '../../site/scope.ts';
import type { AddressDocument, ArticleDocument } from '../../store/documents.ts';
import { etagOf } from '../../store/etag.ts';
import type { AddressRow } from '../tables/address-row.ts';
import { assetAddress, isAssetId, pathOfAsset } from '../tables/asset-address.ts';
import type { Asset } from '../tables/asset-row.ts';
import type { StoredArticle } from '../tables/article-row.ts';
import type { CatalogEntry } from '../tables/entry.ts';
import { findOldAddress } from './old-addresses.ts';
import { unset, type PageOf } from './page-of.ts';
import type { Tables } from '../tables/tables.ts';
import { withoutMarkdown } from './without-markdown.ts';

/**
 * The documents of addresses. An unknown address, or one of a scheduled article, has none.
 * @param pageOf sets the articles; see page-of.ts
 */
export function renderAddresses(
  tables: Tables,
  addresses: readonly string[],
  pageOf: PageOf = unset,
): Map<string, AddressDocument> {
  const rows = tables.addresses.find(addresses);
  const forms = tables.queryForms.of(addresses);
  const documents = new Map<string, AddressDocument>();
  for (const [address, row] of rows) {
    const document = documentOf(tables, row, pageOf);
    if (document) documents.set(address, document);
  }
  for (const address of withoutMarkdown(tables, articlesIn(documents))) {
    const document = documents.get(address);
    if (document?.state === 'article') documents.set(address, unnamed(document));
  }
  for (const [address, known] of forms) {
    const document = documents.get(address) ?? { state: 'none' };
    // The article or file at an address comes before whatever its parameters mean.
    if (document.state !== 'article' && document.state !== 'file')
      documents.set(address, { ...document, forms: known });
  }
  return documents;
}

const articlesIn = (documents: ReadonlyMap<string, AddressDocument>): string[] =>
  [...documents].flatMap(([address, { state }]) => (state === 'article' ? address : []));

const unnamed = (document: ArticleDocument): ArticleDocument => ({
  ...document,
  withoutMarkdown: true,
  etag: etagOf(`${document.etag} without Markdown`),
});

/**
 * The document of an address, for a reader. Where there is none, and one article alone had this address elsewhere, or has an
 * address that differs in spelling only, it says so.
 */
export function renderAddress(
  tables: Tables,
  address: string,
  pageOf: PageOf = unset,
): AddressDocument | null {
  const document = renderAddresses(tables, [address], pageOf).get(address);
  if (document && document.state !== 'none') return document;
  const forms = document?.forms;
  const old = findOldAddress(tables, [address.startsWith('/') ? address : `/articles/${address}`]);
  if (old && 'exact' in old && old.exact) return { state: 'like', to: old.to, ...(forms && { forms }) };
  const ids = new Set(tables.addresses.like(address).map(({ id }) => id));
  const [id] = ids;
  const entry = ids.size === 1 && id !== undefined ? tables.articles.head(id) : undefined;
  const to = entry?.live ? entry.article.address : old && 'to' in old ? old.to : undefined;
  return to === undefined ? (document ?? null) : { state: 'like', to, ...(forms && { forms }) };
}

function documentOf(tables: Tables, { id, state }: AddressRow, pageOf: PageOf): AddressDocument | null {
  switch (state) {
    case 'gone':
      return { state };
    case 'moved':
      return isAssetId(id)
        ? fileMovedTo(tables.assets.get(pathOfAsset(id)))
        : movedTo(tables.articles.head(id));
    case 'file':
      return fileOf(tables.assets.get(pathOfAsset(id)));
    case 'article':
      return articleOf(tables, tables.articles.whole(id), pageOf);
  }
}

function fileOf(asset: Asset | undefined): AddressDocument | null {
  if (!asset || asset.held) return null;
  const { blob, facts, changedAt } = asset;
  return { state: 'file', blob, bytes: facts.bytes, type: facts.type, lastModified: changedAt };
}

function fileMovedTo(asset: Asset | undefined): AddressDocument | null {
  if (asset?.held) return null;
  return asset ? { state: 'moved', to: assetAddress(asset.path) } : { state: 'gone' };
}

function movedTo(entry: CatalogEntry | undefined): AddressDocument | null {
  return unseen(entry) ?? (entry?.live ? { state: 'moved', to: entry.article.address } : null);
}

function articleOf(tables: Tables, entry: StoredArticle | undefined, pageOf: PageOf): AddressDocument | null {
  if (!entry?.live) return unseen(entry);
  const { changedAt } = entry;
  // The same article is the same document in every catalog, whatever was published before it.
  const { arrival: _, ...stored } = entry.article;
  if (stored.kind !== undefined) {
    const { article, typeset, episodeTexts } = pageOf(stored, entry.article, undefined);
    const etag = etagOf(JSON.stringify([article, typeset, ...(episodeTexts ? [episodeTexts] : [])]));
    return {
      state: 'article',
      article,
      ...(typeset && { typeset }),
      ...(episodeTexts && { episodeTexts }),
      etag,
      lastModified: changedAt,
    };
  }
  const { neighbours, changedAt: besideAt } = tables.neighbours.of(mainTermOf(stored), entry.article);
  const { article, typeset, episodeTexts, podcast, related } = pageOf(stored, entry.article, neighbours);
  const ofEpisode = [episodeTexts, podcast].filter((part) => part !== undefined);
  return {
    state: 'article',
    article,
    ...(typeset && { typeset }),
    ...(episodeTexts && { episodeTexts }),
    ...(podcast && { podcast }),
    neighbours,
    ...(related.length > 0 && { related }),
    etag: etagOf(JSON.stringify([article, typeset, neighbours, related, ...ofEpisode])),
    // A neighbour may have changed after the article.
    lastModified: Math.max(changedAt, besideAt),
  };
}

/** The document of an article that readers do not see: `gone`, or none while it is scheduled. */
function unseen(entry: CatalogEntry | undefined): AddressDocument | null {
  if (!entry) return { state: 'gone' };
  // Not live, and it never will be: it has expired.
  return !entry.live && entry.wakeAt === null ? { state: 'gone' } : null;
}
