import { reset } from 'cloudflare:test';
import { beforeEach, expect, it } from 'vitest';
import { limits } from '../../src/limits.ts';
import { outboundStatus } from '../../src/outbound/status.ts';
import { onStage, topic, willing, type Stage } from './hub.ts';

beforeEach(async () => reset());

/** Adds subscriptions as if they had been confirmed. */
function add({ context, tables }: Stage, callbacks: readonly string[]): void {
  const expiresAt = context.now() + 86_400_000;
  for (const callback of callbacks)
    tables.subscriptions.set({ topic, callback, expiresAt }, new URL(callback).host, context.now());
}

const at = (host: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `https://${host}/${i}`);

it('reaches everybody else while hosts hang, and asks those one request at a time', async () => {
  await onStage(async (stage) => {
    const hanging = ['a', 'b', 'c'].flatMap((name) => at(`${name}.hangs.example.org`, 100));
    const quick = at('quick.example.org', 200);
    add(stage, [...hanging, ...quick]);
    const running = new Map<string, number>();
    let [most, mostOfHanging, taken] = [0, 0, 0];
    const releases: (() => void)[] = [];
    stage.answers(async ({ url }) => {
      const now = (running.get(url.host) ?? 0) + 1;
      running.set(url.host, now);
      most = Math.max(
        most,
        [...running.values()].reduce((sum, n) => sum + n, 0),
      );
      if (url.host.includes('hangs')) {
        mostOfHanging = Math.max(mostOfHanging, now);
        await new Promise<void>((release) => void releases.push(release));
        running.set(url.host, 0);
        throw new Error('The operation was aborted due to timeout');
      }
      await scheduler.wait(0);
      running.set(url.host, running.get(url.host)! - 1);
      taken++;
      // The others time out after everybody else is reached.
      if (taken === quick.length) for (const release of releases.splice(0)) release();
      return new Response();
    });
    stage.change('two');
    await stage.run();
    expect(taken).toBe(quick.length);
    expect(most).toBeLessThanOrEqual(6);
    expect(mostOfHanging).toBe(1);
    const hosts = new Set(stage.take().map(({ url }) => url.host));
    expect(hosts.size).toBe(4);
    expect(outboundStatus(stage.tables, stage.context.now())).toMatchObject({
      waiting: 300,
      failing: 3,
      taken: 200,
    });
    // Each is probed once, and has everything once it answers.
    stage.answers(willing);
    await stage.run(61_000);
    expect(stage.take()).toHaveLength(300);
  });
});

it('gives up everything that waits for a host that has not answered for half a day', async () => {
  await onStage(async (stage) => {
    add(stage, at('gone.example.org', 50));
    stage.answers(() => Promise.reject(new Error('connection refused')));
    stage.change('two');
    for (let hour = 0; hour < 16; hour++) await stage.run(3_600_000);
    // One request at a time, and not fifty.
    expect(stage.take().length).toBeLessThanOrEqual(10);
    expect(outboundStatus(stage.tables, stage.context.now())).toMatchObject({
      waiting: 0,
      givenUp: 50,
      subscriptions: 50,
    });
  });
});

it('stops if it cannot record what it has sent, instead of sending it again and again', async () => {
  await onStage(async (stage) => {
    add(stage, at('quick.example.org', 20));
    stage.change('two');
    const { transaction } = stage.context;
    stage.context.transaction = () => {
      throw new Error('Exceeded allowed rows written in Durable Objects free tier.');
    };
    await expect(stage.run()).rejects.toThrow('rows written');
    expect(stage.take().length).toBeLessThanOrEqual(6);
    stage.context.transaction = transaction;
    await stage.run();
    expect(outboundStatus(stage.tables, stage.context.now())).toMatchObject({ waiting: 0, taken: 20 });
  });
});

it('takes no more subscriptions than the limits allow, of a host and of a feed, and still renews', async () => {
  await onStage(async (stage) => {
    const known = at('many.example.org', limits.hubHost);
    add(stage, known);
    const refused = stage.ask({ 'hub.callback': 'https://many.example.org/another' });
    expect(refused).toMatchObject({ status: 429 });
    expect(refused.detail).toContain('many.example.org has 1000 subscriptions');
    expect(stage.ask({ 'hub.callback': known[0] })).toMatchObject({ status: 202 });
    expect(stage.ask({ 'hub.callback': 'https://other.example.org/' })).toMatchObject({ status: 202 });
  });
});

it('counts the time from the first change that a subscriber does not have until it has the feed', async () => {
  await onStage(async (stage) => {
    const median = (): number | undefined => outboundStatus(stage.tables, stage.context.now()).medianMs;
    add(stage, at('reader.example.org', 1));
    expect(median()).toBeUndefined();
    stage.change('two');
    await stage.run(300);
    expect(median()).toBe(300);
    // A newer version takes the place of one that failed. The subscriber has waited since the first of them.
    stage.answers(() => new Response(null, { status: 503 }));
    stage.change('three');
    await stage.run();
    stage.change('four');
    stage.answers(willing);
    await stage.run(60_000);
    expect(median()).toBe(61_000);
    for (const text of ['five', 'six']) {
      stage.change(text);
      await stage.run(40);
    }
    expect(median()).toBe(300);
  });
});

it('remembers the times of the last deliveries only', async () => {
  await onStage(async ({ tables: { delays } }) => {
    for (let number = 0; number < 1_000; number++) delays.add(number, number < 800 ? 9 : 7);
    expect(delays.median()).toBe(7);
    delays.add(1_000, -5);
    expect(delays.median()).toBe(7);
  });
});
