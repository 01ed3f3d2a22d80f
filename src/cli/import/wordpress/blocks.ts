/** Blocks without a text of their own: synced patterns, and what WordPress makes when it shows a post. */

/** Patterns may have patterns. */
const deepest = 3;

/** Characters that the patterns of one post may add: edgefeed refuses larger articles. */
const mostAdded = 2_000_000;

/**
 * Puts the content of patterns in their places (`<!-- wp:block {"ref":60} /-->`). Linear.
 * @param patterns by the id of their post
 * @param lost gets the name of each block of which the export has nothing
 */
export function withPatterns(
  stored: string,
  patterns: ReadonlyMap<string, string>,
  lost: (name: string) => void,
): string {
  let added = 0;
  const expanded = (html: string, depth: number): string => {
    let written = '';
    let done = 0;
    for (let at = html.indexOf('<!-- wp:'); at !== -1; at = html.indexOf('<!-- wp:', done)) {
      const end = html.indexOf('-->', at);
      if (end === -1) break;
      const block = html.slice(at + '<!-- wp:'.length, end);
      written += html.slice(done, at);
      done = end + '-->'.length;
      const name = block.endsWith('/') ? /^[\w/-]{1,100}/.exec(block)?.[0] : undefined;
      const pattern =
        name === 'block' ? patterns.get(/"ref":\s*(\d{1,20})/.exec(block)?.[1] ?? '') : undefined;
      if (pattern !== undefined && depth < deepest && added + pattern.length <= mostAdded) {
        added += pattern.length;
        written += expanded(pattern, depth + 1);
        continue;
      }
      if (name !== undefined) lost(name);
      written += html.slice(at, done);
    }
    return written + html.slice(done);
  };
  return expanded(stored, 0);
}
