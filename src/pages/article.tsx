/** The page of one article. */

import { articleUrl, markdownUrl, thumbnailUrl } from '../article/address.ts';
import { isHiddenFromEngines, type Article } from '../article/article.ts';
import { mainTermOf, scopeLabel, scopeOf, scopePath, type Scope } from '../site/scope.ts';
import type { ArticleDocument, Neighbour, Neighbours } from '../store/documents.ts';
import type { ContentsEntry } from '../typeset/headings.ts';
import { bodyOf } from './body.ts';
import { EpisodeHead, Transcript } from './episode.tsx';
import { iri } from './iri.ts';
import { renderPage } from './layout.tsx';
import { Moment } from './moment.tsx';
import { articleLd } from './structured.ts';
import { Subscribe } from './subscribe.tsx';
import { textLanguage } from './text-language.ts';
import { Title } from './title.tsx';
import type { View } from './view.ts';

/** Updates within this time of publication are corrections, and not shown; ms. */
const graceTime = 24 * 60 * 60 * 1000;
/** Categories whose feeds a reader discovers: readers show a list, in which the right one should be found. */
const mostDiscovered = 3;

/** Renders the page. The HTML of the article was sanitised when it was parsed. */
export function articlePage(view: View, document: ArticleDocument): string {
  const { site, text } = view;
  const { article, typeset, neighbours, related = [] } = document;
  const { title, summary, html, image, categories, tags, address } = article;
  const language = textLanguage(article.language, site.language, `${title} ${summary}`);
  const leadImage = image !== undefined && !/<(img|video|picture)\b/.test(html);
  // Feeds don't hold a page or an unlisted article, so they are no reason to subscribe to its category.
  const inFeeds = article.kind === undefined;
  const scope = inFeeds ? scopeOf(mainTermOf(article)) : ({ kind: 'all' } as const);
  return renderPage({
    view,
    sheet: html.includes('<pre') ? 'code' : 'article',
    title,
    description: summary || title,
    url: articleUrl(site.url, address),
    ...(!document.withoutMarkdown && { markdown: markdownUrl(site.url, address) }),
    feeds: inFeeds ? categoriesOf(article) : [],
    show: document.podcast,
    graph: graphOf(view, article, language),
    jsonLd: articleLd(site, article, language),
    unlisted: isHiddenFromEngines(article),
    children: (
      <article {...(isIdeographic(language, title + summary) && { class: 'cjk' })}>
        <header>
          {categories.length > 0 && (
            <p class="kind" lang={site.language}>
              {categories.map((name) => (
                <a href={iri(scopePath({ kind: 'category', names: [name] }))}>{name}</a>
              ))}
            </p>
          )}
          <h1 lang={language} {...directionOf(language)}>
            <Title title={title} />
          </h1>
          <Byline article={article} minutes={typeset?.readingTime} view={view} />
        </header>
        {leadImage && (
          <img class="lead" src={iri(thumbnailUrl('', address))} alt="" width="800" height="450" />
        )}
        <EpisodeHead document={document} language={language} view={view} />
        {typeset?.contents && <Contents entries={typeset.contents} language={language} view={view} />}
        <div
          class="body"
          lang={language}
          {...directionOf(language)}
          data-copy-code={text.copyCode}
          data-copied={text.copied}
          dangerouslySetInnerHTML={{ __html: bodyOf(document, view) }}
        />
        <Transcript document={document} language={language} view={view} />
        <footer>
          {tags.length > 0 && (
            <p class="terms" lang={site.language}>
              {tags.map((name) => (
                <a href={iri(scopePath({ kind: 'tag', name }))}>#{name}</a>
              ))}
            </p>
          )}
          <Subscribe
            scope={scope}
            show={document.podcast}
            view={view}
            label={text.subscribeTo(scopeLabel(scope))}
          />
          <Around neighbours={neighbours} view={view} scope={scope} />
          <Related articles={related} view={view} />
        </footer>
      </article>
    ),
  });
}

