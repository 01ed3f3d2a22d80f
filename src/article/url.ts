/** Addresses in a body: made absolute, and only of schemes that can do no harm. */

import { limits } from '../limits.ts';

/** In front of every id: an id must not shadow a property of `document` or of a form (DOM clobbering). */
const idPrefix = 'user-content-';

/** The absolute address of a link: http, https or mailto. Undefined: there is no address that may be written. */
export function resolveLink(value: string, baseUrl: string): string | undefined {
  const address = value.trim();
  if (/^mailto:/i.test(address)) return URL.parse(address)?.href;
  // The ids that an in-page link may lead to have the prefix too.
  if (address.startsWith('#')) return resolveFragment(address.slice(1), baseUrl);
  return resolveMedia(address, baseUrl);
}

/** The absolute http(s) address of an image, a video … Undefined: there is none that may be written. */
export function resolveMedia(value: string, baseUrl: string): string | undefined {
  const address = value.trim();
  if (address === '') return undefined;
  const url = URL.parse(withScheme(address), baseUrl);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
}

/**
 * A `srcset` with absolute addresses, the first ones of it; empty where no candidate is usable.
 * Read as in https://html.spec.whatwg.org/#parsing-a-srcset-attribute: an address may hold commas, not end in one.
 */
export function resolveSrcset(value: string, baseUrl: string): string {
  const candidates: string[] = [];
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const [taken = ''] = pattern.exec(value) ?? [];
    at += taken.length;
    return taken;
  };
  while (at < value.length && candidates.length < limits.srcset) {
    take(/[\s,]*/y);
    const address = take(/\S*/y);
    const descriptor = address.endsWith(',') ? '' : take(/[^,]*/y).trim();
    const url = resolveMedia(address.replace(/,{1,9}$/, ''), baseUrl);
    if (url && /^(?:\d+(?:\.\d+)?[wx])?$/.test(descriptor)) {
      // A comma at the end would be taken for the separator: encoded, it is part of the address.
      candidates.push(`${url.replace(/,$/, '%2C')}${descriptor && ` ${descriptor}`}`);
    }
  }
  return candidates.join(', ');
}

/** `//host/…` is read as https, whatever the site itself is served by; `www.host` is what people forget `https://` at. */
function withScheme(address: string): string {
  if (/^[\\/]{2}/.test(address)) return `https:${address}`;
  return /^www\.[^\s/.]+\.\S/i.test(address) ? `https://${address}` : address;
}

function resolveFragment(fragment: string, baseUrl: string): string | undefined {
  const url = URL.parse(baseUrl);
  if (!url) return undefined;
  url.hash = fragment === '' ? '' : prefixId(fragment);
  return url.href;
}

/** The id behind its prefix, which is never put twice. */
export function prefixId(id: string): string {
  return id.startsWith(idPrefix) ? id : idPrefix + id;
}
