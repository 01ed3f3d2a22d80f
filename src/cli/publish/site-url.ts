/** Comparing the address that a worker is published to with the one that it gives its readers. */

import { isLoopback, type Target } from '../client/target.ts';

interface Mismatch {
  message: string;
  /** Whether readers cannot reach the site at that address: its feeds would be useless, and its ids wrong for ever. */
  isFatal: boolean;
}

/**
 * @param site SITE_URL of the worker; undefined for a worker that does not tell
 * @returns undefined if it fits. A workers.dev address fits any public site: it is how to reach a worker without the
 *   rules of the site's own domain
 */
export function siteMismatch(site: string | undefined, { url, local }: Target): Mismatch | undefined {
  if (site === undefined || site === url || local) return undefined;
  const remedy = `set SITE_URL in wrangler.toml to ${url}, and deploy`;
  if (isLoopback(site)) {
    const message = `SITE_URL of the worker at ${url} is ${site}, so its feeds would lead readers to their own machines. Nothing was published: ${remedy}; --any-site-url publishes anyway.`;
    return { message, isFatal: true };
  }
  if (new URL(url).hostname.endsWith('.workers.dev')) return undefined;
  const message = `SITE_URL of the worker at ${url} is ${site}, so its feeds name that address. If that is wrong, ${remedy}; if it is right, --any-site-url omits this warning.`;
  return { message, isFatal: false };
}
