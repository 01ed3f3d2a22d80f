/** Files that were written to take long: what all lists of them have in common. */

/** A file of which there is one for each size. */
export interface Hostile {
  name: string;
  path: string;
  /** About as many UTF-16 code units; where a limit refuses more of them, as many pieces. */
  source: (size: number) => string;
}

/** A piece, so often that a text of the size becomes of it. */
export const fill = (piece: string, size: number): string =>
  piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

/** Pieces that are numbered, as many as fit into the size. */
export function count(piece: (i: number) => string, size: number): string {
  let source = '';
  for (let i = 0; source.length < size; i++) source += piece(i);
  return source.slice(0, size);
}

/** Sources by their names. */
export type Sources = Readonly<Record<string, (size: number) => string>>;

export const files = (path: string, sources: Sources): Hostile[] =>
  Object.entries(sources).map(([name, source]) => ({ name, path, source }));

/** Bodies, each below front matter of its own. */
export const bodies = (path: string, sources: Sources): Hostile[] =>
  Object.entries(sources).map(([name, source]) => ({
    name,
    path,
    source: (size) => `---\ntitle: T\n---\n${source(size)}`,
  }));
