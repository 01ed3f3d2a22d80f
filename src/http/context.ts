/** What handlers get from a request: site, KV, catalog and URL. */

import type { Context } from 'hono';
import { parametersIn } from '../article/query-address.ts';
import type { Asked } from '../redirects/matcher.ts';
import { siteFrom, type Site } from '../site/config.ts';
import { ConfigError } from '../site/settings.ts';
import type { GitHubSecrets } from '../github/settings.ts';
import type { AddressDocument, Elsewhere } from '../store/documents.ts';
import { blobsOf, type Blobs } from '../store/blobs/blobs.ts';
import { DocumentStore } from '../store/store.ts';
import type { CallQueue } from './documents/call-queue.ts';
import type { PageMemo } from './documents/page-memo.ts';
import type { RulesMemo } from './documents/rules-memo.ts';

/** The bindings and vars of wrangler.toml, and the secrets. */
export interface Bindings
  extends
    Omit<Env, 'VERSION' | 'WRONG_TOKENS' | 'CATALOG_READS' | 'PARSER' | 'OUTBOUND' | 'FILES'>,
    GitHubSecrets {
  /** Absent without `[[r2_buckets]]`: KV then holds the files. */
  FILES?: R2Bucket;
  /** Absent in a wrangler.toml of an earlier version: the worker then parses batches itself. */
  PARSER?: Env['PARSER'];
  /** Likewise: nothing goes out then, and the site has no hub of its own. */
  OUTBOUND?: Env['OUTBOUND'];
  /** Absent without `[version_metadata]` in wrangler.toml, or in one of its environments. */
  VERSION?: WorkerVersionMetadata;
  /** Absent without `[[ratelimits]]`: wrong tokens are then not counted. */
  WRONG_TOKENS?: RateLimit;
  /** Likewise: searches and lists are then not counted. */
  CATALOG_READS?: RateLimit;
  /** The stream of changes of `npm start`; absent in every deployment. */
  CHANGES?: Fetcher;
  /** One token, or several separated by white space while one replaces another. Absent: publishing is off. */
  PUBLISH_TOKEN?: string;
  /** Likewise; allows reading the status and the manifest only. */
  STATUS_TOKEN?: string;
}

export interface AppEnv {
  Bindings: Bindings;
  Variables: {
    /** What KV has of an address: read once a request. */
    stored?: { address: string; document: AddressDocument | null };
    queue: CallQueue;
    rules: RulesMemo;
    /** Absent where no pages are answered. */
    pages?: PageMemo;
    /** What the catalog has said of a document that there is not. */
    elsewhere?: Elsewhere;
  };
}

export type AppContext = Context<AppEnv>;

const sites = new WeakMap<Bindings, Site>();

/** The validated settings, cached: the bindings of an isolate never change. @throws ConfigError */
export function siteOf(c: AppContext): Site {
  let site = sites.get(c.env);
  if (!site) sites.set(c.env, (site = siteFrom(c.env)));
  return site;
}

/** @throws ConfigError when wrangler.toml, or the environment that was deployed, has no such binding */
function bound<Name extends 'DOCUMENTS' | 'CATALOG'>(c: AppContext, name: Name): Bindings[Name] {
  const binding = c.env[name] as Bindings[Name] | undefined;
  if (binding) return binding;
  throw new ConfigError(
    `wrangler.toml has no binding ${name}; an environment such as [env.staging] inherits none, so repeat it there`,
  );
}

export const storeOf = (c: AppContext): DocumentStore => new DocumentStore(bound(c, 'DOCUMENTS'));

/** Where the bytes of files are. */
export const blobsFor = (c: AppContext): Blobs => blobsOf(c.env);

/** The one catalog of the site. Its name identifies the Durable Object, so it must never change. */
export const catalogOf = (c: AppContext) => bound(c, 'CATALOG').getByName('catalog');

/** The one sender of the site, likewise. Absent: the binding is missing, so that nothing goes out. */
export const outboundOf = (c: AppContext) => c.env.OUTBOUND?.getByName('outbound');

/** The first value of a query parameter, which is also the one that the cache key has. */
export const parameterOf = (c: AppContext, name: string): string | undefined =>
  new URL(c.req.url).searchParams.get(name) ?? undefined;

/** What old links are compared with: the path of the request, and its query. */
export function askedBy(c: AppContext): Asked {
  const { pathname, search } = new URL(c.req.url);
  return { pathname, search, parameters: parametersIn(search) };
}

/** The path of the request, not decoded. */
export const pathnameOf = (c: AppContext): string => new URL(c.req.url).pathname;

/**
 * When a page last changed, ms: with its content or with the version of the worker, whichever is later. Otherwise a
 * client that revalidates by date alone would keep pages of an old design.
 */
export const changedAt = (c: AppContext, lastModified: number): number =>
  Math.max(lastModified, Date.parse(c.env.VERSION?.timestamp ?? '') || 0);
