/** What all pages have in common. */

import { createHash } from 'node:crypto';
import type { Child } from 'hono/jsx';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Site } from '../config.ts';
import type { FeedFormat } from '../feed/feed.ts';
import { formats } from '../feed/formats.ts';
import { scopePath, type Scope } from '../feed/scope.ts';
import { style } from './style.ts';

/** Nothing runs, and nothing but images and sound comes from elsewhere; the one style sheet is named by its hash. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src http: https:',
  'media-src http: https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const formatNames: Record<FeedFormat, string> = { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' };

/** Every format of a scope's feed: what it is called, its address, its type without parameters. */
export function feedLinks(site: Site, scope: Scope): { name: string; href: string; type: string }[] {
  return (Object.keys(formats) as FeedFormat[]).map((format) => ({
    name: formatNames[format],
    href: site.url + scopePath(scope) + formats[format].file,
    type: formats[format].type.split(';')[0]!,
  }));
}

interface PageProps {
  site: Site;
  title: string;
  description: string;
  /** BCP 47 */
  language?: string;
  /** Absolute address of this page. */
  url: string;
  /** Whose feeds a reader finds from here. */
  scope: Scope;
  children?: Child;
}

function Page({ site, title, description, language, url, scope, children }: PageProps) {
  return (
    <html lang={language ?? site.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <meta name="description" content={description} />
        <link rel="canonical" href={url} />
        {feedLinks(site, scope).map(({ name, href, type }) => (
          <link rel="alternate" type={type} title={`${title} (${name})`} href={href} />
        ))}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <header>
          <a href="/">{site.title}</a>
        </header>
        <main>{children}</main>
        <footer>
          <a href="/feeds.opml">OPML</a> · edgefeed
        </footer>
      </body>
    </html>
  );
}

/** A whole document, as text. */
export function renderPage(props: PageProps): string {
  // A string, not a promise: no component of ours is asynchronous.
  const html = (<Page {...props} />) as HtmlEscapedString;
  return `<!DOCTYPE html>\n${html}\n`;
}
