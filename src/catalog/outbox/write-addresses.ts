/** Work of the kind `article`: what an address leads to. */

import type { FlushContext } from '../context.ts';
import { limits } from '../../limits.ts';
import { renderAddresses } from '../read/addresses.ts';
import { filling } from '../read/facts.ts';
import type { Work } from '../tables/outbox.ts';
import type { Tables } from '../tables/tables.ts';
import type { Outcome } from './outcome.ts';

export async function writeAddresses(
  { tables, store, site }: FlushContext,
  works: readonly Work[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const fill = filling(tables, site);
  for (const group of groupsOf(tables, works)) {
    const documents = renderAddresses(
      tables,
      group.map(({ key }) => key),
      fill,
    );
    const puts = group.map(async ({ key }) => {
      const document = documents.get(key);
      await (document ? store.putAddress(key, document) : store.deleteAddress(key));
      return { operations: 1 };
    });
    outcomes.push(...(await Promise.allSettled(puts)));
  }
  return outcomes;
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
