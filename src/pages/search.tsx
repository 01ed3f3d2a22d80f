/** The search page, with the search terms highlighted in the results. */

import { limits } from '../limits.ts';
import type { Card } from '../site/card.ts';
import type { Query } from '../site/query.ts';
import { searchPath } from '../site/urls.ts';
import type { Suggestions } from '../store/documents.ts';
import { ArticleList } from './article-list.tsx';
import { iri } from './iri.ts';
import { renderPage, SearchField } from './layout.tsx';
import { partsOf } from './marking.ts';
import { Subscribe } from './subscribe.tsx';
import { SearchSuggestions } from './suggestions.tsx';
import type { View } from './view.ts';

export interface SearchContent {
  query: Query;
  /** The page of the results, from 1. */
  page: number;
  /** Best matches first; absent if there is no query. */
  cards?: readonly Card[];
  /** Whether there are more matches than on this page and those before it. */
  more?: boolean;
  suggestions?: Suggestions;
}

export function searchPage(view: View, content: SearchContent): string {
  const { query, page, cards = [], more = false } = content;
  const { site, text } = view;
  const isAsked = query.text !== '';
  const heading = isAsked ? text.results(query.text) : text.search;
  const path = isAsked ? searchPath(query.text, page) : '/search';
  const previous = isAsked && page > 1 ? searchPath(query.text, page - 1) : undefined;
  const next = more && page < limits.searchPages ? searchPath(query.text, page + 1) : undefined;
  return renderPage({
    view,
    title: page > 1 ? `${heading} — ${text.pageNumber(page)}` : heading,
    description: text.howToSearch,
    url: site.url + path,
    feeds: isAsked ? [{ kind: 'search', query: query.text }] : [],
    newer: previous && site.url + previous,
    older: next && site.url + next,
    // There is a page for every query, so search engines should index none.
    unlisted: true,
    hasSearch: true,
    children: (
      <>
        <h1>{heading}</h1>
        <form action="/search" role="search">
          <SearchField view={view} query={query.text} />
          <button>{text.search}</button>
        </form>
        {content.cards === undefined && <p class="soft">{text.howToSearch}</p>}
        {cards.length > 0 && (
          <>
            <h2 class="aside">{page > 1 ? text.pageNumber(page) : text.found(cards.length, more)}</h2>
            <ArticleList cards={cards} view={view} marked={(plain) => marked(plain, query.words)} />
          </>
        )}
        <NoResults {...content} view={view} />
        {more && next === undefined && <p class="soft">{text.searchNoDeeper}</p>}
        {(previous || next) && (
          <nav class="paging" aria-label={text.pages}>
            {previous && (
              <a href={iri(previous)} rel="prev">
                {text.previousPage}
              </a>
            )}
            {next && (
              <a href={iri(next)} rel="next">
                {text.nextPage}
              </a>
            )}
          </nav>
        )}
        {isAsked && (
          // Below the results: a reader who searches wants to read first.
          <Subscribe scope={{ kind: 'search', query: query.text }} view={view} label={text.subscribeSearch} />
        )}
      </>
    ),
  });
}

function NoResults({ cards, page, suggestions, view }: SearchContent & { view: View }) {
  const { text } = view;
  if (cards?.length !== 0) return null;
  if (page > 1) return <p class="none">{text.noMoreResults}</p>;
  return (
    <>
      <p class="none">{text.noResults}</p>
      {suggestions && <SearchSuggestions suggestions={suggestions} view={view} />}
    </>
  );
}

/** A text with the words in `<mark>`. JSX escapes each part. */
export function marked(text: string, words: readonly string[]) {
  return <>{partsOf(text, words).map((part, i) => (i % 2 === 1 ? <mark>{part}</mark> : part))}</>;
}
