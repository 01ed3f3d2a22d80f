/** The ids of unpublished articles as a batch sees them: those of the table, overlaid with what has been decided so far. */

/** The table. */
interface Stored {
  readonly isEmpty: boolean;
  at: (path: string) => string | undefined;
  pathsOf: (id: string) => string[];
}

const none: Stored = { isEmpty: true, at: () => undefined, pathsOf: () => [] };

export class WithdrawnIds {
  readonly #stored: Stored;
  /** By path; null: none is kept for it any more. */
  readonly #decided = new Map<string, string | null>();
  /** By id: paths that it was kept for at some time in the batch. */
  readonly #decidedPaths = new Map<string, Set<string>>();

  constructor(stored: Stored = none) {
    this.#stored = stored.isEmpty ? none : stored;
  }

  /** The id of the article that a file was. */
  at(path: string): string | undefined {
    const decided = this.#decided.get(path);
    return decided === undefined ? this.#stored.at(path) : (decided ?? undefined);
  }

  /** The paths that an id is kept for. */
  pathsOf(id: string): string[] {
    const decided = [...(this.#decidedPaths.get(id) ?? [])].filter((path) => this.#decided.get(path) === id);
    return [...decided, ...this.#stored.pathsOf(id).filter((path) => !this.#decided.has(path))];
  }

  set(path: string, id: string | null): void {
    this.#decided.set(path, id);
    if (id !== null) this.#decidedPaths.set(id, (this.#decidedPaths.get(id) ?? new Set()).add(path));
  }
}
