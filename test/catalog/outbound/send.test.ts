import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { identified } from '../../../src/catalog/batch/identity.ts';
import { publishBatch } from '../../../src/catalog/batch/publish-batch.ts';
import { sendOutbound } from '../../../src/catalog/outbound/send.ts';
import { flush } from '../../../src/catalog/outbox/flush.ts';
import { statusOf } from '../../../src/catalog/read/status.ts';
import { Tables } from '../../../src/catalog/tables/tables.ts';
import { formats } from '../../../src/feed/formats.ts';
import { limits } from '../../../src/limits.ts';
import { siteFrom, type Site } from '../../../src/site/config.ts';
import { DocumentStore } from '../../../src/store/store.ts';
import { catalog, put } from '../batches.ts';

beforeEach(async () => reset());

const hub = 'https://hub.example/';
const files = Object.values(formats).map(({ file }) => file);

interface Told {
  url: string;
  init: RequestInit;
}

/** A hub that remembers what it is told, and a catalog that knows it, at moments of the test's choosing. */
async function withHub(
  run: (stage: {
    tables: Tables;
    told: Told[];
    /** The topics of each request since the last call. */
    topics: () => string[][];
    /** Publishes, and writes the feeds to KV. */
    publish: (...paths: string[]) => Promise<void>;
    send: (after?: number) => Promise<void>;
    answers: (answer: () => Response | Promise<Response>) => void;
    /** Takes the hub out of the settings. */
    forgetHub: () => void;
  }) => Promise<void>,
): Promise<void> {
  await runInDurableObject(catalog(), async (_, { storage }) => {
    const tables = new Tables(storage.sql);
    const told: Told[] = [];
    let answer: () => Response | Promise<Response> = () => new Response(null, { status: 204 });
    let moment = Date.now();
    const context = {
      tables,
      store: new DocumentStore(env.DOCUMENTS),
      site: { ...identified(siteFrom(env), tables.settings), hub } as Site,
      now: () => moment,
      transaction: <T>(write: () => T) => storage.transactionSync(write),
      fetch: async (url: string, init: RequestInit) => {
        told.push({ url, init });
        return answer();
      },
    };
    let title = 0;
    await run({
      tables,
      told,
      topics: () =>
        told.splice(0).map(({ init }) => new URLSearchParams(init.body as string).getAll('hub.url')),
      publish: async (...paths) => {
        moment += 2_000;
        const puts = paths.map((path) => put(path, { title: `${title++}`, categories: [path] }));
        publishBatch(context, { put: puts, delete: [], more: false });
        await flush(context);
      },
      send: async (after = 0) => {
        moment += after;
        await sendOutbound(context);
      },
      answers: (given) => void (answer = given),
      forgetHub: () => void delete context.site.hub,
    });
  });
}

const topicsOf = (...folders: string[]): string[] =>
  folders.flatMap((folder) => files.map((file) => `https://feeds.example/${folder}${file}`));

