/** The layout of all pages. */

import type { Child } from 'hono/jsx';
import type { HtmlEscapedString } from 'hono/utils/html';
import { limits } from '../limits.ts';
import type { FeedScope } from '../site/scope.ts';
import { iri } from './iri.ts';
import { textLanguage } from './text-language.ts';
import { iconPath, manifestPath } from './icon.ts';
import { discoverable, type PodcastShow } from './feed-links.ts';
import { reloadScript } from './reload-script.ts';
import { script } from './script.ts';
import { accentSheet, sheets, type Sheet } from './style/sheets.ts';
import { scriptJson, type JsonLd } from './structured.ts';
import type { View } from './view.ts';

/** The metadata of a page. */
interface PageHead {
  title: string;
  /** Plain text. */
  description: string;
  /** Absolute address of this page. */
  url: string;
  /** The page's own feeds. A feed reader discovers the site's feed first, then these. Absent: it has none. */
  feeds?: readonly FeedScope[];
  /** The page's show, whose podcast a reader discovers last. Absent: it has none. */
  show?: PodcastShow | undefined;
  /** Absolute addresses of the adjacent pages of a list. */
  older?: string | undefined;
  newer?: string | undefined;
  /** More Open Graph properties (https://ogp.me), in order; absent: `og:type` is `website`. */
  graph?: readonly [property: string, content: string][];
  jsonLd?: JsonLd;
  /** Absolute address of the content as Markdown. */
  markdown?: string;
  /** Whether search engines should not index the page. */
  unlisted?: boolean;
}

interface PageProps extends PageHead {
  view: View;
  /** Absent: the one of lists. */
  sheet?: Sheet;
  /** Whether the page has a search of its own, so that there is none at the top. */
  hasSearch?: boolean;
  /** Whether the name of the site is the heading of the page. */
  isHome?: boolean;
  children?: Child;
}

function Head({ view, sheet = 'lists', ...head }: PageProps) {
  const { site } = view;
  const { accent } = site.look ?? {};
  const description = head.description.slice(0, 300);
  const graph: [string, string][] = [
    ['og:site_name', site.title],
    ['og:title', head.title],
    ['og:description', description],
    ['og:url', head.url],
    ...(head.graph ?? [['og:type', 'website']]),
  ];
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{head.title === site.title ? site.title : `${head.title} — ${site.title}`}</title>
      <meta name="description" content={description} />
      {head.unlisted && <meta name="robots" content="noindex" />}
      <meta name="color-scheme" content="light dark" />
      <link rel="canonical" href={head.url} />
      {head.newer && <link rel="prev" href={head.newer} />}
      {head.older && <link rel="next" href={head.older} />}
      <link rel="icon" href={site.icon ?? iconPath} {...(!site.icon && { type: 'image/svg+xml' })} />
      <link rel="manifest" href={manifestPath} />
      {discoverable(site, head.feeds ?? [], head.show).map(({ title, href, type }) => (
        <link rel="alternate" type={type} title={title} href={href} />
      ))}
      {head.markdown && <link rel="alternate" type="text/markdown" href={head.markdown} />}
      {graph.map(([property, content]) => (
        <meta property={property} content={content} />
      ))}
      <style dangerouslySetInnerHTML={{ __html: sheets[sheet] }} />
      {accent && <style dangerouslySetInnerHTML={{ __html: accentSheet(accent) }} />}
      {view.sheet && <link rel="stylesheet" href={site.url + view.sheet} />}
      {head.jsonLd && (
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptJson(head.jsonLd) }} />
      )}
    </head>
  );
}

function Page(props: PageProps) {
  const { view, children, hasSearch = false, isHome = false } = props;
  const { text } = view;
  return (
    <html lang={text.tag}>
      <Head {...props} />
      <body>
        <a class="skip" href="#main">
          {text.skip}
        </a>
        <header class={isHome ? 'front' : undefined}>
          <Name view={view} isHeading={isHome} />
          <Navigation {...props} />
          {!hasSearch && <SearchForm view={view} />}
        </header>
        <main id="main">{children}</main>
        <footer>
          <a href="/feeds.opml">{text.allFeeds}</a>
          <a href="/v1/">{text.api.link}</a>
          <a href="/status">{text.status}</a>
          <span>{text.publishedWith}</span>
        </footer>
        <script dangerouslySetInnerHTML={{ __html: script }} />
        {view.reloads && <script dangerouslySetInnerHTML={{ __html: reloadScript }} />}
      </body>
    </html>
  );
}

/** The name of the site, or its logo. The box of a logo has a size of its own, so that nothing moves when it has loaded. */
function Name({ view: { site }, isHeading }: { view: View; isHeading: boolean }) {
  const logo = site.look?.logo;
  const Tag = isHeading ? 'h1' : 'p';
  return (
    <Tag class="brand" lang={site.language}>
      <a href="/">{logo ? <img src={logo} alt={site.title} width="200" height="48" /> : site.title}</a>
    </Tag>
  );
}

function SearchForm({ view: { text } }: { view: View }) {
  return (
    <>
      {/* It has no button: Enter sends it. A phone has no room for it, and gets a link. */}
      <form action="/search" role="search">
        <SearchField view={{ text }} />
      </form>
      <a class="find" href="/search">
        {text.search}
      </a>
    </>
  );
}

/** @param props.query the initial text */
export function SearchField({ view: { text }, query = '' }: { view: Pick<View, 'text'>; query?: string }) {
  return (
    <input
      type="search"
      name="q"
      value={query}
      maxlength={limits.queryLength}
      required
      aria-label={text.searchLabel}
      placeholder={text.search}
    />
  );
}

/** Links of more than this number are a row of their own. */
const fewLinks = 5;

function Navigation({ view: { site, text, navigation }, url }: PageProps) {
  if (navigation.length === 0) return null;
  return (
    <nav class={navigation.length > fewLinks ? 'site many' : 'site'} aria-label={text.navigation}>
      {navigation.map(({ path, title, language }) => (
        <a
          href={iri(path)}
          lang={textLanguage(language, site.language, title)}
          {...(url === site.url + path && { 'aria-current': 'page' })}
        >
          {title}
        </a>
      ))}
    </nav>
  );
}

/** Renders a complete HTML document. */
export function renderPage(props: PageProps): string {
  // Not a promise: none of the components is asynchronous.
  const html = (<Page {...props} />) as HtmlEscapedString;
  return `<!DOCTYPE html>\n${html}\n`;
}
