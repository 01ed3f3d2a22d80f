/** The pages of a category, a tag or an author, and the pages of all articles after the home page. */

import type { Card } from '../site/card.ts';
import { scopeLabel, scopePath, type Scope } from '../site/scope.ts';
import type { ShowCard } from '../store/documents.ts';
import { ArticleList } from './article-list.tsx';
import { iri } from './iri.ts';
import { renderPage } from './layout.tsx';
import { Paging } from './paging.tsx';
import { ShowIntroduction } from './show.tsx';
import { Subscribe } from './subscribe.tsx';
import type { View } from './view.ts';

export interface ListContent {
  scope: Scope;
  /** The show of the scope; only on its first page. */
  show?: ShowCard | undefined;
  /** None: the scope has a show that waits for its first episode, and no feeds but the podcast. */
  cards: readonly Card[];
  /** Number of articles in the scope; absent: it would have to be counted. */
  count?: number | undefined;
  /** Other categories of the articles on this page. */
  related: readonly string[];
  /** Path of this page, percent-encoded. */
  path: string;
  /** Paths of the adjacent pages. */
  newer?: string | undefined;
  older?: string | undefined;
}

export function listPage(view: View, content: ListContent): string {
  const { scope, show, cards, count, related, path, newer, older } = content;
  const { site, text } = view;
  const label = scopeLabel(scope) || text.all;
  const first = path === scopePath(scope);
  const isEmpty = cards.length === 0;
  const description = [label, count && text.articles(count), site.description].filter(Boolean).join(' — ');
  return renderPage({
    view,
    title: first ? label : `${label} — ${text.olderArticles}`,
    description,
    url: site.url + path,
    feeds: isEmpty ? [] : [scope],
    show,
    newer: newer && site.url + newer,
    older: older && site.url + older,
    children: (
      <>
        <div class="head">
          <div>
            {scope.kind !== 'all' && <p class="kind">{text.kinds[scope.kind]}</p>}
            <h1 lang={site.language}>{label}</h1>
            {count !== undefined && <p class="soft">{text.articles(count)}</p>}
          </div>
          <Subscribe scope={scope} show={show} view={view} isPodcastOnly={isEmpty} />
        </div>
        {show && <ShowIntroduction show={show} view={view} />}
        {scope.kind === 'category' && related.length > 0 && (
          <nav class="terms" aria-label={text.alsoIn}>
            <span class="soft">{text.alsoIn}</span>
            {related.map((name) => (
              <a
                href={iri(scopePath({ kind: 'category', names: [...scope.names, name] }))}
                lang={site.language}
              >
                {name}
              </a>
            ))}
          </nav>
        )}
        {isEmpty && <p class="none">{text.noEpisodes}</p>}
        {!isEmpty && (
          <h2 class={first ? 'unseen' : 'label'}>{first ? text.latestArticles : text.olderArticles}</h2>
        )}
        {!isEmpty && <ArticleList cards={cards} view={view} />}
        <Paging newest={first ? undefined : scopePath(scope)} newer={newer} older={older} view={view} />
      </>
    ),
  });
}
