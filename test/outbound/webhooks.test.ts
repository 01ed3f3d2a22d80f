import { reset } from 'cloudflare:test';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { limits } from '../../src/limits.ts';
import {
  addWebhook,
  changeWebhook,
  deliveriesOf,
  listWebhooks,
  redeliver,
  removeWebhook,
  rotateWebhook,
  testWebhook,
} from '../../src/outbound/webhooks/manage.ts';
import { noteArticles } from '../../src/outbound/webhooks/note.ts';
import type {
  ChangeNote,
  Webhook,
  WebhookDelivery,
  WebhookFilter,
  WebhookWithSecret,
} from '../../src/publish/webhooks.ts';
import { onStage, willing, type Received, type Stage } from './hub.ts';

beforeEach(async () => reset());
afterEach(() => void vi.useRealTimers());

const hour = 3_600_000;

interface Message {
  type: string;
  timestamp: string;
  data: { id: string; article?: { id: string; title: string; content_html?: string } };
}

const messageOf = ({ body }: Received): Message => JSON.parse(new TextDecoder().decode(body)) as Message;
const typesIn = (received: Received[]): string[] => received.map((each) => messageOf(each).type);

interface WebhookStage extends Stage {
  articles: Map<string, Article>;
  add: (url?: string, filter?: WebhookFilter) => WebhookWithSecret;
  /** A change of an article, which is there afterwards unless it is removed. */
  tell: (id: string, event: ChangeNote['event'], changes?: Partial<ChangeNote & { title: string }>) => void;
  list: () => Webhook[];
  log: (id: string) => WebhookDelivery[];
}

const target = 'https://app.example.org/hook';

async function withWebhooks(play: (stage: WebhookStage) => Promise<void>): Promise<void> {
  const articles = new Map<string, Article>();
  await onStage(
    async (stage) => {
      let revision = 0;
      stage.answers(() => new Response(null, { status: 204 }));
      await play({
        ...stage,
        articles,
        add: (url = target, filter) =>
          addWebhook(stage.context, { url, ...(filter && { filter }) }) as WebhookWithSecret,
        tell: (id, event, { title = 'A title', ...others } = {}) => {
          if (event === 'removed') articles.delete(id);
          else articles.set(id, articleOf(id, title, others.after));
          const note = { before: [], after: [], at: stage.context.now(), ...others, id, event };
          noteArticles(stage.context, { log: 'log', notes: [{ ...note, revision: ++revision }] });
        },
        list: () => listWebhooks(stage.context),
        log: (id) => deliveriesOf(stage.context, id) as WebhookDelivery[],
      });
    },
    { context: { article: async (id) => articles.get(id) ?? null } },
  );
}

const articleOf = (id: string, title: string, scopes: string[] = []): Article => ({
  id,
  path: `${id}.md`,
  address: id,
  title,
  published: Date.UTC(2026, 0, 1),
  updated: Date.UTC(2026, 0, 1),
  categories: scopes.flatMap((scope) => /^category:(.*)$/.exec(scope)?.[1] ?? []),
  tags: [],
  authors: [],
  summary: 'Summary',
  html: '<p>Text</p>',
  media: [],
  aliases: [],
});

it('a foreign verifier accepts each event, with the article as /v1 gives it', async () => {
  await withWebhooks(async ({ add, tell, run, take, context }) => {
    const { secret } = add();
    tell('a', 'published');
    await run();
    tell('a', 'removed');
    await run();
    const received = take();
    // The verifier takes nothing that is five minutes old, by a clock that a busy machine cannot move.
    vi.setSystemTime(context.now());
    const verified = received.map(({ headers, body }) =>
      new Verifier(secret).verify(new TextDecoder().decode(body), Object.fromEntries(headers)),
    ) as Message[];
    expect(verified.map(({ type }) => type)).toEqual(['article.published', 'article.removed']);
    expect(verified[0]!.data).toMatchObject({
      id: 'a',
      article: {
        id: 'a',
        title: 'A title',
        address: '/articles/a',
        content_html: '<p>Text</p>',
        categories: [],
      },
    });
    expect(verified[1]!.data).toEqual({ id: 'a' });
    const other = new Verifier(`whsec_${btoa('another secret of the same kind')}`);
    expect(() =>
      other.verify(new TextDecoder().decode(received[0]!.body), Object.fromEntries(received[0]!.headers)),
    ).toThrow('signature');
  });
});

it('sends an event again with the same webhook-id and the body of that moment', async () => {
  await withWebhooks(async ({ add, tell, run, take, answers, articles, log }) => {
    const { id } = add();
    answers(() => new Response('not yet', { status: 503 }));
    tell('a', 'published');
    await run();
    articles.set('a', articleOf('a', 'A later title'));
    answers(() => new Response());
    await run(61_000);
    const [first, second] = take();
    expect(second!.headers.get('webhook-id')).toBe(first!.headers.get('webhook-id'));
    expect(Number(second!.headers.get('webhook-timestamp'))).toBe(
      Number(first!.headers.get('webhook-timestamp')) + 61,
    );
    expect(messageOf(second!).data.article?.title).toBe('A later title');
    expect(log(id)).toMatchObject([{ type: 'article.published', result: 'delivered', tries: 2 }]);
  });
});