it('tells the hub of every feed that was written to KV, in one request, as a form', async () => {
  await withHub(async ({ publish, send, told, topics }) => {
    await publish('a', '知乎');
    await send();
    expect(told).toHaveLength(1);
    const [{ url, init }] = told as [Told];
    expect(url).toBe(hub);
    expect(init).toMatchObject({
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(new URLSearchParams(init.body as string).get('hub.mode')).toBe('publish');
    expect(topics()).toEqual([topicsOf('', 'categories/%E7%9F%A5%E4%B9%8E/', 'categories/a/')]);
  });
});

it('tells it once more when every cache has the new version, and then no more', async () => {
  await withHub(async ({ publish, send, topics, tables }) => {
    await publish('a');
    await send();
    await send(140_000);
    expect(topics()).toHaveLength(1);
    await send(10_000);
    expect(topics()).toEqual([topicsOf('', 'categories/a/')]);
    expect(tables.outbound.nextTry(Date.now())).toBeUndefined();
    await send(3_600_000);
    expect(topics()).toEqual([]);
  });
});

it('tells nothing of what did not change', async () => {
  await withHub(async ({ publish, send, topics }) => {
    await publish('a');
    await send();
    await publish('b');
    topics();
    await send();
    expect(topics()).toEqual([topicsOf('', 'categories/b/')]);
  });
});

it('tries again later and later, with the newest changes only, while the hub is down', async () => {
  await withHub(async ({ publish, send, topics, answers, tables }) => {
    answers(() => Promise.reject(new Error('connection refused')));
    await publish('a');
    await send();
    await publish('a', 'b');
    await send();
    // The second publish does not make it due.
    expect(topics()).toHaveLength(1);
    await send(5_000);
    expect(topics()).toEqual([topicsOf('', 'categories/a/', 'categories/b/')]);
    await send(5_000);
    expect(topics()).toEqual([]);
    const status = statusOf(tables, Date.now());
    expect(status.outbound).toEqual([
      {
        target: hub,
        waiting: 3,
        tries: 2,
        error: `${hub} did not answer: connection refused`,
        nextTry: expect.any(String) as string,
      },
    ]);
    answers(() => new Response(null, { status: 204 }));
    await send(3_600_000);
    expect(topics()).toEqual([topicsOf('', 'categories/a/', 'categories/b/')]);
    expect(statusOf(tables, Date.now()).outbound).toBeUndefined();
  });
});

it.each([
  [400, {}, 'no such topic', /answered 400: no such topic$/],
  [
    301,
    { Location: 'https://other.example/' },
    null,
    /answered 301: a redirect to https:\/\/other\.example\/; set/,
  ],
  [503, { 'Retry-After': '600' }, 'x'.repeat(10_000), /answered 503: x{200}$/],
])('reports a hub that answers %i', async (status, headers, body, error) => {
  await withHub(async ({ publish, send, answers, topics, tables }) => {
    answers(() => new Response(body, { status, headers }));
    await publish('a');
    await send();
    expect(statusOf(tables, Date.now()).outbound?.[0]?.error).toMatch(error);
    topics();
    await send(599_000);
    expect(topics()).toHaveLength(status === 503 ? 0 : 1);
  });
});

it('drops what a hub has not taken for a day', async () => {
  await withHub(async ({ publish, send, answers, topics, tables }) => {
    answers(() => new Response(null, { status: 500 }));
    await publish('a');
    for (let hour = 0; hour < 30; hour++) await send(3_600_000);
    topics();
    expect(tables.outbound.nextTry(Date.now())).toBeUndefined();
    expect(statusOf(tables, Date.now()).outbound).toBeUndefined();
    answers(() => new Response(null, { status: 204 }));
    await publish('b');
    await send();
    expect(topics()).toEqual([topicsOf('', 'categories/b/')]);
  });
});

it('forgets a hub that the settings no longer name', async () => {
  await withHub(async ({ publish, send, topics, forgetHub, tables }) => {
    await publish('a');
    forgetHub();
    await send();
    expect(topics()).toEqual([]);
    expect(tables.outbound.nextTry(Date.now())).toBeUndefined();
    await publish('b');
    await send();
    expect(topics()).toEqual([]);
  });
});

it('tells of any number of feeds, in requests of at most a hundred topics, a few at a time', async () => {
  await withHub(async ({ send, topics, tables }) => {
    const keys = Array.from({ length: 300 }, (_, i) => `tag:${i}`);
    tables.outbound.add('ping', hub, keys, Date.now() - 10_000);
    const seen = new Set<string>();
    const requests: number[] = [];
    for (let alarm = 0; alarm < 3; alarm++) {
      await send();
      const told = topics();
      requests.push(told.length);
      for (const request of told) {
        expect(request.length).toBeLessThanOrEqual(limits.pingTopics);
        for (const topic of request) seen.add(topic);
      }
    }
    expect(requests).toEqual([4, 4, 2]);
    expect(seen.size).toBe(300 * files.length);
  });
});

it('keeps a change that comes while the hub is being told', async () => {
  await withHub(async ({ publish, send, topics, answers }) => {
    let during = async (): Promise<void> => publish('a');
    answers(async () => {
      await during();
      during = async () => {};
      return new Response(null, { status: 204 });
    });
    await publish('a');
    await send();
    expect(topics()).toHaveLength(2);
  });
});
