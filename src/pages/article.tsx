/** The page of one article. */

import { articleUrl, thumbnailUrl } from '../article/address.ts';
import type { Article } from '../article/article.ts';
import { scopeOf, scopePath, type Scope } from '../feed/scope.ts';
import type { Neighbours } from '../store/documents.ts';
import { feedsOf, FeedButtons } from './feed-buttons.tsx';
import { iri } from './iri.ts';
import { renderPage } from './layout.tsx';
import { Moment } from './moment.tsx';
import { articleLd } from './structured.ts';
import type { View } from './view.ts';

/** Updates within a day of publication are corrections that nobody needs to be told of; ms. */
const noticeable = 24 * 60 * 60 * 1000;

/** @returns HTML; the article's own HTML was sanitised when it was parsed */
export function articlePage(view: View, article: Article, neighbours: Neighbours | undefined): string {
  const { site, text } = view;
  const { title, summary, html, image, authors, categories, tags, address, externalUrl } = article;
  const language = article.language ?? site.language;
  const leadImage = image !== undefined && !/<(img|video|picture)\b/.test(html);
  const scope = scopeOfArticle(article);
  const feeds = feedsOf(site, scope);
  return renderPage({
    view,
    title,
    description: summary || title,
    language,
    url: articleUrl(site.url, address),
    feeds,
    graph: graphOf(view, article),
    jsonLd: articleLd(site, article),
    children: (
      <article>
        <header lang={text.tag}>
          {categories.length > 0 && (
            <p class="kind" lang={site.language}>
              {categories.map((name) => (
                <a href={iri(scopePath({ kind: 'category', names: [name] }))}>{name}</a>
              ))}
            </p>
          )}
          <h1 lang={language}>{title}</h1>
          <p class="soft">
            {authors.map(({ name }) => (
              <>
                <a href={iri(scopePath({ kind: 'author', name }))} rel="author">
                  {name}
                </a>
                {' · '}
              </>
            ))}
            <Moment at={article.published} view={view} />
            {article.updated - article.published > noticeable && (
              <>
                {' · '}
                {text.updated} <Moment at={article.updated} view={view} />
              </>
            )}
            {externalUrl && (
              <>
                {' · '}
                <a href={externalUrl}>{text.source}</a>
              </>
            )}
          </p>
        </header>
        {leadImage && (
          <img class="lead" src={iri(thumbnailUrl('', address))} alt="" width="800" height="450" />
        )}
        <div class="body" dangerouslySetInnerHTML={{ __html: html }} />
        <footer lang={text.tag}>
          {tags.length > 0 && (
            <p class="terms" lang={site.language}>
              {tags.map((name) => (
                <a href={iri(scopePath({ kind: 'tag', name }))}>#{name}</a>
              ))}
            </p>
          )}
          <FeedButtons feeds={feeds} view={view} />
          <Around neighbours={neighbours} view={view} scope={scope} />
        </footer>
      </article>
    ),
  });
}

/** Authors write categories from the general to the special: the last says best what the article is about. */
function scopeOfArticle({ categories }: Article): Scope {
  const name = categories.at(-1);
  return scopeOf(name === undefined ? { kind: 'all', name: '' } : { kind: 'category', name });
}

function Around({
  neighbours,
  view,
  scope,
}: {
  neighbours: Neighbours | undefined;
  view: View;
  scope: Scope;
}) {
  const { text, site } = view;
  const { older, newer } = neighbours ?? {};
  if (!older && !newer) return null;
  const links = [
    { rel: 'prev', label: text.previousArticle, link: older },
    { rel: 'next', label: text.nextArticle, link: newer },
  ];
  const name = scope.kind === 'category' ? scope.names[0] : text.all;
  return (
    <nav class="around" aria-label={text.inCategory(name)}>
      {links.map(
        ({ rel, label, link }) =>
          link && (
            <a href={iri(articleUrl('', link.address))} rel={rel}>
              <small>{label}</small>
              <span lang={site.language}>{link.title}</span>
            </a>
          ),
      )}
    </nav>
  );
}

/** Open Graph for an article (https://ogp.me/#type_article), and the one thing that X reads beside it. */
function graphOf({ site }: View, article: Article): [string, string][] {
  const { image, address, published, updated, language, tags, categories } = article;
  return [
    ['og:type', 'article'],
    ['og:locale', (language ?? site.language).replace('-', '_')],
    ['article:published_time', new Date(published).toISOString()],
    ['article:modified_time', new Date(updated).toISOString()],
    ...(categories[0] ? [['article:section', categories[0]] as [string, string]] : []),
    ...tags.map((tag): [string, string] => ['article:tag', tag]),
    ...(image === undefined
      ? []
      : ([
          ['og:image', thumbnailUrl(site.url, address)],
          ['twitter:card', 'summary_large_image'],
        ] as [string, string][])),
  ];
}
