/** Resolves the addresses in a body: absolute, and of safe schemes only. */

import { limits } from '../limits.ts';

/** The prefix of every id, so that none shadows a property of `document` or a form (DOM clobbering). */
const idPrefix = 'user-content-';

/** Other schemes that links may have: other programs open them, and they run nothing. */
const otherSchemes =
  /^(?:mailto|tel|sms|fax|xmpp|sips?|ftps?|sftp|magnet|ed2k|geo|ircs?|news|nntp|webcal|feed|matrix|tg|gemini|gopher|ipfs|bitcoin|urn):./i;

/** Resolves a link to an absolute address: http(s), or a scheme that does no harm; undefined for any other. */
export function resolveLink(value: string, baseUrl: string): string | undefined {
  const address = value.trim();
  if (otherSchemes.test(address)) return URL.parse(address)?.href;
  // The ids that an in-page link may lead to have the prefix too.
  if (address.startsWith('#')) return resolveFragment(address.slice(1), baseUrl);
  return resolveMedia(address, baseUrl);
}

/** Resolves the address of an image, a video … to absolute http(s); undefined for any other scheme. */
export function resolveMedia(value: string, baseUrl: string): string | undefined {
  const address = value.trim();
  if (address === '') return undefined;
  const url = URL.parse(withScheme(address), baseUrl);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
}

/**
 * Resolves a `srcset`: its first candidates with absolute addresses; empty if none is usable.
 * Parsed as in https://html.spec.whatwg.org/#parsing-a-srcset-attribute: an address may contain commas, but not at
 * its end.
 * @param resolve an address → absolute http(s)
 */
export function resolveSrcset(value: string, resolve: (address: string) => string | undefined): string {
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
    const url = resolve(address.replace(/,{1,9}$/, ''));
    if (url && /^(?:\d+(?:\.\d+)?[wx])?$/.test(descriptor)) {
      // A comma at the end would read as the separator, so it is encoded.
      candidates.push(`${url.replace(/,$/, '%2C')}${descriptor && ` ${descriptor}`}`);
    }
  }
  return candidates.join(', ');
}

/** Adds https to an address without a scheme: `//host/…`, even if the site is not https, and `www.host/…`. */
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

/** Adds the prefix to an id, once. */
export function prefixId(id: string): string {
  return id.startsWith(idPrefix) ? id : idPrefix + id;
}
