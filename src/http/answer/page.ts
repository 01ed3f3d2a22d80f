/** HTML pages in the language of the reader, each language rendered on its first request. */

import { viewOf, type View } from '../../pages/view.ts';
import type { Language } from '../../pages/wording/wording.ts';
import { etagOf } from '../../store/etag.ts';
import { cacheControl } from './cache-control.ts';
import { Payload } from './payload.ts';
import { changedAt, siteOf, type AppContext } from '../context.ts';
import { pageHeaders } from './headers.ts';
import { preferredLanguage } from './language.ts';
import { Representation, type Answer } from './representation.ts';

interface PageParts {
  /** When the content of the page last changed, ms. */
  lastModified: number;
  /** @returns an HTML document */
  render: (view: View) => string;
  /** Headers beyond those of all pages. */
  headers?: Readonly<Record<string, string>>;
  /** As in `Answer`. */
  yields?: (search: string) => boolean;
}

/** A page in all languages under one cache key. It picks the language of the client when it responds. */
export async function page(
  c: AppContext,
  { lastModified, render, headers = {}, yields }: PageParts,
): Promise<Answer> {
  const site = siteOf(c);
  const { changedAt: since, ...shown } = (await c.var.pages?.read(c)) ?? { changedAt: 0 };
  const reloads = c.env.CHANGES !== undefined;
  const changed = changedAt(c, Math.max(lastModified, since));
  const make = (language: Language): Representation => {
    const body = render(viewOf(site, language, { reloads, ...shown }));
    return new Representation({
      etag: etagOf(body),
      lastModified: changed,
      headers: {
        ...pageHeaders(site, reloads),
        'Content-Language': language,
        'Cache-Control': cacheControl.page,
        ...headers,
        Vary: 'Accept-Encoding, Accept-Language',
      },
      payload: new Payload(body),
    });
  };
  const wanted = (request: Request) => preferredLanguage(request.headers.get('Accept-Language'), site);
  return new Translated(wanted(c.req.raw), wanted, make, yields);
}

/** A resource in several languages (RFC 9110, 12.1: proactive negotiation). */
class Translated implements Answer {
  readonly yields?: (search: string) => boolean;
  readonly #made = new Map<Language, Representation>();
  readonly #wanted: (request: Request) => Language;
  readonly #make: (language: Language) => Representation;

  constructor(
    first: Language,
    wanted: (request: Request) => Language,
    make: (language: Language) => Representation,
    yields: ((search: string) => boolean) | undefined,
  ) {
    if (yields) this.yields = yields;
    this.#made.set(first, make(first));
    this.#wanted = wanted;
    this.#make = make;
  }

  /** An estimate for both languages, rendered or not, and for the data that they are rendered from. */
  get size(): number {
    const sizes = Array.from(this.#made.values(), ({ size }) => size);
    return sizes.reduce((sum, size) => sum + size, (3 - sizes.length) * Math.max(...sizes));
  }

  respond(request: Request, now: number): Response {
    const language = this.#wanted(request);
    let representation = this.#made.get(language);
    if (!representation) this.#made.set(language, (representation = this.#make(language)));
    return representation.respond(request, now);
  }
}
