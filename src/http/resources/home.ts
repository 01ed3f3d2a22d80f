/** The home page, made from the index document alone. */

import { formsOfPatterns } from '../../article/old-addresses/key.ts';
import { homePage, type HomeContent } from '../../pages/home.tsx';
import type { CountedTerm } from '../../pages/terms.tsx';
import type { IndexDocument } from '../../store/documents.ts';
import type { Card } from '../../site/card.ts';
import { siteOf, type AppContext } from '../context.ts';
import { linkHeader } from '../answer/headers.ts';
import { listPath } from '../../site/urls.ts';
import { page } from '../answer/page.ts';
import type { Answer } from '../answer/representation.ts';
import { indexDocument } from '../documents/documents.ts';
import { descriptionLinks } from '../v1/links.ts';
import { isOldHomeLink, oldHomeLink } from './old-links.ts';

/** How many terms without a card are listed, by kind. */
const mostListed = { category: 24, tag: 24, author: 12 } as const;
/** Articles on the next page. */
const pageLength = 24;
/** Titles on the card of a category. */
const titlesOfCategory = 2;

export async function serveHome(c: AppContext): Promise<Answer | Response> {
  const index = await indexDocument(c);
  const forms = [...(index.forms ?? []), ...formsOfPatterns(siteOf(c).oldAddresses, '/')];
  const yields = (search: string): boolean => isOldHomeLink(search, forms);
  const elsewhere = yields(new URL(c.req.url).search) ? await oldHomeLink(c) : undefined;
  if (elsewhere) return elsewhere;
  const content = homeContent(index);
  const { url } = siteOf(c);
  return page(c, {
    lastModified: index.lastModified,
    render: (view) => homePage(view, content),
    headers: { Link: linkHeader([{ href: `${url}/`, rel: 'canonical' }, ...descriptionLinks(url)]) },
    yields,
  });
}

/** Selects what the page shows. */
export function homeContent(index: IndexDocument): HomeContent {
  const { terms, newest, highlights, pages = [] } = index;
  const count = terms.find(({ kind }) => kind === 'all')?.count ?? 0;
  const counts = new Map(
    terms.flatMap(({ kind, name, count }) => (kind === 'category' ? [[name, count]] : [])),
  );
  const last = count > newest.length ? newest.at(-1) : undefined;
  const shown = new Set(highlights.map(({ name }) => name));
  // An article of several categories stands on the card of the first.
  const seen = new Set(newest.map(({ id }) => id));
  const unseen = (cards: readonly Card[]): Card[] =>
    cards.filter(({ id }) => !seen.has(id)).slice(0, titlesOfCategory);
  const categories = highlights.map(({ name, newest }) => {
    const others = unseen(newest);
    for (const { id } of others) seen.add(id);
    return { name, newest: others, count: counts.get(name) ?? 0 };
  });
  return {
    show: index.shows?.find(({ category }) => category === undefined),
    newest,
    pages,
    categories,
    others: {
      category: largest(terms, 'category').filter(({ name }) => !shown.has(name)),
      tag: largest(terms, 'tag'),
      author: largest(terms, 'author'),
    },
    ...(last && {
      older: listPath(
        { kind: 'all' },
        { after: { published: last.published, id: last.id }, take: pageLength, head: false },
      ),
    }),
  };
}

function largest(terms: IndexDocument['terms'], wanted: keyof typeof mostListed): CountedTerm[] {
  return terms
    .filter(({ kind }) => kind === wanted)
    .sort((a, b) => b.count - a.count)
    .slice(0, mostListed[wanted]);
}
