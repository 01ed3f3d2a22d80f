/** The worker of bench/archive.ts: `/middle-rss?times=50` renders that page 50 times in a Durable Object. */

import { DurableObject } from 'cloudflare:workers';
import type { Change } from '../src/catalog/tables/entry.ts';
import { migrate } from '../src/catalog/tables/migrations.ts';
import { renderArchive, renderFeed } from '../src/catalog/read/feeds.ts';
import { renderList } from '../src/catalog/read/lists.ts';
import { Tables } from '../src/catalog/tables/tables.ts';
import type { Cursor } from '../src/site/cursor.ts';
import type { FeedFormat } from '../src/feed/formats.ts';
import type { Scope } from '../src/site/scope.ts';
import { record, site } from './records.ts';

const articles = 100_000;
const categories = 36;

function entry(i: number): Change {
  const { html, ...article } = record(i, `分类${i % categories}`);
  const stored = { json: JSON.stringify(article), html };
  return { article, stored, live: true, wakeAt: null, changedAt: 0 };
}

const all: Scope = { kind: 'all' };
const category: Scope = { kind: 'category', names: ['分类7'] };
const both: Scope = { kind: 'category', names: ['社交媒体', '分类7'] };

/** The page of 50 articles after a given one. */
function pageAfter(i: number): Cursor {
  const { published, id } = record(i);
  return { after: { published, id }, take: 50, head: false };
}

/** A catalog of 100,000 articles. */
export class Archive extends DurableObject {
  readonly #tables: Tables;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage);
    this.#tables = new Tables(ctx.storage.sql);
  }

  /** Adds a part of the articles. @param from number of the newest one */
  fill(from: number, count: number): void {
    const entries = Array.from({ length: count }, (_, i) => entry(from + i));
    this.ctx.storage.transactionSync(() => {
      this.#tables.articles.replace([], entries);
      this.#tables.articleTerms.replace([], entries);
    });
  }

  /** Runs a task. @returns false if there is no such task */
  run(task: string, times: number): boolean {
    const run = this.#tasks()[task];
    if (!run) return false;
    for (let i = times; i > 0; i--) if (!run()) throw new Error(`${task} found nothing`);
    return true;
  }

  #tasks(): Record<string, () => unknown> {
    const page = (scope: Scope, format: FeedFormat, after: number) => () =>
      renderArchive(this.#tables, site, scope, format, pageAfter(after));
    return {
      newest: page(all, 'rss', 100),
      'middle-rss': page(all, 'rss', articles / 2),
      'middle-atom': page(all, 'atom', articles / 2),
      'middle-json': page(all, 'json', articles / 2),
      oldest: page(all, 'rss', articles - 51),
      category: page(category, 'rss', articles / 2),
      intersection: page(both, 'rss', articles / 2),
      subscription: () => renderFeed(this.#tables, site, all, ['rss']),
      people: () => renderList(this.#tables, all, pageAfter(articles / 2)),
    };
  }
}

interface BenchEnv {
  Archive: DurableObjectNamespace<Archive>;
}

/** Articles per request. */
const portion = 1000;

export default {
  async fetch(request: Request, env: BenchEnv): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const times = Number(searchParams.get('times'));
    const catalog = env.Archive.getByName('catalog');
    if (pathname === '/fill') {
      for (let i = 0; i < times; i += portion) await catalog.fill(i, portion);
      return new Response();
    }
    return new Response(null, { status: (await catalog.run(pathname.slice(1), times)) ? 200 : 404 });
  },
};
