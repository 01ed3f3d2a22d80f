/** Addresses in a body: made absolute, and only of schemes that can do no harm. */

/** In front of every id: an id must not shadow a property of `document` or of a form (DOM clobbering). */
export const idPrefix = 'user-content-';

/** The absolute address of a link: http, https or mailto. Undefined: there is no address that may be written. */
export function resolveLink(value: string, baseUrl: string): string | undefined {
  const address = value.trim();
  if (/^mailto:/i.test(address)) return URL.parse(address)?.href;
  // In-page: the ids that it may lead to were prefixed too.
  if (address.startsWith('#')) return inPage(address.slice(1), baseUrl);
  return resolveMedia(address, baseUrl);
}

/** The absolute http(s) address of an image, a video … Undefined: there is none that may be written. */
export function resolveMedia(value: string, baseUrl: string): string | undefined {
  const address = value.trim();
  if (address === '') return undefined;
  const url = URL.parse(completed(address), baseUrl);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
}

/**
 * A `srcset` with absolute addresses; empty where no candidate is usable.
 * Read as in https://html.spec.whatwg.org/#parsing-a-srcset-attribute: an address may hold commas, not end in one.
 */
export function resolveSrcset(value: string, baseUrl: string): string {
  const candidates: string[] = [];
  for (const [, address = '', comma, descriptor = ''] of value.matchAll(candidate)) {
    const url = resolveMedia(address, baseUrl);
    const size = comma ? '' : descriptor.trim();
    // A comma that ends an address would be read as the separator: encoded, it is part of the address.
    if (url && /^(?:\d+(?:\.\d+)?[wx])?$/.test(size)) {
      candidates.push(`${url.replace(/^,|,$/g, '%2C')}${size && ` ${size}`}`);
    }
  }
  return candidates.join(', ');
}

/** An address up to white space or its final commas; then, without comma, a descriptor up to the next comma. */
const candidate = /[\s,]*([^\s,](?:\S*[^\s,])?)(?:(,+)|\s*([^,]*)(?:,|$))/g;

/** `//host/…` is read as https, whatever the site itself is served by; `www.host` is what people forget `https://` at. */
function completed(address: string): string {
  if (/^[\\/]{2}/.test(address)) return `https:${address}`;
  return /^www\.[^\s/.]+\.\S/i.test(address) ? `https://${address}` : address;
}

function inPage(fragment: string, baseUrl: string): string | undefined {
  const url = URL.parse(baseUrl);
  if (!url) return undefined;
  url.hash = fragment === '' ? '' : prefixed(fragment);
  return url.href;
}

/** The id behind its prefix, which is never put twice. */
export function prefixed(id: string): string {
  return id.startsWith(idPrefix) ? id : idPrefix + id;
}
