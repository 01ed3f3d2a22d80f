/** Addresses as they stand in pages. */

/**
 * A percent-encoded address with its letters written out: `/tags/%E6%96%B0%E9%97%BB/` → `/tags/新闻/`. It is the same
 * address to a browser (https://url.spec.whatwg.org/#path-state) in a third of the bytes, which for a list of Chinese
 * titles is most of the page. What isn't a visible character stays encoded.
 */
export function iri(url: string): string {
  return url.replace(/(?:%[89A-F][\dA-F])+/gi, (encoded) => {
    try {
      const decoded = decodeURIComponent(encoded);
      return /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+$/u.test(decoded) ? decoded : encoded;
    } catch {
      return encoded;
    }
  });
}
