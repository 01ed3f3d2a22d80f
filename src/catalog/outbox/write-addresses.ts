/** Work of the kind `article`: what an address leads to. */

import type { FlushContext } from '../context.ts';
import { limits } from '../../limits.ts';
import { renderAddresses } from '../read/addresses.ts';
import { episodeTexts } from '../read/episode-texts.ts';
import { pagesOf } from '../read/page-of.ts';
import type { Work } from '../tables/outbox.ts';
import type { Tables } from '../tables/tables.ts';
import type { AddressDocument } from '../../store/documents.ts';
import type { Outcome, Written } from './outcome.ts';

export async function writeAddresses(
  { tables, store, blobs, site }: FlushContext,
  works: readonly Work[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const group of groupsOf(tables, works)) {
    const addresses = group.map(({ key }) => key);
    const { texts, lacking } = await episodeTexts(tables, site, blobs, addresses);
    const documents = renderAddresses(tables, addresses, pagesOf(tables, site, texts));
    const puts = group.map(async ({ key }) => {
      const document = documents.get(key);
      await (document ? store.putAddress(key, document) : store.deleteAddress(key));
      return { operations: 1, ...relatedOf(document), ...lackingIn(document, lacking) };
    });
    outcomes.push(...(await Promise.allSettled(puts)));
  }
  return outcomes;
}

/** What the table `related` notes of a document. */
function relatedOf(document: AddressDocument | undefined): Pick<Written, 'related'> {
  if (document?.state !== 'article' || !document.related) return {};
  return { related: { by: document.article.id, ids: document.related.map(({ id }) => id) } };
}

function lackingIn(
  document: AddressDocument | undefined,
  lacking: ReadonlyMap<string, string>,
): Pick<Written, 'lacking'> {
  const why = document?.state === 'article' ? lacking.get(document.article.id) : undefined;
  return why === undefined ? {} : { lacking: why };
}

/** Work in groups whose articles fit into memory: one article may have as many bytes as a thousand others. */
function* groupsOf({ addresses, articles }: Tables, works: readonly Work[]): Generator<Work[]> {
  const rows = addresses.find(works.map(({ key }) => key));
  const sizes = articles.sizes(
    Array.from(rows.values(), ({ id, state }) => (state === 'article' ? [id] : [])).flat(),
  );
  let group: Work[] = [];
  let bytes = 0;
  for (const work of works) {
    const row = rows.get(work.key);
    const size = row?.state === 'article' ? (sizes.get(row.id) ?? 0) : 0;
    if (group.length > 0 && bytes + size > limits.readBytes) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(work);
    bytes += size;
  }
  if (group.length > 0) yield group;
}
