/** The parameter `limit` of feeds. */

import { formatOfFile } from '../../feed/formats.ts';
import { limits } from '../../limits.ts';
import { scopePlace } from '../../site/paths.ts';
import { errorResponse } from '../answer/errors.ts';
import type { AppContext } from '../context.ts';

/** @returns NaN for an invalid limit */
export function limitIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  return limit >= 1 && limit <= limits.limitArticles ? limit : NaN;
}

export const invalidLimit = (c: AppContext): Response =>
  errorResponse(c, 400, `"limit" must be a number from 1 to ${limits.limitArticles}.`);

/** Normalises `limit` for the cache key. Only subscription documents have one; pages and the archive ignore it. */
export function readLimit(value: string, pathname: string): string | undefined {
  const { format, cursor } = scopePlace(pathname, formatOfFile) ?? {};
  return format && !cursor ? String(limitIn(value)) : undefined;
}

/** The same for the feeds of searches. */
export const readSearchLimit = (value: string): string => String(limitIn(value));
