/** A cache in the memory of an isolate: a hot feed costs neither a KV read nor a compression. */

/**
 * An LRU cache bounded in bytes, keys included. Expired entries stay until they are evicted, so that `stale` can still
 * return them.
 */
export class MemoryCache<V extends { readonly size: number }> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #maxBytes: number;
  #bytes = 0;

  /** @param maxBytes of all entries: a value counts its own `size`, which may change; a key its length (ASCII) */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** @param now ms */
  get(key: string, now: number): V | undefined {
    const entry = this.#entries.get(key);
    // `now` before `setAt`: the clock was ahead when the entry was set, so `freshUntil` is too late by as much.
    if (!entry || now < entry.setAt || entry.freshUntil <= now) return undefined;
    // A Map iterates in insertion order: reinserting moves the entry to the most recently used end.
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
   * @param freshUntil ms; `get` returns the value before this time
   * @param usableUntil ms; `stale` returns the value before this time
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

  /** Updates the size of an entry, and evicts the least recently used ones until all fit. */
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
  /** Bytes, as last counted. */
  size: number;
}
