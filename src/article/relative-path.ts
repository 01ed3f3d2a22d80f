/** Takes addresses apart as generators write them, and joins the paths of a content folder. */

/** An address without its parts. */
export interface Apart {
  /** The path, decoded, with `/`. */
  local: string;
  /** `?…` and `#…`, as they stand. */
  fragment: string;
  /** Pelican's mark, Zola's `@/`, `embed` (Obsidian), `other` for the web; empty: none. */
  scheme: string;
}

/** What stands in front of a path: https://docs.getpelican.com/en/latest/content.html#linking-to-internal-content */
const marked =
  /^(?:\{(filename|static|attach|category|tag|author|index|embed)\}|\|(filename|static|attach|category|tag|author|index)\|)/i;

/** An address with a scheme or a host. `www.` is a host, see url.ts. */
const elsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/\/|www\.[^\s/.]+\.\S)/i;

export function apart(address: string): Apart {
  const end = address.search(/[?#]/);
  const fragment = end === -1 ? '' : address.slice(end);
  const path = decoded(end === -1 ? address : address.slice(0, end)).replaceAll('\\', '/');
  const mark = marked.exec(path);
  const scheme = (mark?.[1] ?? mark?.[2])?.toLowerCase();
  if (mark && scheme) return { local: path.slice(mark[0].length), fragment, scheme };
  if (path.startsWith('@/')) return { local: path.slice(2), fragment, scheme: '@/' };
  return { local: path, fragment, scheme: elsewhere.test(path) ? 'other' : '' };
}

/** Decodes percent signs; a text that has others stays as it is. */
export function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The folder of a path, with a slash at its end; empty at the top. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** A path from a folder. `above`: it leaves the content folder; the path is then that from the root of the site. */
export function join(folder: string, path: string): { path: string; above: boolean } {
  const segments: string[] = [];
  let above = false;
  for (const segment of (folder + path).split('/')) {
    if (segment === '..') above = segments.pop() === undefined || above;
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return { path: segments.join('/'), above };
}
