/** Articles that have no Markdown, since another document is at their address with `.md`. */

import { markdownEnding } from '../../article/address.ts';
import type { Tables } from '../tables/tables.ts';

/** Which of these addresses lead to something else with `.md` at the end: an article, a redirect or a tombstone. */
export function withoutMarkdown({ addresses, articles }: Tables, own: readonly string[]): Set<string> {
  const rows = addresses.find(own.map((address) => address + markdownEnding));
  const taken = [...rows.values()].filter(({ id, state }) => {
    if (state === 'gone') return true;
    const entry = articles.head(id);
    // One that is scheduled leads nowhere yet.
    return !entry || entry.live || entry.wakeAt === null;
  });
  return new Set(taken.map(({ address }) => address.slice(0, -markdownEnding.length)));
}

/** The addresses of articles whose Markdown would be at one of these. */
export function namesOfMarkdown({ addresses }: Tables, changed: Iterable<string>): string[] {
  const names = [...changed].flatMap((address) =>
    address.endsWith(markdownEnding) ? address.slice(0, -markdownEnding.length) : [],
  );
  return [...addresses.find(names).values()].flatMap(({ address, state }) =>
    state === 'article' ? address : [],
  );
}