it('merges what an endpoint has not taken: published and updated is published, and what is removed is removed', async () => {
  await withWebhooks(async ({ add, tell, run, take }) => {
    add();
    tell('a', 'published');
    tell('a', 'updated');
    tell('b', 'updated');
    tell('b', 'moved');
    tell('b', 'updated');
    tell('c', 'published');
    tell('c', 'removed');
    tell('d', 'removed');
    tell('d', 'published');
    await run();
    expect(take().map((each) => `${messageOf(each).data.id} ${messageOf(each).type}`)).toEqual([
      'a article.published',
      'b article.moved',
      'c article.removed',
      'd article.published',
    ]);
  });
});

it('sends a change that comes while an earlier one of the article is under way, behind that one', async () => {
  await withWebhooks(async ({ add, tell, run, take, answers }) => {
    add();
    let isFirst = true;
    answers(() => {
      if (isFirst) tell('a', 'removed');
      isFirst = false;
      return new Response();
    });
    tell('a', 'updated');
    await run();
    expect(typesIn(take())).toEqual(['article.updated', 'article.removed']);
  });
});

it('ignores a change that the catalog tells of again, also once it is delivered', async () => {
  await withWebhooks(async ({ add, context, articles, run, take }) => {
    add();
    const note = { event: 'published', at: context.now(), before: [], after: [] } as const;
    const notes = ['a', 'b'].map((id) => ({ ...note, id, revision: 7, before: [], after: [] }));
    for (const { id } of notes) articles.set(id, articleOf(id, 'A title'));
    noteArticles(context, { log: 'log', notes: notes.slice(0, 1) });
    await run();
    expect(take()).toHaveLength(1);
    noteArticles(context, { log: 'log', notes });
    await run();
    expect(take().map((each) => messageOf(each).data.id)).toEqual(['b']);
    // The catalog was restored: its revisions begin anew.
    noteArticles(context, { log: 'another', notes });
    await run();
    expect(take()).toHaveLength(2);
  });
});

it('an article that enters a filter is published, and one that leaves it is removed', async () => {
  await withWebhooks(async ({ add, tell, run, take }) => {
    add(target, { category: 'Notes' });
    const [inside, outside] = [
      ['all', 'category:Notes'],
      ['all', 'category:Other'],
    ];
    const steps: [ChangeNote['event'], string[], string[]][] = [
      ['published', [], outside],
      ['updated', outside, inside],
      ['moved', inside, inside],
      ['updated', inside, outside],
      ['removed', outside, []],
    ];
    for (const [event, before, after] of steps) {
      tell('a', event, { before, after });
      await run();
    }
    expect(typesIn(take())).toEqual(['article.published', 'article.moved', 'article.removed']);
  });
});

it('signs with both secrets for 24 hours after a rotation', async () => {
  await withWebhooks(async ({ add, tell, run, take, context }) => {
    const { id, secret: former } = add();
    const { secret } = rotateWebhook(context, id) as WebhookWithSecret;
    tell('a', 'published');
    await run();
    const [both] = take();
    for (const each of [former, secret])
      new Verifier(each).verify(new TextDecoder().decode(both!.body), Object.fromEntries(both!.headers));
    await run(24 * hour);
    tell('a', 'updated');
    await run();
    expect(take()[0]!.headers.get('webhook-signature')).not.toContain(' ');
  });
});

it('pauses an endpoint after ten failures in a row, keeps its events, and goes on when it is told to', async () => {
  await withWebhooks(async ({ add, tell, run, take, answers, list, context }) => {
    const { id } = add();
    answers(() => Promise.reject(new Error('connection refused')));
    for (const article of ['a', 'b', 'c']) tell(article, 'published');
    for (let i = 0; i < 60; i++) await run(hour);
    expect(take()).toHaveLength(limits.webhookFailures);
    expect(list()).toMatchObject([{ failures: 10, waiting: 3, error: 'no answer: connection refused' }]);
    expect(list()[0]!.paused).toBeDefined();
    tell('d', 'published');
    await run(hour);
    expect(take()).toEqual([]);
    answers(() => new Response());
    changeWebhook(context, id, { paused: false });
    await run();
    expect(
      take()
        .map((each) => messageOf(each).data.id)
        .toSorted(),
    ).toEqual(['a', 'b', 'c', 'd']);
    expect(list()).toMatchObject([{ failures: 0, waiting: 0 }]);
  });
});

it('one article that an endpoint refuses holds up the others for a minute, and is given up after six tries', async () => {
  await withWebhooks(async ({ add, tell, run, take, answers, log, list }) => {
    const { id } = add();
    answers((received) => new Response('no', { status: messageOf(received).data.id === 'a' ? 400 : 200 }));
    for (const article of ['a', 'b', 'c']) tell(article, 'published');
    await run();
    await run(61_000);
    expect(take().map((each) => messageOf(each).data.id)).toEqual(['a', 'b', 'c', 'a']);
    for (let i = 0; i < 20; i++) await run(hour);
    expect(take()).toHaveLength(4);
    expect(log(id).find(({ article }) => article === 'a')).toMatchObject({
      result: 'given up',
      tries: 6,
      answer: 'answered 400: no',
    });
    expect(list()).toMatchObject([{ waiting: 0 }]);
  });
});

