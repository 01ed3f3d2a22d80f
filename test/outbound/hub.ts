/** The sender with receivers of the test's choosing, at moments of the test's choosing. */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { etagOf } from '../../src/store/etag.ts';
import { noteChanges } from '../../src/outbound/changed.ts';
import type { OutboundContext } from '../../src/outbound/context.ts';
import { takeRequest, type HubAnswer } from '../../src/outbound/requests.ts';
import { Sender } from '../../src/outbound/sender.ts';
import { Tables } from '../../src/outbound/tables/tables.ts';
import { ownHub, siteFrom, type Site } from '../../src/site/config.ts';

export const site = 'https://feeds.example';
export const topic = `${site}/rss.xml`;
export const callback = 'https://reader.example.org/callback';

export interface Received {
  method: string;
  url: URL;
  headers: Headers;
  body: Uint8Array;
}

type Receiver = (received: Received) => Response | Promise<Response>;

export interface Stage {
  context: OutboundContext;
  tables: Tables;
  received: Received[];
  /** Forgets what was received. @returns it */
  take: () => Received[];
  /** Sends the form of a subscriber; `undefined` leaves a parameter out. */
  ask: (changes?: Record<string, string | undefined>) => HubAnswer;
  /** Asks, and verifies. */
  subscribe: (changes?: Record<string, string | undefined>) => Promise<void>;
  /** Lets the sender run. @param after ms from the last call */
  run: (after?: number) => Promise<void>;
  /** A feed gets another text. @returns its bytes */
  change: (text: string, ...scopes: string[]) => Uint8Array;
  answers: (receiver: Receiver) => void;
}

/** A subscriber that wants everything, and takes everything. */
export const willing: Receiver = ({ method, url }) =>
  new Response(method === 'GET' ? url.searchParams.get('hub.challenge') : null);

export async function onStage(
  play: (stage: Stage) => Promise<void>,
  changes: { site?: Partial<Site>; context?: Partial<OutboundContext> } = {},
): Promise<void> {
  await runInDurableObject(env.OUTBOUND.getByName('test'), async (_, { storage }) => {
    const tables = new Tables(storage.sql);
    const received: Received[] = [];
    const own = siteFrom({ ...env });
    let receiver: Receiver = willing;
    let moment = Date.now();
    let text = 'one';
    const body = (): Uint8Array => new TextEncoder().encode(text);
    const context: OutboundContext = {
      tables,
      site: { ...own, hub: ownHub(own), ...changes.site },
      permissions: { http: false, loopback: false },
      delay: 0,
      now: () => moment,
      transaction: (write) => storage.transactionSync(write),
      fetch: async (address, init) => {
        const request = new Request(address, init);
        const seen: Received = {
          method: request.method,
          url: new URL(address),
          headers: request.headers,
          body: new Uint8Array(await request.arrayBuffer()),
        };
        received.push(seen);
        return receiver(seen);
      },
      feed: async () => ({ body: body(), etag: etagOf(body()), lastModified: moment }),
      article: async () => null,
      ...changes.context,
    };
    const sender = new Sender();
    const stage: Stage = {
      context,
      tables,
      received,
      take: () => received.splice(0),
      ask: (parameters = {}) => {
        const form = { 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.callback': callback, ...parameters };
        return storage.transactionSync(() =>
          takeRequest(
            context,
            Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined)),
          ),
        );
      },
      subscribe: async (parameters) => {
        stage.ask(parameters);
        await stage.run();
        received.splice(0);
      },
      run: async (after = 0) => {
        moment += after;
        while (await sender.send(context));
      },
      change: (content, ...scopes) => {
        text = content;
        moment += 1_000;
        const changed = scopes.length > 0 ? scopes : ['all'];
        noteChanges(
          context,
          changed.map((scope) => ({ scope, since: moment })),
        );
        return body();
      },
      answers: (given) => void (receiver = given),
    };
    await play(stage);
  });
}
