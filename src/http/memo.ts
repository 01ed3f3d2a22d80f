/** What an isolate remembers between requests: a hot feed costs neither a read of KV nor a compression. */

/** Values by key, bounded in bytes and in age; the least recently used go first. */
export class Memo<V extends { size: number }> {
  readonly #entries = new Map<string, { value: V; until: number; size: number }>();
  readonly #maxBytes: number;
  #bytes = 0;

  /** @param maxBytes that the values of all keys may take together, by their own `size` */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** @param now ms */
  get(key: string, now: number): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    if (entry.until <= now) {
      this.#bytes -= entry.size;
      return undefined;
    }
    // A Map keeps the order of insertion: what was used last stands last.
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** @param until ms; from then on the value is no longer believed */
  set(key: string, value: V, until: number): void {
    const { size } = value;
    this.#bytes -= this.#entries.get(key)?.size ?? 0;
    this.#entries.delete(key);
    if (size > this.#maxBytes) return;
    this.#entries.set(key, { value, until, size });
    this.#bytes += size;
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#entries.delete(oldest);
      this.#bytes -= entry.size;
    }
  }
}
