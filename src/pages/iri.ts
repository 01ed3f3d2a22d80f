/** URLs in the HTML of pages. */

/**
 * Decodes the visible characters of a percent-encoded URL: `/tags/%E6%96%B0%E9%97%BB/` → `/tags/新闻/`. Browsers treat
 * both alike (https://url.spec.whatwg.org/#path-state), and this one has a third of the bytes: in a list of Chinese
 * titles, URLs are most of the page.
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
