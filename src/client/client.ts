/** A client of `/v1`, for browsers, Node and Workers. It needs nothing but `fetch`. */

import { Problem } from './problem.ts';
import { request, type Fetch } from './request.ts';
import type { Change, Field, Match, Selected, Site, Term, TermKind } from './types.ts';

export { CursorExpired, Problem } from './problem.ts';
export type { Fetch } from './request.ts';
export type * from './types.ts';

interface Options {
  /** Ends the request, and the wait for the next one. */
  signal?: AbortSignal;
}

interface WithFields<Fields extends Field> extends Options {
  /** Absent: all of them. */
  fields?: readonly Fields[];
}

/** Which articles; each condition narrows the selection. */
export interface Selection<Fields extends Field> extends WithFields<Fields> {
  /** Words that articles have in the title or the text, all of them. */
  q?: string;
  /** Articles in all of these categories. */
  category?: string | readonly string[];
  tag?: string;
  author?: string;
  /** A BCP 47 range: `zh` selects `zh-CN`, too. */
  language?: string;
  publishedAfter?: Date;
  publishedBefore?: Date;
}

/** A part of a list. */
export interface PageOptions {
  /** `next` or `previous` of another page; absent: the first. */
  cursor?: string | undefined;
  /** Articles at most, 1 to 100; absent: 20. */
  limit?: number;
}

/** Some articles, with the cursors of the pages beside this one; absent: there is none. */
export interface ArticlesPage<Fields extends Field> {
  articles: Selected<Fields>[];
  next?: string;
  previous?: string;
}

/** Changes, and where to go on from when they have been applied. */
export interface ChangesPage<Fields extends Field> {
  changes: Change<Fields>[];
  cursor: string;
  /** Whether there are more changes already. */
  more: boolean;
}

/** Reads one site. */
export class Client {
  readonly #site: string;
  readonly #fetch: Fetch;

  /** @param site its address; no slash is needed at the end @param fetch in place of the global one */
  constructor(
    site: string | URL,
    { fetch = async (url, init) => globalThis.fetch(url, init) }: { fetch?: Fetch } = {},
  ) {
    this.#site = String(site).replace(/\/+$/, '');
    this.#fetch = fetch;
  }

  /** @throws Problem */
  async site({ signal }: Options = {}): Promise<Site> {
    return (await this.#ask<Site>('/v1/site', {}, signal)).document;
  }

  /** Articles, the newest first: one page of them after the other, as far as you go. @throws Problem */
  async *articles<Fields extends Field = Field>(
    selection: Selection<Fields> = {},
  ): AsyncGenerator<Selected<Fields>, void, undefined> {
    const query = { ...queryOf(selection), limit: '100' };
    yield* this.#pages<Selected<Fields>>('/v1/articles', query, 'articles', selection.signal);
  }

  /** One page of articles, for apps whose readers turn pages both ways. @throws Problem */
  async articlesPage<Fields extends Field = Field>(
    selection: Selection<Fields> & PageOptions = {},
  ): Promise<ArticlesPage<Fields>> {
    const { cursor, limit, signal } = selection;
    const query = { ...queryOf(selection), cursor, limit: limit?.toString() };
    const { document, next, previous } = await this.#ask<{ articles: Selected<Fields>[] }>(
      '/v1/articles',
      query,
      signal,
    );
    return { articles: document.articles, ...cursorIn('next', next), ...cursorIn('previous', previous) };
  }

  /** What a search finds, the best first: as far as you go, and as far as the search page. @throws Problem */
  async *search<Fields extends Field = Field>(
    q: string,
    { fields, signal }: WithFields<Fields> = {},
  ): AsyncGenerator<Match<Fields>, void, undefined> {
    yield* this.#pages<Match<Fields>>('/v1/search', { q, fields: fields?.join(',') }, 'matches', signal);
  }

  /** An article by its id or guid; undefined: there is none. @throws Problem */
  async article<Fields extends Field = Field>(
    id: string,
    { fields, signal }: WithFields<Fields> = {},
  ): Promise<Selected<Fields> | undefined> {
    // In a path these mean this folder and the one above, even percent-encoded.
    if (id === '.' || id === '..') return undefined;
    const path = `/v1/articles/${encodeURIComponent(id.toWellFormed())}`;
    try {
      const { document } = await this.#ask<{ article: Selected<Fields> }>(
        path,
        { fields: fields?.join(',') },
        signal,
      );
      return document.article;
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return undefined;
      throw error;
    }
  }

  /** The article at an address, a path or a whole URL; undefined: there is none. @throws Problem */
  async articleAt<Fields extends Field = Field>(
    address: string,
    { fields, signal }: WithFields<Fields> = {},
  ): Promise<Selected<Fields> | undefined> {
    const query = { address, fields: fields?.join(',') };
    const { document } = await this.#ask<{ articles: Selected<Fields>[] }>('/v1/articles', query, signal);
    return document.articles[0];
  }

  /** Categories, tags and authors, by kind and name. @throws Problem */
  async *terms({ kind, signal }: Options & { kind?: TermKind } = {}): AsyncGenerator<Term, void, undefined> {
    yield* this.#pages<Term>('/v1/terms', { kind }, 'terms', signal);
  }

  /**
   * Everything that is published, then what has changed, up to now. Apply each page, and keep its cursor for the next time.
   * @param since the last cursor that you have; absent: begin
   * @throws CursorExpired, Problem
   */
  async *changes<Fields extends Field = Field>({
    since,
    fields,
    signal,
  }: WithFields<Fields> & { since?: string | undefined } = {}): AsyncGenerator<
    ChangesPage<Fields>,
    void,
    undefined
  > {
    let cursor = since;
    for (let more = true; more;) {
      const query = { since: cursor, fields: fields?.join(',') };
      const { document } = await this.#ask<ChangesPage<Fields>>('/v1/changes', query, signal);
      yield document;
      ({ cursor, more } = document);
    }
  }

  async *#pages<Entry>(
    path: string,
    query: Query,
    name: 'articles' | 'matches' | 'terms',
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Entry, void, undefined> {
    let answer = await this.#ask<Record<typeof name, Entry[]>>(path, query, signal);
    for (;;) {
      yield* answer.document[name];
      if (answer.next === undefined) return;
      // The site names itself by SITE_URL, which may not be the address that this client knows.
      const { pathname, search } = new URL(answer.next);
      answer = await request<Record<typeof name, Entry[]>>(
        this.#fetch,
        this.#site + pathname + search,
        signal,
      );
    }
  }

  async #ask<Document>(path: string, query: Query, signal: AbortSignal | undefined) {
    return request<Document>(this.#fetch, this.#site + path + queryString(query), signal);
  }
}

type Query = Record<string, string | readonly string[] | undefined>;

const queryOf = ({
  q,
  category,
  tag,
  author,
  language,
  publishedAfter,
  publishedBefore,
  fields,
}: Selection<Field>): Query => ({
  q,
  category,
  tag,
  author,
  language,
  published_after: publishedAfter?.toISOString(),
  published_before: publishedBefore?.toISOString(),
  fields: fields?.join(','),
});

/** The cursor in the address of a page. */
function cursorIn<Name extends string>(
  name: Name,
  address: string | undefined,
): Partial<Record<Name, string>> {
  if (address === undefined) return {};
  return { [name]: new URL(address).searchParams.get('cursor') ?? '' } as Record<Name, string>;
}

function queryString(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string') parameters.append(name, value);
    else for (const each of value ?? []) parameters.append(name, each);
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
