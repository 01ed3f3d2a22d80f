/**
 * Time from the start of a publish until every subscriber of the hub has the feed, and what subscribers that never answer do to
 * publishing. Subscribers and worker are on this machine, which both sides of each delivery therefore pay for.
 * `npm run bench -- hub 100 1000` sets other numbers of subscribers.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Client } from '../src/cli/client/client.ts';
import { untilLive } from '../src/cli/client/wait.ts';
import { serve } from '../src/cli/local/serve.ts';
import { blobId } from '../src/publish/manifest.ts';
import { Subscribers } from '../test/e2e/subscribers.ts';
import { article } from './articles.ts';
import { print } from './table.ts';

/** Addresses of the loopback interface: the hub takes 200 subscriptions an hour from one. */
const hosts = 10;
const runs = 5;
const bodyBytes = 6_000;
/** KV takes one write a second and key. */
const writeInterval = 1_100;

/** Publishes a new version of an article. @returns seconds until its feeds are live */
async function publish(client: Client, number: number): Promise<number> {
  const source = `${article(0, { category: '分类', bytes: bodyBytes })}\n\n${number}\n`;
  const put = [{ path: 'a.md', source, blob: blobId(new TextEncoder().encode(source)) }];
  const start = performance.now();
  await client.publish(JSON.stringify({ put, delete: [] }));
  await untilLive(client);
  return (performance.now() - start) / 1000;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(2);
}

/** @param hanging how many of the subscribers never answer a delivery */
async function measure(subscriptions: number, hanging: number): Promise<(string | number)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'edgefeed-bench-'));
  const served = await serve({ state: join(folder, 'state'), host: '127.0.0.1', port: 0, onLog: () => {} });
  let taken = 0;
  const willing = await Subscribers.start((_, response) => {
    taken++;
    response.writeHead(204).end();
  }, hosts);
  const silent = await Subscribers.start(() => {}, hosts);
  try {
    const client = connect({ url: served.url, token: served.token, local: true });
    await publish(client, 0);
    for (let i = 0; i < subscriptions; i++) {
      const side = i < hanging ? silent : willing;
      const callback = `${side.origins[i % hosts]}/${i}`;
      const status = await side.ask(`${served.url}/hub`, `${served.url}/rss.xml`, callback);
      if (status !== 202) throw new Error(`the hub answers ${status}`);
    }
    while ((await client.status()).outbound?.subscriptions !== subscriptions) await sleep(50);
    const lives: number[] = [];
    const deliveries: number[] = [];
    for (let run = 1; run <= runs; run++) {
      await sleep(writeInterval);
      taken = 0;
      const start = performance.now();
      lives.push(await publish(client, run));
      const others = subscriptions - hanging;
      await until(() => taken === others);
      deliveries.push((performance.now() - start) / 1000);
    }
    return [subscriptions, hanging, median(lives), median(deliveries), Math.max(...deliveries)];
  } finally {
    await served.stop();
    for (const side of [willing, silent]) await side[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}

export default async function hub(sizes: readonly string[]): Promise<void> {
  process.env['EDGEFEED_OUTBOUND_LOOPBACK'] = '1';
  const rows = [await measure(0, 0)];
  for (const size of sizes.length > 0 ? sizes : ['100', '1000']) rows.push(await measure(Number(size), 0));
  rows.push(await measure(1_000, 300));
  print(['subscribers', 'of which hang', 'feeds live s', 'all others have it s', 'slowest of five s'], rows);
}
