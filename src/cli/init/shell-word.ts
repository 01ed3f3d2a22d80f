/** Paths in commands that `init` prints. */

/**
 * A path as one word of a command line. In double quotes, which every shell has; a name with a character that is special in
 * them is in single quotes, those of POSIX.
 */
export function shellWord(path: string): string {
  if (/^[\w./-]+$/.test(path)) return path;
  return /["$`\\!]/.test(path) ? `'${path.replaceAll("'", String.raw`'\''`)}'` : `"${path}"`;
}
