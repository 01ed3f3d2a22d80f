/** The feed that a web page names. */

/** Media types of feeds. */
const feedType = /\stype\s*=\s*["']?application\/(?:rss\+xml|atom\+xml|feed\+json)/i;

/**
 * @param head the start of the page
 * @returns the first feed in a link with rel=alternate (https://html.spec.whatwg.org/#link-type-alternate)
 */
export function feedNamedIn(head: string, address: string | undefined): string | undefined {
  for (const [link] of head.matchAll(/<link\s[^>]{0,2000}>/gi)) {
    if (!feedType.test(link)) continue;
    const [, doubled, single, bare] = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/i.exec(link) ?? [];
    const href = doubled ?? single ?? bare;
    if (href) return URL.parse(href.replaceAll('&amp;', '&'), address)?.href ?? href;
  }
  return undefined;
}
