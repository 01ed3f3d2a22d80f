import { reset } from 'cloudflare:test';
import { beforeEach, expect, it } from 'vitest';
import { formats } from '../../src/feed/formats.ts';
import { limits } from '../../src/limits.ts';
import { outboundStatus } from '../../src/outbound/status.ts';
import { onStage, type Received, type Stage } from './hub.ts';

beforeEach(async () => reset());

const hub = 'https://hub.example.org/';
const files = Object.values(formats).map(({ file }) => file);
const second = 1_000;
const minute = 60 * second;

/** The topics of each request. */
const topicsIn = (requests: Received[]): string[][] =>
  requests.map(({ body }) => new URLSearchParams(new TextDecoder().decode(body)).getAll('hub.url'));

const topicsOf = (...folders: string[]): string[] =>
  folders.flatMap((folder) => files.map((file) => `https://feeds.example/${folder}${file}`));

const withHub = async (play: (stage: Stage) => Promise<void>): Promise<void> =>
  onStage(play, { site: { hub } });

it('tells the hub of every feed that has changed, in one request, as a form', async () => {
  await withHub(async ({ change, run, take }) => {
    change('', 'all', 'category:%E7%9F%A5%E4%B9%8E');
    await run();
    const requests = take();
    expect(requests).toHaveLength(1);
    expect(requests[0]!.url.href).toBe(hub);
    expect(requests[0]!.method).toBe('POST');
    expect(requests[0]!.headers.get('Content-Type')).toBe('application/x-www-form-urlencoded');
    expect(topicsIn(requests)).toEqual([topicsOf('', 'categories/%E7%9F%A5%E4%B9%8E/')]);
  });
});

it('tells it of a podcast only if the podcast has changed', async () => {
  await withHub(async ({ change, run, take }) => {
    change('', 'category:a podcast', 'category:b');
    await run();
    const [topics = []] = topicsIn(take());
    expect(topics.toSorted()).toEqual(
      ['https://feeds.example/categories/a/podcast.xml', ...topicsOf('categories/b/')].toSorted(),
    );
  });
});

it('tells it once more when every cache has the new version, and then no more', async () => {
  await withHub(async ({ change, run, take, tables, context }) => {
    change('', 'all', 'category:a');
    await run();
    await run(140 * second);
    expect(take()).toHaveLength(1);
    await run(10 * second);
    expect(topicsIn(take())).toEqual([topicsOf('', 'categories/a/')]);
    expect(tables.deliveries.nextTry(context.now())).toBeUndefined();
  });
});

it('tries again later and later, with the newest changes only, while the hub is down', async () => {
  await withHub(async ({ change, run, take, answers, tables }) => {
    answers(() => Promise.reject(new Error('connection refused')));
    change('', 'all', 'category:a');
    await run();
    change('', 'all', 'category:a', 'category:b');
    await run();
    // A change does not make a hub due that did not answer.
    expect(take()).toHaveLength(1);
    await run(minute);
    expect(topicsIn(take()).flat().sort()).toEqual(topicsOf('', 'categories/a/', 'categories/b/').sort());
    await run(minute);
    expect(take()).toEqual([]);
    const { waiting, failures } = outboundStatus(tables, Date.now());
    expect(waiting).toBe(3);
    expect(failures).toMatchObject([{ kind: 'ping', target: hub, error: 'no answer: connection refused' }]);
    answers(() => new Response(null, { status: 204 }));
    await run(5 * minute);
    expect(topicsIn(take()).flat().sort()).toEqual(topicsOf('', 'categories/a/', 'categories/b/').sort());
    expect(outboundStatus(tables, Date.now()).failures).toEqual([]);
  });
});

it.each([
  [400, {}, 'no such topic', 'answered 400: no such topic'],
  [301, { Location: 'https://other.example/' }, null, 'answered 301: a redirect to https://other.example/'],
  [503, { 'Retry-After': '600' }, 'x'.repeat(10_000), `answered 503: ${'x'.repeat(200)}`],
])('reports a hub that answers %i', async (status, headers, body, error) => {
  await withHub(async ({ change, run, answers, take, tables }) => {
    answers(() => new Response(body, { status, headers }));
    change('', 'all');
    await run();
    expect(outboundStatus(tables, Date.now()).failures[0]?.error).toBe(error);
    take();
    await run(599 * second);
    expect(take()).toHaveLength(status === 503 ? 0 : 1);
  });
});

it('gives up after half a day, and begins anew with the next change', async () => {
  await withHub(async ({ change, run, answers, take, tables, context }) => {
    answers(() => new Response(null, { status: 500 }));
    change('', 'all', 'category:a');
    for (let hour = 0; hour < 16; hour++) await run(60 * minute);
    expect(tables.deliveries.nextTry(context.now())).toBeUndefined();
    expect(outboundStatus(tables, Date.now())).toMatchObject({ waiting: 0, givenUp: 2 });
    take();
    answers(() => new Response(null, { status: 204 }));
    change('', 'category:b');
    await run();
    expect(topicsIn(take())).toEqual([topicsOf('categories/b/')]);
  });
});

it('forgets a hub that the settings no longer name', async () => {
  await withHub(async ({ change, run, take, context, tables }) => {
    change('', 'all');
    delete context.site.hub;
    await run();
    change('', 'category:b');
    await run();
    expect(take()).toEqual([]);
    expect(outboundStatus(tables, Date.now()).waiting).toBe(0);
  });
});

it('tells of any number of feeds, in requests of at most a hundred topics', async () => {
  await withHub(async ({ change, run, take }) => {
    change('', ...Array.from({ length: 300 }, (_, i) => `tag:${i}`));
    await run();
    const requests = topicsIn(take());
    for (const topics of requests) expect(topics.length).toBeLessThanOrEqual(limits.pingTopics);
    expect(requests).toHaveLength(10);
    expect(new Set(requests.flat()).size).toBe(300 * files.length);
  });
});

it('keeps a change that comes while the hub is being told', async () => {
  await withHub(async ({ change, run, answers, take }) => {
    let during = (): unknown => change('', 'all');
    answers(() => {
      during();
      during = () => {};
      return new Response(null, { status: 204 });
    });
    change('', 'all');
    await run();
    expect(take()).toHaveLength(2);
  });
});