it('takes 410 for the end, and follows no redirect', async () => {
  await withWebhooks(async ({ add, tell, run, take, answers, list }) => {
    add();
    answers(() => new Response(null, { status: 302, headers: { Location: 'http://127.0.0.1/' } }));
    tell('a', 'published');
    await run();
    expect(list()[0]!.error).toBe('answered 302: a redirect to http://127.0.0.1/');
    answers(() => new Response(null, { status: 410 }));
    await run(61_000);
    expect(list()[0]!.paused).toBeDefined();
    expect(take()).toHaveLength(2);
  });
});

it('10,000 articles take one request at a time, and hub and other endpoints go on beside them', async () => {
  await withWebhooks(async ({ add, context, articles, run, take, answers, subscribe, change, list }) => {
    add();
    answers(willing);
    await subscribe();
    const ids = Array.from({ length: 10_000 }, (_, i) => `a${i}`);
    const shared = articleOf('x', 'A title');
    for (const id of ids) articles.set(id, { ...shared, id });
    const note = { revision: 1, event: 'published', at: context.now() } as const;
    for (let i = 0; i < ids.length; i += 500)
      noteArticles(context, {
        log: 'log',
        notes: ids
          .slice(i, i + 500)
          .toSorted()
          .map((id) => ({ ...note, id, revision: i + 1, before: [], after: [] })),
      });
    change('two');
    let [underWay, most, seen, feedAfter] = [0, 0, 0, Infinity];
    answers(async ({ url }) => {
      if (url.host !== 'app.example.org') {
        feedAfter = seen;
        return new Response();
      }
      seen++;
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay--;
      if (seen === 200) changeWebhook(context, list()[0]!.id, { paused: true });
      return new Response();
    });
    await run();
    expect(most).toBe(1);
    expect(seen).toBe(200);
    expect(feedAfter).toBeLessThan(10);
    expect(take()).toHaveLength(201);
    expect(list()).toMatchObject([{ waiting: 9_800 }]);
  });
});

it('keeps a bounded log of 30 days, and delivers from it again', async () => {
  await withWebhooks(async ({ add, tell, run, take, log, context, articles }) => {
    const { id } = add();
    for (let i = 0; i < limits.webhookLog + 5; i++) tell(`a${i}`, 'published');
    await run();
    expect(log(id)).toHaveLength(limits.webhookLog);
    const [newest] = log(id);
    take();
    expect(redeliver(context, id, newest!.id)).toBeUndefined();
    await run();
    expect(take().map(({ headers }) => headers.get('webhook-id'))).toEqual([newest!.id]);
    // The article is gone: there is nothing to send as published.
    articles.delete(newest!.article);
    redeliver(context, id, newest!.id);
    await run();
    expect(take()).toEqual([]);
    expect(log(id)[0]).toMatchObject({ id: newest!.id, result: 'moot' });
    expect(redeliver(context, id, 'msg_unknown')).toMatchObject({ status: 404 });
    await run(31 * 24 * hour);
    expect(log(id)).toEqual([]);
  });
});

it('takes 20 endpoints of the public internet by https, and forgets one that is removed', async () => {
  await withWebhooks(async ({ add, tell, run, take, list, context }) => {
    const first = add();
    for (const url of ['http://app.example.org/', 'https://127.0.0.1/', 'https://localhost/', 'ftp://x', ''])
      expect(addWebhook(context, { url })).toMatchObject({ status: 422 });
    expect(changeWebhook(context, first.id, { url: 'http://app.example.org/' })).toMatchObject({
      status: 422,
    });
    while (list().length < limits.webhooks) add();
    expect(addWebhook(context, { url: target })).toMatchObject({ status: 409 });
    tell('a', 'published');
    for (const { id } of list()) expect(removeWebhook(context, id)).toBeUndefined();
    await run();
    expect(take()).toEqual([]);
    expect(noteArticles(context, { log: 'log', notes: [] })).toBe(false);
  });
});

it('a test is signed like an event, sent at once, and counts as nothing', async () => {
  await withWebhooks(async ({ add, take, answers, list, log, context }) => {
    const { id, secret } = add();
    expect(await testWebhook(context, id)).toEqual({ delivered: true, answer: 'answered 204' });
    const [{ headers, body }] = take() as [Received];
    const text = new TextDecoder().decode(body);
    expect(new Verifier(secret).verify(text, Object.fromEntries(headers))).toMatchObject({
      type: 'webhook.test',
      data: { endpoint: id },
    });
    answers(() => new Response('no such hook', { status: 404 }));
    expect(await testWebhook(context, id)).toEqual({
      delivered: false,
      answer: 'answered 404: no such hook',
    });
    expect(list()).toMatchObject([{ failures: 0 }]);
    expect(log(id)).toEqual([]);
  });
});
