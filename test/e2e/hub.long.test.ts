import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { random } from '../../bench/articles.ts';
import { article } from '../cli/workspace.ts';
import { TestSite } from './site.ts';
import { Subscribers } from './subscribers.ts';
import { soon } from '../soon.ts';

beforeEach(() => vi.stubEnv('EDGEFEED_OUTBOUND_LOOPBACK', '1'));
afterEach(() => vi.unstubAllEnvs());

/** Differs for each run, and is printed: `KILL_SEED=… npm run test:long -- test/e2e/hub` repeats a run. */
const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
const subscriptions = 90;
const kills = 6;
/** A subscriber takes this long to answer, ms, so that kills meet deliveries that are under way. */
const slowness = 20;

test('after SIGKILL in the middle of deliveries, every subscriber gets the last version, and none is lost', async () => {
  const next = random(seed);
  console.info(`KILL_SEED=${seed}`);
  /** The titles in the last delivery of each callback. */
  const last = new Map<string, string>();
  let taken = 0;
  await using subscribers = await Subscribers.start(async ({ path, body }, response) => {
    await pause(slowness);
    last.set(path, body.toString());
    taken++;
    response.writeHead(204).end();
  }, 3);
  await using site = await TestSite.start();
  const topic = `${site.url}/rss.xml`;
  await site.publish({ 'a.md': article('Begin') });
  const paths = Array.from({ length: subscriptions }, (_, i) => `/${i}`);
  for (const [i, path] of paths.entries()) {
    const origin = subscribers.origins[i % subscribers.origins.length];
    expect(await subscribers.ask(`${site.url}/hub`, topic, `${origin}${path}`)).toBe(202);
  }
  await vi.waitFor(
    async () => expect((await site.client.status()).outbound?.subscriptions).toBe(subscriptions),
    soon,
  );
  for (let kill = 1; kill <= kills; kill++) {
    const before = taken;
    await site.publish({ 'a.md': article(`Version ${kill}`) });
    // Somewhere between the first delivery and the last.
    const reached = before + 1 + Math.floor(next() * subscriptions * 0.8);
    await vi.waitFor(() => expect(taken).toBeGreaterThanOrEqual(reached), { ...soon, interval: 2 });
    await site.killAndRestart();
  }
  await vi.waitFor(
    () => {
      const missed = paths.filter((path) => !last.get(path)?.includes(`Version ${kills}`));
      expect(missed).toEqual([]);
    },
    { timeout: 250_000, interval: 50 },
  );
  await vi.waitFor(
    async () =>
      expect((await site.client.status()).outbound).toMatchObject({
        subscriptions,
        waiting: 0,
        givenUp: 0,
      }),
    { timeout: 250_000, interval: 100 },
  );
});
