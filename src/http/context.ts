/** What handlers work with. */

import type { Context } from 'hono';
import { siteFrom, type Site } from '../site/config.ts';
import type { GitHubSecrets } from '../github/settings.ts';
import { DocumentStore } from '../store/store.ts';
import type { CallQueue } from './documents/call-queue.ts';

/** The bindings and vars of wrangler.toml, and the secrets that are set beside it. */
export interface Bindings extends Omit<Env, 'VERSION' | 'WRONG_TOKENS'>, GitHubSecrets {
  /** Absent where wrangler.toml, or one of its environments, has no `[version_metadata]`. */
  VERSION?: WorkerVersionMetadata;
  /** Absent without `[[ratelimits]]`: wrong tokens are then not counted. */
  WRONG_TOKENS?: RateLimit;
  /** One token, or several separated by white space while one replaces another. Absent: nobody may publish. */
  PUBLISH_TOKEN?: string;
  /** Likewise, for who may see the status and the manifest but not publish. */
  STATUS_TOKEN?: string;
}

export interface AppEnv {
  Bindings: Bindings;
  Variables: { queue: CallQueue };
}

export type AppContext = Context<AppEnv>;

const sites = new WeakMap<Bindings, Site>();

/** Checked once an isolate, which has the same bindings as long as it lives. @throws ConfigError */
export function siteOf(c: AppContext): Site {
  let site = sites.get(c.env);
  if (!site) sites.set(c.env, (site = siteFrom(c.env)));
  return site;
}

export const storeOf = (c: AppContext): DocumentStore => new DocumentStore(c.env.DOCUMENTS);

/** There is one catalog a site: whatever it is called, it must be called the same for ever. */
export const catalogOf = (c: AppContext) => c.env.CATALOG.getByName('catalog');

/** The first value of a query parameter, which is also the one that the cache key has. */
export const parameterOf = (c: AppContext, name: string): string | undefined =>
  new URL(c.req.url).searchParams.get(name) ?? undefined;

/** The path as the client wrote it, not decoded. */
export const pathnameOf = (c: AppContext): string => new URL(c.req.url).pathname;

/**
 * When a page last changed: with what it shows, or with the version of the worker that shows it. A client that asks
 * with nothing but a date would otherwise keep pages of the old design for ever. ms
 */
export const changedAt = (c: AppContext, lastModified: number): number =>
  Math.max(lastModified, Date.parse(c.env.VERSION?.timestamp ?? '') || 0);
