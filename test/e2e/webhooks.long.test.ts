import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { random } from '../../bench/articles.ts';
import { article } from '../cli/workspace.ts';
import { TestSite } from './site.ts';
import { Subscribers } from './subscribers.ts';
import { soon } from '../soon.ts';

beforeEach(() => vi.stubEnv('EDGEFEED_OUTBOUND_LOOPBACK', '1'));
afterEach(() => vi.unstubAllEnvs());

/** Differs for each run, and is printed: `KILL_SEED=… npm run test:long -- test/e2e/webhooks` repeats a run. */
const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
const articles = 60;
const kills = 6;
/** The receiver takes this long to answer, ms, so that kills meet deliveries that are under way. */
const slowness = 10;

test('after SIGKILL between a publish and its deliveries, every change arrives, those of an article in order', async () => {
  const next = random(seed);
  console.info(`KILL_SEED=${seed}`);
  /** The versions of each article, as they arrived. */
  const arrived = new Map<string, number[]>();
  let taken = 0;
  await using receiver = await Subscribers.start(async ({ body }, response) => {
    await pause(slowness);
    const { data } = JSON.parse(body.toString()) as { data: { id: string; article: { title: string } } };
    const version = Number(/\d+$/.exec(data.article.title)?.[0]);
    arrived.set(data.id, [...(arrived.get(data.id) ?? []), version]);
    taken++;
    response.writeHead(204).end();
  });
  await using site = await TestSite.start();
  await site.client.addWebhook({ url: `${receiver.origins[0]}/hook` });
  for (let version = 1; version <= kills; version++) {
    const before = taken;
    const sources = Array.from({ length: articles }, (_, i) => [
      `${i}.md`,
      article(`Article ${i}, version ${version}`),
    ]);
    await site.publish(Object.fromEntries(sources) as Record<string, string>);
    // From before the catalog has told the sender to the last delivery.
    const reached = before + Math.floor(next() * articles * 0.9);
    await vi.waitFor(() => expect(taken).toBeGreaterThanOrEqual(reached), { ...soon, interval: 2 });
    await site.killAndRestart();
  }
  await vi.waitFor(
    () => {
      expect(arrived.size).toBe(articles);
      for (const versions of arrived.values()) expect(versions.at(-1)).toBe(kills);
    },
    { timeout: 250_000, interval: 50 },
  );
  for (const versions of arrived.values()) expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  await vi.waitFor(
    async () => expect(await site.client.webhooks()).toMatchObject([{ waiting: 0, failures: 0 }]),
    { timeout: 250_000, interval: 100 },
  );
});
