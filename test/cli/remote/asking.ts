/** Asking addresses of servers on the loopback interface. */

import { askAll } from '../../../src/cli/remote/hosts.ts';
import type { Outcome, Use } from '../../../src/cli/remote/ask.ts';
import type { Network } from '../../../src/cli/remote/request.ts';

/** Every host is 127.0.0.1, which may be asked. */
export const loopback: Network = {
  resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
  mayConnect: (address) => address === '127.0.0.1',
};

export async function outcomesOf(
  addresses: Iterable<[string, Use]>,
  network: Network = loopback,
  stop: AbortSignal = new AbortController().signal,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  await askAll(new Map(addresses), network, stop, (url, outcome) => void outcomes.set(url, outcome));
  return outcomes;
}

export async function outcomeOf(url: string, use: Use = 'picture', network?: Network): Promise<Outcome> {
  return (await outcomesOf([[url, use]], network)).get(url)!;
}
