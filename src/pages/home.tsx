/** The home page: the newest articles, then the categories, tags, authors and pages of the site. */

import type { Card } from '../site/card.ts';
import type { PageLink, ShowCard } from '../store/documents.ts';
import { ArticleList, LeadArticle } from './article-list.tsx';
import { renderPage } from './layout.tsx';
import { Paging } from './paging.tsx';
import { websiteLd } from './structured.ts';
import { ShowIntroduction } from './show.tsx';
import { Subscribe } from './subscribe.tsx';
import { Categories, Pages, Terms, type CategoryCard, type CountedTerm } from './terms.tsx';
import type { View } from './view.ts';

export interface HomeContent {
  /** The show of the whole site. */
  show?: ShowCard | undefined;
  newest: readonly Card[];
  categories: readonly CategoryCard[];
  /** Terms without a card, by kind, the largest first. */
  others: Readonly<Record<'category' | 'tag' | 'author', readonly CountedTerm[]>>;
  pages: readonly PageLink[];
  /** Path of the page of older articles. */
  older?: string | undefined;
}

export function homePage(view: View, content: HomeContent): string {
  const { show, newest, categories, others, pages, older } = content;
  const { site, text } = view;
  const [lead, ...next] = newest;
  return renderPage({
    view,
    isHome: true,
    title: site.title,
    description: site.description,
    url: `${site.url}/`,
    older: older && site.url + older,
    show,
    jsonLd: websiteLd(site),
    children: (
      <>
        <div class="head">
          {site.description !== site.title && <p lang={site.language}>{site.description}</p>}
          <Subscribe scope={{ kind: 'all' }} show={show} view={view} />
        </div>
        {show && <ShowIntroduction show={show} view={view} />}
        {!lead && <p class="none">{text.empty}</p>}
        {lead && (
          <section>
            <h2 class="unseen">{text.latestArticles}</h2>
            <LeadArticle card={lead} view={view} />
            {next.length > 0 && <ArticleList cards={next} view={view} isWide />}
            <Paging older={older} view={view} />
          </section>
        )}
        {categories.length > 0 && (
          <section>
            <h2 class="label">{text.categories}</h2>
            <Categories categories={categories} view={view} />
            <Terms terms={others.category} view={view} />
          </section>
        )}
        {(['tag', 'author'] as const).map(
          (kind) =>
            others[kind].length > 0 && (
              <section>
                <h2 class="label">{kind === 'tag' ? text.tags : text.authors}</h2>
                <Terms terms={others[kind]} view={view} />
              </section>
            ),
        )}
        <Pages pages={pages} view={view} />
      </>
    ),
  });
}
