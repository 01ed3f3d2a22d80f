/** The home page: the site, its categories with their feeds, its latest articles. */

import type { Card } from '../site/card.ts';
import { scopeOf, scopePath, type Term } from '../site/scope.ts';
import type { PageLink } from '../store/documents.ts';
import { ArticleList } from './article-list.tsx';
import { FeedButtons, feedsOf } from './feed-buttons.tsx';
import { iri } from './iri.ts';
import { letterOf } from './letter.ts';
import { renderPage } from './layout.tsx';
import { Paging } from './paging.tsx';
import { websiteLd } from './structured.ts';
import { textLanguage } from './text-language.ts';
import type { View } from './view.ts';

/** A category with its newest articles. */
interface CategoryCard {
  name: string;
  count: number;
  newest: readonly Pick<Card, 'path' | 'title' | 'thumbnail' | 'language'>[];
}

/** A term with its number of articles. */
export interface CountedTerm extends Term {
  count: number;
}

export interface HomeContent {
  /** Number of articles. */
  count: number;
  feeds: number;
  newest: readonly Card[];
  categories: readonly CategoryCard[];
  /** Terms without a card, by kind, the largest first. */
  others: Readonly<Record<'category' | 'tag' | 'author', readonly CountedTerm[]>>;
  pages: readonly PageLink[];
  /** Path of the page of older articles. */
  older?: string | undefined;
}

export function homePage(view: View, content: HomeContent): string {
  const { count, newest, categories, others, pages, older } = content;
  const { site, text } = view;
  const feeds = feedsOf(site, { kind: 'all' });
  return renderPage({
    view,
    title: site.title,
    description: site.description,
    url: `${site.url}/`,
    older: older && site.url + older,
    jsonLd: websiteLd(site),
    children: (
      <>
        <div class="head hero">
          <h1 lang={site.language}>{site.title}</h1>
          <p lang={site.language}>{site.description}</p>
          {count > 0 && (
            <p class="soft">
              {text.articles(count)} · {text.feedCount(content.feeds)}
            </p>
          )}
          <FeedButtons feeds={feeds} view={view} />
          <p class="soft">{text.howToSubscribe}</p>
          <Pages pages={pages} view={view} />
        </div>
        {count === 0 && <p class="none">{text.empty}</p>}
        {categories.length > 0 && (
          <section>
            <h2>{text.categories}</h2>
            <ul class="cards">
              {categories.map((category) => (
                <Category category={category} view={view} />
              ))}
            </ul>
            <Terms terms={others.category} view={view} />
          </section>
        )}
        {newest.length > 0 && (
          <section>
            <h2>{text.latestArticles}</h2>
            <ArticleList cards={newest} view={view} />
            <Paging older={older} view={view} />
          </section>
        )}
        {(['tag', 'author'] as const).map(
          (kind) =>
            others[kind].length > 0 && (
              <section>
                <h2>{kind === 'tag' ? text.tags : text.authors}</h2>
                <Terms terms={others[kind]} view={view} />
              </section>
            ),
        )}
      </>
    ),
  });
}

function Category({ category: { name, count, newest }, view }: { category: CategoryCard; view: View }) {
  const { site, text } = view;
  const scope = scopeOf({ kind: 'category', name });
  const path = iri(scopePath(scope));
  const cover = newest.find(({ thumbnail }) => thumbnail)?.thumbnail;
  return (
    <li>
      {/* The same link as the name below, so hidden from the keyboard and from screen readers. */}
      <a class="cover" href={path} tabindex={-1} aria-hidden="true">
        {cover ? (
          <img src={iri(cover)} alt="" width="320" height="160" loading="lazy" data-letter={letterOf(name)} />
        ) : (
          <span>{letterOf(name)}</span>
        )}
      </a>
      <h3 lang={site.language}>
        <a href={path}>{name}</a>
      </h3>
      <p class="soft">{text.articles(count)}</p>
      <ul>
        {newest.map(({ path, title, language }) => (
          <li lang={textLanguage(language, site.language, title)}>
            <a href={iri(path)}>{title}</a>
          </li>
        ))}
      </ul>
      <p class="formats">
        {feedsOf(site, scope).map(({ format, name: formatName, href }) => (
          <a class={format} href={iri(href.slice(site.url.length))} aria-label={`${name}: ${formatName}`}>
            {formatName}
          </a>
        ))}
      </p>
    </li>
  );
}

/** Links to the pages of the site that are not in the navigation. */
function Pages({ pages: all, view: { site, text, navigation } }: { pages: readonly PageLink[]; view: View }) {
  const above = new Set(navigation.map(({ path }) => path));
  const pages = all.filter(({ path }) => !above.has(path));
  if (pages.length === 0) return null;
  return (
    <nav class="terms" aria-label={text.sitePages}>
      <span class="soft">{text.sitePages}</span>
      {pages.map(({ path, title, language }) => (
        <a href={iri(path)} lang={textLanguage(language, site.language, title)}>
          {title}
        </a>
      ))}
    </nav>
  );
}

function Terms({ terms, view: { site } }: { terms: readonly CountedTerm[]; view: View }) {
  if (terms.length === 0) return null;
  return (
    <p class="terms" lang={site.language}>
      {terms.map((term) => (
        <a href={iri(scopePath(scopeOf(term)))}>
          {term.name} <small>{term.count}</small>
        </a>
      ))}
    </p>
  );
}
