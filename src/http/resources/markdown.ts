/** `/articles/{address}.md`: an article as Markdown. */

import { parseAccept } from 'hono/utils/accept';
import { articleUrl, markdownEnding, markdownUrl } from '../../article/address.ts';
import { isHiddenFromEngines } from '../../article/article.ts';
import { articleMarkdown } from '../../markdown/article.ts';
import type { AddressDocument } from '../../store/documents.ts';
import { etagOf } from '../../store/etag.ts';
import { cacheControl } from '../answer/cache-control.ts';
import { linkHeader, publicHeaders } from '../answer/headers.ts';
import { Payload } from '../answer/payload.ts';
import { Redirect, Representation, type Answer } from '../answer/representation.ts';
import { changedAt, siteOf, type AppContext } from '../context.ts';
import { addressDocument, storedAddress } from '../documents/documents.ts';

/**
 * What the address without `.md` leads to. An article may have an address that ends in `.md`, or once had one, and KV knows
 * it: then, and at any other address, there is no Markdown.
 */
export async function markdownSource(c: AppContext, address: string): Promise<AddressDocument | null> {
  const named = address.endsWith(markdownEnding) ? address.slice(0, -markdownEnding.length) : '';
  if (named === '') return null;
  const [own, source] = await Promise.all([
    // The catalog would be asked in vain for nearly every address; it answers while KV fails.
    storedAddress(c, address).catch(async () => addressDocument(c, address)),
    addressDocument(c, named),
  ]);
  return own && own.state !== 'none' ? null : source;
}

/** The article of a document as Markdown. */
export function markdownAnswer(
  c: AppContext,
  { article, lastModified }: Extract<AddressDocument, { state: 'article' }>,
): Representation {
  const site = siteOf(c);
  const body = articleMarkdown(site, article);
  return new Representation({
    etag: etagOf(body),
    lastModified: changedAt(c, lastModified),
    headers: {
      ...publicHeaders,
      'Content-Type': 'text/markdown; charset=utf-8',
      'Cache-Control': cacheControl.page,
      Link: linkHeader([
        { href: articleUrl(site.url, article.address), rel: 'canonical', type: 'text/html' },
      ]),
      ...(isHiddenFromEngines(article) && { 'X-Robots-Tag': 'noindex' }),
    },
    payload: new Payload(body),
  });
}

/**
 * The page of an article; clients that ask for Markdown by name are sent to it. The edge keys its cache by path and query
 * alone, so it may answer them with the page, too: `Vary: Accept` would store the page once for every browser.
 */
export class PageOrMarkdown implements Answer {
  readonly #page: Answer;
  readonly #markdown: Redirect;

  constructor(page: Answer, siteUrl: string, address: string) {
    this.#page = page;
    const never = cacheControl.never;
    const headers = { ...publicHeaders, 'Cache-Control': never, 'Cloudflare-CDN-Cache-Control': never };
    this.#markdown = new Redirect(303, markdownUrl(siteUrl, address), headers);
  }

  get size(): number {
    return this.#page.size + this.#markdown.size;
  }

  respond(request: Request, now: number): Response {
    return prefersMarkdown(request.headers.get('Accept'))
      ? this.#markdown.respond()
      : this.#page.respond(request, now);
  }
}

/** Whether Markdown is named, and HTML is not, or as less welcome (RFC 9110, 12.5.1). */
export function prefersMarkdown(accept: string | null): boolean {
  if (!/text\/markdown/i.test(accept ?? '')) return false;
  const accepted = parseAccept(accept!.toLowerCase());
  const quality = (...ranges: string[]): number => {
    const found = ranges.map((range) => accepted.find(({ type }) => type === range));
    return found.find((one) => one !== undefined)?.q ?? 0;
  };
  const markdown = quality('text/markdown');
  return markdown > 0 && markdown >= quality('text/html', 'text/*', '*/*');
}
