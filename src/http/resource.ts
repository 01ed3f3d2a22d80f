/** Which resource a URL asks for. */

/** The query parameters that some route reads. */
const read = ['limit', 'q'];

/**
 * One key for all URLs that get the same answer: parameters that nobody reads (`utm_source`, a client's own number against
 * caches) don't count, nor does their order. So they neither miss what is remembered nor crowd it out.
 */
export function resourceOf(url: string): string {
  const start = url.indexOf('?');
  if (start === -1) return url;
  const given = new URLSearchParams(url.slice(start));
  const kept = read.flatMap((name) => (given.has(name) ? [[name, given.get(name)!]] : []));
  return kept.length === 0
    ? url.slice(0, start)
    : `${url.slice(0, start)}?${new URLSearchParams(kept).toString()}`;
}
