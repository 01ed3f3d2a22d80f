/** `/articles/{address}`, and answers for addresses where no article is. */

import { articleUrl, markdownUrl } from '../../article/address.ts';
import type { QueryForm } from '../../article/query-address.ts';
import { isHiddenFromEngines } from '../../article/article.ts';
import { articlePage } from '../../pages/article.tsx';
import { addressIn } from '../../site/paths.ts';
import type { RedirectStatus } from '../../redirects/rule.ts';
import type { AddressDocument } from '../../store/documents.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { NotFound } from '../answer/errors.ts';
import { linkHeader, publicHeaders } from '../answer/headers.ts';
import { page } from '../answer/page.ts';
import { Redirect, type Answer } from '../answer/representation.ts';
import { pathnameOf, siteOf, type AppContext } from '../context.ts';
import { addressDocument } from '../documents/documents.ts';
import { markdownAnswer, markdownSource, PageOrMarkdown } from './markdown.ts';

/** `/articles/{address}`, and `/articles/{address}.md` */
export async function serveArticle(c: AppContext): Promise<Answer | NotFound | Response> {
  const { address, canonical } = addressIn(pathnameOf(c));
  const elsewhere = withoutSlash(c, canonical);
  if (elsewhere) return elsewhere;
  const source = await markdownSource(c, address);
  if (source?.state === 'article') return markdownAnswer(c, source);
  if (source && source.state !== 'none') return withoutMarkdown(c, source);
  const document = await addressDocument(c, address);
  if (document?.state !== 'article') return notAnArticle(c, document, articleUrl);
  const { article, lastModified, withoutMarkdown: isPageAlone = false } = document;
  const { url } = siteOf(c);
  const markdown = { href: markdownUrl(url, article.address), rel: 'alternate', type: 'text/markdown' };
  const shown = await page(c, {
    lastModified,
    render: (view) => articlePage(view, document),
    headers: {
      ...(!isPageAlone && { Link: linkHeader([markdown]) }),
      ...(isHiddenFromEngines(article) && { 'X-Robots-Tag': 'noindex' }),
    },
  });
  return isPageAlone ? shown : new PageOrMarkdown(shown, url, article.address);
}

/** The answer for an address with `.md`. @param document what the address without it leads to, which is no article */
async function withoutMarkdown(c: AppContext, document: AddressDocument): Promise<Redirect | NotFound> {
  const target = 'to' in document ? await addressDocument(c, document.to) : null;
  // Where another document is at the address of its Markdown, its page has to do.
  const isPageAlone = target?.state === 'article' && target.withoutMarkdown;
  return notAnArticle(c, document, isPageAlone ? articleUrl : markdownUrl);
}

/**
 * A redirect to the canonical path, if a request has trailing slashes that are not part of the address.
 * Not cached either: there can be thousands of slashes.
 */
export function withoutSlash(c: AppContext, canonical: string): Response | undefined {
  if (!pathnameOf(c).endsWith('/') || canonical.endsWith('/')) return undefined;
  return redirect(siteOf(c).url + canonical, 308).respond();
}

export const gone = new NotFound(410, 'This article has been removed by its author.');
export const missing = new NotFound(
  404,
  'There is no article at this address; check its spelling, or use the search.',
);

/** The answer for an address without an article: a redirect if it moved, else 410 or 404. */
export function notAnArticle(
  c: AppContext,
  document: AddressDocument | null,
  urlOf: (siteUrl: string, address: string) => string,
): Redirect | NotFound {
  switch (document?.state) {
    case 'moved':
      return redirect(urlOf(siteOf(c).url, document.to), 301);
    case 'gone':
      return withForms(gone, document.forms);
    case 'like':
      return withForms(
        new NotFound(404, missing.detail, { instead: urlOf(siteOf(c).url, document.to) }),
        document.forms,
      );
    case 'none':
      return withForms(missing, document.forms);
    default:
      return missing;
  }
}

/** An answer for one query only: with others, old links lead on. */
export const withForms = (answer: NotFound, forms: readonly QueryForm[] = []): NotFound =>
  forms.length > 0 ? new NotFound(answer.status, answer.detail, { ...answer.hints, forms }) : answer;

export function redirect(location: string, status: RedirectStatus): Redirect {
  const isPermanent = status === 301 || status === 308;
  const control = isPermanent ? cacheControl.redirect : cacheControl.temporary;
  return new Redirect(status, location, { ...publicHeaders, 'Cache-Control': control });
}
