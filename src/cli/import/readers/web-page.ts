/** The feed that a web page names. */

/** Media types of feeds. */
const feedType = /\stype\s*=\s*["']?application\/(?:rss\+xml|atom\+xml|feed\+json)/i;

export const isWebPage = (head: string): boolean => /<(?:html|head|body|!doctype html)[\s>]/i.test(head);

/**
 * @param head the start of the page
 * @returns the first feed in a link with rel=alternate (https://html.spec.whatwg.org/#link-type-alternate), but the one
 *   of the comments only if there is no other: WordPress names both
 */
export function feedNamedIn(head: string, address: string | undefined): string | undefined {
  const named: string[] = [];
  for (const [link] of head.matchAll(/<link\s[^>]{0,2000}>/gi)) {
    if (!feedType.test(link)) continue;
    const [, doubled, single, bare] = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/i.exec(link) ?? [];
    const href = (doubled ?? single ?? bare ?? '').replaceAll('&amp;', '&');
    if (href !== '') named.push(URL.parse(href, address)?.href ?? href);
  }
  return named.find((feed) => !/\/comments\//.test(feed)) ?? named[0];
}
