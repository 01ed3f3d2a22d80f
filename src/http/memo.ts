/** What an isolate remembers between requests: a hot feed costs neither a read of KV nor a compression. */

/** Values by key, bounded in bytes; the least recently used go first. What is out of date stays for want of better. */
export class Memo<V extends { size: number }> {
  readonly #entries = new Map<string, { value: V; freshUntil: number; usableUntil: number; size: number }>();
  readonly #maxBytes: number;
  #bytes = 0;

  /** @param maxBytes that the values of all keys may take together, by their own `size` */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** @param now ms */
  get(key: string, now: number): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry || entry.freshUntil <= now) return undefined;
    // A Map keeps the order of insertion: what was used last stands last.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** What was true once, for when nobody can say what is true now. @param now ms */
  stale(key: string, now: number): V | undefined {
    const entry = this.#entries.get(key);
    return entry && now < entry.usableUntil ? entry.value : undefined;
  }

  /**
   * @param freshUntil ms; from then on `get` no longer believes the value
   * @param usableUntil ms; from then on `stale` doesn't either
   */
  set(key: string, value: V, freshUntil: number, usableUntil: number): void {
    const { size } = value;
    this.delete(key);
    if (size > this.#maxBytes) return;
    this.#entries.set(key, { value, freshUntil, usableUntil, size });
    this.#bytes += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.size;
  }
}
