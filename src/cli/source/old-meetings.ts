/** Articles that meet at one old address: it leads to one of them alone. */

import type { ParsedArticle } from '../../article/article.ts';
import { wholeFile } from '../../article/problem.ts';
import { quote } from '../../article/text.ts';
import type { FileResult } from '../../publish/protocol.ts';

/** Two articles, and the first address at which they meet. */
interface Meeting {
  address: string;
  /** Whose article it leads to. */
  first: string;
}

export class OldMeetings {
  /** Path of the first article that has an old address; files come in the order of paths. */
  readonly #first = new Map<string, string>();
  /** Addresses and aliases of articles, as paths of the site. */
  readonly #taken = new Map<string, string>();
  /** By the path of the other file. */
  readonly #meetings = new Map<string, Meeting[]>();
  readonly #all = new Map<string, readonly string[]>();

  add({ path, address, aliases }: ParsedArticle, oldAddresses: readonly string[] = []): void {
    for (const each of [address, ...aliases])
      this.#taken.set(each.startsWith('/') ? each : `/articles/${each}`, path);
    if (oldAddresses.length > 0) this.#all.set(path, oldAddresses);
  }

  /** Warnings, once all articles are added. */
  results(): FileResult[] {
    for (const [path, addresses] of this.#all) for (const address of addresses) this.#meet(path, address);
    return Array.from(this.#meetings, ([path, meetings]) => ({
      path,
      status: 'article',
      problems: meetings.map(({ address, first }) => ({
        ...wholeFile('old-address', messageOf(address, first)),
        severity: 'warning',
      })),
    }));
  }

  /** An author who wrote an address as an alias has decided. */
  #meet(path: string, address: string): void {
    if (this.#taken.has(address)) return;
    const first = this.#first.get(address);
    if (first === undefined) this.#first.set(address, path);
    else {
      const meetings = this.#meetings.get(path) ?? [];
      if (!meetings.some((meeting) => meeting.first === first)) meetings.push({ address, first });
      this.#meetings.set(path, meetings);
    }
  }
}

const messageOf = (address: string, first: string): string =>
  `OLD_ADDRESSES gives ${first} the address ${quote(address)}, too, and it leads there; write it into "aliases" of the right file`;
