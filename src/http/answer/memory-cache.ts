/** What an isolate remembers between requests: a hot feed costs neither a read of KV nor a compression. */

/**
 * Values by key, bounded in bytes, keys included; the least recently used go first. What is out of date stays for want
 * of better.
 */
export class Memo<V extends { readonly size: number }> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #maxBytes: number;
  #bytes = 0;

  /** @param maxBytes that all entries may take together: a value by its own `size`, which may change; a key, ASCII */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** @param now ms */
  get(key: string, now: number): V | undefined {
    const entry = this.#entries.get(key);
    // Before it was set, the clock was ahead: by as much the value would be kept too long.
    if (!entry || now < entry.setAt || entry.freshUntil <= now) return undefined;
    // A Map keeps the order of insertion: what was used last stands last.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#weigh(key, entry);
    return entry.value;
  }

  /** The last known value, for use while KV and the catalog are down. @param now ms */
  stale(key: string, now: number): V | undefined {
    const entry = this.#entries.get(key);
    return entry && now < entry.usableUntil ? entry.value : undefined;
  }

  /**
   * @param freshUntil ms; from then on `get` no longer believes the value
   * @param usableUntil ms; from then on `stale` doesn't either
   * @param setAt ms
   */
  set(key: string, value: V, freshUntil: number, usableUntil: number, setAt: number = 0): void {
    this.delete(key);
    const entry: Entry<V> = { value, freshUntil, usableUntil, setAt, size: 0 };
    this.#entries.set(key, entry);
    this.#weigh(key, entry);
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.size;
  }

  /** Counts an entry as large as it is now, and makes room for it. */
  #weigh(key: string, entry: Entry<V>): void {
    const size = key.length + entry.value.size;
    if (size === entry.size) return;
    this.#bytes += size - entry.size;
    entry.size = size;
    if (size > this.#maxBytes) this.delete(key);
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) break;
      this.delete(oldest);
    }
  }
}

interface Entry<V> {
  value: V;
  setAt: number;
  freshUntil: number;
  usableUntil: number;
  /** Bytes, as they were counted last. */
  size: number;
}