/** The categories whose feeds a reader discovers: the last ones first, since authors write them from general to specific. */
const categoriesOf = ({ categories }: Article): Scope[] =>
  categories
    .toReversed()
    .slice(0, mostDiscovered)
    .map((name) => ({ kind: 'category', names: [name] }));

/** Authors, dates, the time to read, and the source. A page has none of these: nothing at all may be left. */
function Byline({ article, minutes, view }: { article: Article; minutes: number | undefined; view: View }) {
  const { kind, authors, published, updated, externalUrl } = article;
  const dated = kind !== 'page';
  const parts = [
    ...authors.map(({ name }) => (
      <a href={iri(scopePath({ kind: 'author', name }))} rel="author">
        {name}
      </a>
    )),
    dated && <Moment at={published} view={view} />,
    dated && updated - published > graceTime && (
      <>
        {view.text.updated} <Moment at={updated} view={view} />
      </>
    ),
    dated && minutes !== undefined && view.text.readingTime(minutes),
    externalUrl && <a href={externalUrl}>{view.text.source}</a>,
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return (
    <p class="soft byline">
      {parts.map((part, i) => (
        <>
          {i > 0 && ' · '}
          {part}
        </>
      ))}
    </p>
  );
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
  return (
    <nav class="paging around" aria-label={text.moreIn(scopeLabel(scope))}>
      {links.map(
        ({ rel, label, link }) =>
          link && (
            <a href={iri(articleUrl('', link.address))} rel={rel}>
              <small>{label}</small>
              <span lang={textLanguage(undefined, site.language, link.title)}>
                <Title title={link.title} />
              </span>
            </a>
          ),
      )}
    </nav>
  );
}

/** The headings of a long article. A style sheet shows them beside the text where there is room. */
function Contents({
  entries,
  language,
  view: { text },
}: {
  entries: readonly ContentsEntry[];
  language: string;
  view: View;
}) {
  return (
    <details class="contents">
      <summary>{text.contents}</summary>
      <nav aria-label={text.contents}>
        <ol lang={language} {...directionOf(language)}>
          {entries.map(({ level, id, text }) => (
            <li {...(level === 3 && { class: 'sub' })}>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
        </ol>
      </nav>
    </details>
  );
}

function Related({ articles, view: { text, site } }: { articles: readonly Neighbour[]; view: View }) {
  if (articles.length === 0) return null;
  return (
    <nav class="related" aria-labelledby="related">
      <h2 class="aside" id="related">
        {text.related}
      </h2>
      <ul>
        {articles.map(({ address, title }) => (
          <li>
            <a href={iri(articleUrl('', address))} lang={textLanguage(undefined, site.language, title)}>
              <Title title={title} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Whether a line holds half as many characters as one of letters. */
const isIdeographic = (language: string, sample: string): boolean =>
  language === ''
    ? /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}]{2}/u.test(sample)
    : /^(?:zh|ja|ko)(?:-|$)/i.test(language);

const rightToLeft = /^(?:ar|arc|ckb|dv|fa|he|iw|ks|ku-Arab|ps|sd|syr|ug|ur|yi|ji)(?:-|$)/i;

/** The direction of a text. That of an unknown language follows from its first letter. */
function directionOf(language: string): { dir?: 'rtl' | 'auto' } {
  if (language === '') return { dir: 'auto' };
  return rightToLeft.test(language) ? { dir: 'rtl' } : {};
}

/** Open Graph properties of an article (https://ogp.me/#type_article), and the one that X adds. */
function graphOf({ site }: View, article: Article, language: string): [string, string][] {
  const { image, address, published, updated, tags, categories } = article;
  const isPage = article.kind === 'page';
  const times: [string, string][] = [
    ['article:published_time', new Date(published).toISOString()],
    ['article:modified_time', new Date(updated).toISOString()],
  ];
  return [
    ['og:type', isPage ? 'website' : 'article'],
    ...(language ? [['og:locale', language.replace('-', '_')] as [string, string]] : []),
    ...(isPage ? [] : times),
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
