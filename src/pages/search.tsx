/** The search page, with the search terms highlighted in the results. */

import type { Card } from '../site/card.ts';
import { pageUrl } from '../site/urls.ts';
import type { Query } from '../site/query.ts';
import { ArticleList } from './article-list.tsx';
import { FeedButtons, feedsOf } from './feed-buttons.tsx';
import { renderPage } from './layout.tsx';
import { partsOf } from './marking.ts';
import type { View } from './view.ts';

export interface SearchContent {
  query: Query;
  /** Best matches first; absent if there is no query. */
  cards?: readonly Card[];
  /** Whether there are more matches than `cards`. */
  more?: boolean;
}

export function searchPage(view: View, { query, cards, more = false }: SearchContent): string {
  const { site, text } = view;
  const scope = { kind: 'search', query: query.text } as const;
  const feeds = query.text === '' ? [] : feedsOf(site, scope);
  return renderPage({
    view,
    title: query.text === '' ? text.search : text.results(query.text),
    description: text.howToSearch,
    url: query.text === '' ? `${site.url}/search` : pageUrl(site, scope),
    feeds: query.text === '' ? [] : [scope],
    // There is a page for every query, so search engines should index none.
    unlisted: true,
    query: query.text,
    children: (
      <>
        <h1>{query.text === '' ? text.search : text.results(query.text)}</h1>
        {cards === undefined && <p class="soft">{text.howToSearch}</p>}
        {feeds.length > 0 && (
          <>
            <p class="soft">{text.subscribeSearch}</p>
            <FeedButtons feeds={feeds} view={view} />
          </>
        )}
        {cards?.length === 0 && <p class="none">{text.noResults}</p>}
        {cards && cards.length > 0 && (
          <>
            <h2 class="aside">{text.found(cards.length, more)}</h2>
            <ArticleList cards={cards} view={view} marked={(plain) => marked(plain, query.words)} />
          </>
        )}
      </>
    ),
  });
}

/** A text with the words in `<mark>`. JSX escapes each part. */
export function marked(text: string, words: readonly string[]) {
  return <>{partsOf(text, words).map((part, i) => (i % 2 === 1 ? <mark>{part}</mark> : part))}</>;
}
