/**
 * Writes the documents of all articles again, after a version of edgefeed that sets them in another way. Until then their
 * pages are as before. They are written some at a time: the free plan allows 1,000 writes to KV a day, which publishing
 * needs too.
 */

import type { Tables } from '../tables/tables.ts';

/** Addresses that are written at once, … */
const atOnce = 200;
/** … and ms until the next ones: 600 a day. `edgefeed rebuild` writes all of them now. */
const pause = 8 * 60 * 60 * 1000;

/** Has every address written again, from now on. Call inside a transaction. @param now ms */
export function beginPages({ settings, addresses }: Tables, now: number): void {
  if (addresses.next('', 1).length > 0) settings.set('pages', { after: '', at: now });
}

/** When the next addresses are due, ms since 1970. */
export const nextPages = ({ settings }: Tables): number | undefined => settings.get('pages')?.at;

/** Puts the next addresses into the outbox. Call inside a transaction. @param now ms */
export function writePages({ settings, addresses, outbox }: Tables, now: number): void {
  const { after } = settings.get('pages')!;
  const next = addresses.next(after, atOnce);
  outbox.add('article', next, settings.nextRevision(), now);
  if (next.length < atOnce) settings.remove('pages');
  else settings.set('pages', { after: next.at(-1)!, at: now + pause });
}
