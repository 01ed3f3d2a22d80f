/** The layout of all pages. */

import { createHash } from 'node:crypto';
import type { Child } from 'hono/jsx';
import type { HtmlEscapedString } from 'hono/utils/html';
import { limits } from '../limits.ts';
import type { FeedScope } from '../site/scope.ts';
import { iri } from './iri.ts';
import { textLanguage } from './text-language.ts';
import { iconPath, manifestPath } from './icon.ts';
import { discoverable } from './feed-buttons.tsx';
import { reloadScript } from './reload-script.ts';
import { script } from './script.ts';
import { sheets, type Sheet } from './style/sheets.ts';
import { scriptJson, type JsonLd } from './structured.ts';
import type { View } from './view.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Allows scripts and our style sheets, by hash; only images and media may come from other origins. */
const policyFor = (...scripts: string[]): string =>
  [
    "default-src 'none'",
    `style-src ${Object.values(sheets).map(hashOf).join(' ')}`,
    `script-src ${scripts.map(hashOf).join(' ')}`,
    'img-src http: https:',
    'media-src http: https:',
    "manifest-src 'self'",
    // Our script fetches nothing, but tools that audit a page from inside read robots.txt.
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

export const contentSecurityPolicy: string = policyFor(script);
/** The policy of pages that reload themselves. */
export const reloadingSecurityPolicy: string = policyFor(script, reloadScript);

/** The metadata of a page. */
interface PageHead {
  title: string;
  /** Plain text. */
  description: string;
  /** Absolute address of this page. */
  url: string;
  /** The page's own feeds. A feed reader discovers the site's feed first, then these. Absent: it has none. */
  feeds?: readonly FeedScope[];
  /** Absolute addresses of the adjacent pages of a list. */
  older?: string | undefined;
  newer?: string | undefined;
  /** More Open Graph properties (https://ogp.me), in order; absent: `og:type` is `website`. */
  graph?: readonly [property: string, content: string][];
  jsonLd?: JsonLd;
  /** Whether search engines should not index the page. */
  unlisted?: boolean;
}

interface PageProps extends PageHead {
  view: View;
  /** Absent: the one of lists. */
  sheet?: Sheet;
  /** Initial text of the search field. */
  query?: string;
  children?: Child;
}

function Head({ view, sheet = 'lists', ...head }: PageProps) {
  const { site } = view;
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
      {discoverable(site, head.feeds ?? []).map(({ title, href, type }) => (
        <link rel="alternate" type={type} title={title} href={href} />
      ))}
      {graph.map(([property, content]) => (
        <meta property={property} content={content} />
      ))}
      <style dangerouslySetInnerHTML={{ __html: sheets[sheet] }} />
      {head.jsonLd && (
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptJson(head.jsonLd) }} />
      )}
    </head>
  );
}

function Page(props: PageProps) {
  const { view, children, query = '' } = props;
  const { site, text } = view;
  return (
    <html lang={text.tag}>
      <Head {...props} />
      <body>
        <a class="skip" href="#main">
          {text.skip}
        </a>
        <header>
          <a class="home" href="/" lang={site.language}>
            <img src={site.icon ?? iconPath} alt="" width="28" height="28" />
            {site.title}
          </a>
          <Navigation {...props} />
          <form action="/search" role="search">
            <input
              type="search"
              name="q"
              value={query}
              maxlength={limits.queryLength}
              required
              aria-label={text.searchLabel}
              placeholder={text.search}
            />
            <button>{text.search}</button>
          </form>
        </header>
        <main id="main">{children}</main>
        <footer>
          <a href="/feeds.opml">{text.allFeeds}</a>
          <a href="/status">{text.status}</a>
          <span>{text.publishedWith}</span>
        </footer>
        <script dangerouslySetInnerHTML={{ __html: script }} />
        {view.reloads && <script dangerouslySetInnerHTML={{ __html: reloadScript }} />}
      </body>
    </html>
  );
}

function Navigation({ view: { site, text, navigation }, url }: PageProps) {
  if (navigation.length === 0) return null;
  return (
    <nav class="site" aria-label={text.navigation}>
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
