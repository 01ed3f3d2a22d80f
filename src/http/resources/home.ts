/** The home page, from one document. */

import { homePage, type CountedTerm, type HomeContent } from '../../pages/home.tsx';
import type { IndexDocument } from '../../store/documents.ts';
import { siteOf, type AppContext } from '../context.ts';
import { linkHeader } from '../answer/headers.ts';
import { listPath } from '../../site/urls.ts';
import { feedIndex } from './opml.ts';
import { page } from '../answer/page.ts';
import type { Answer } from '../answer/representation.ts';

/** Terms without a card that are named, by kind. */
const mostNamed = { category: 24, tag: 24, author: 12 } as const;
/** Articles of the next page. */
const pageLength = 24;

export async function serveHome(c: AppContext): Promise<Answer> {
  const index = await feedIndex(c);
  const content = homeContent(index);
  return page(c, {
    lastModified: index.lastModified,
    render: (view) => homePage(view, content),
    headers: { Link: linkHeader([{ href: `${siteOf(c).url}/`, rel: 'canonical' }]) },
  });
}

/** What the page shows, from the one document that it takes. */
export function homeContent({ terms, newest, highlights }: IndexDocument): HomeContent {
  const count = terms.find(({ kind }) => kind === 'all')?.count ?? 0;
  const counts = new Map(
    terms.flatMap(({ kind, name, count }) => (kind === 'category' ? [[name, count]] : [])),
  );
  const last = count > newest.length ? newest.at(-1) : undefined;
  const shown = new Set(highlights.map(({ name }) => name));
  return {
    count,
    feeds: terms.length,
    newest,
    categories: highlights.map(({ name, newest }) => ({ name, newest, count: counts.get(name) ?? 0 })),
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

function largest(terms: IndexDocument['terms'], wanted: keyof typeof mostNamed): CountedTerm[] {
  return terms
    .filter(({ kind }) => kind === wanted)
    .sort((a, b) => b.count - a.count)
    .slice(0, mostNamed[wanted]);
}
