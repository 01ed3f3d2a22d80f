/** The page that a browser shows for an error response. */

import type { Card } from '../site/card.ts';
import { ArticleList } from './article-list.tsx';
import { renderPage, SearchField } from './layout.tsx';
import type { View } from './view.ts';

export interface ErrorContent {
  /** HTTP status code. */
  status: number;
  /** In English; used where the wording has no text for the status. */
  title: string;
  /** What is wrong and what to do about it; likewise. */
  detail: string;
  /** Of the request, not decoded. */
  path: string;
  /** Articles to go on with; none where something fails. */
  newest: readonly Card[];
}

export function errorPage(view: View, { status, title, detail, path, newest }: ErrorContent): string {
  const { site, text } = view;
  const known = text.errors[status];
  const isMissing = status === 404 || status === 410;
  return renderPage({
    view,
    title: known?.title ?? title,
    description: known?.detail ?? detail,
    url: site.url + path,
    unlisted: true,
    hasSearch: isMissing,
    children: (
      <>
        <div class="error">
          <p class="kind">{status}</p>
          <div lang={known ? text.tag : 'en'}>
            <h1>{known?.title ?? title}</h1>
            <p>{known?.detail ?? detail}</p>
          </div>
          {isMissing && (
            <form action="/search" role="search">
              <SearchField view={view} query={wordsOf(path)} />
              <button>{text.search}</button>
            </form>
          )}
          <p>
            <a href="/">{text.home}</a>
          </p>
        </div>
        {newest.length > 0 && (
          <section>
            <h2 class="label">{text.latestArticles}</h2>
            <ArticleList cards={newest} view={view} />
          </section>
        )}
      </>
    ),
  });
}

/** Characters of a name that is searched for: few articles contain all words of a longer one. */
const longestName = 60;

/** The words of the last name of a path: what its author called the thing, most likely. */
function wordsOf(path: string): string {
  const name = path.split('/').findLast(Boolean) ?? '';
  try {
    const words = decodeURIComponent(name)
      .replace(/\.[a-z]{2,4}$/i, '')
      .replace(/[\s\p{C}\p{P}\p{S}]+/gu, ' ')
      .trim();
    return words.length <= longestName ? words : '';
  } catch {
    return '';
  }
}
