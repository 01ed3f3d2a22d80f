/** The document of the home page and of the lists of feeds: terms and the newest articles. */

import type { IndexDocument, Validators } from '../../store/documents.ts';
import { etagOf } from '../../store/etag.ts';
import type { Tables } from '../tables/tables.ts';
import { cardsOf } from './entries.ts';

/** Categories on the home page, the articles shown of each, and the articles shown of the whole site. */
const highlighted = 9;
const newestOfHighlight = 3;
const newestOfAll = 10;

export function renderIndex(
  tables: Tables,
  changedAt: number,
): { index: IndexDocument; validators: Validators } {
  const { listings } = tables;
  const terms = tables.terms.largest();
  const highlights = terms
    .filter(({ kind }) => kind === 'category')
    .sort((a, b) => b.count - a.count)
    .slice(0, highlighted)
    .map(({ name }) => ({
      name,
      newest: cardsOf(listings.newestHeads({ kind: 'category', names: [name] }, newestOfHighlight).entries),
    }));
  const newest = cardsOf(listings.newestHeads({ kind: 'all' }, newestOfAll).entries);
  const index = { terms, newest, highlights };
  return { index, validators: { etag: etagOf(JSON.stringify(index)), lastModified: changedAt } };
}
