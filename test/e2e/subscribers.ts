/** Subscribers of a hub, on addresses of the loopback interface. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Delivery {
  /** The path of the callback. */
  path: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

type Take = (delivery: Delivery, response: ServerResponse) => void | Promise<void>;

/** Confirms every subscription, and hands deliveries to `take`. */
export class Subscribers implements AsyncDisposable {
  readonly #servers: Server[] = [];
  readonly #take: Take;
  /** Origins, one for each host. */
  readonly origins: string[] = [];

  private constructor(take: Take) {
    this.#take = take;
  }

  /** @param take answers a delivery; it may leave it without an answer @param hosts 127.0.0.1, 127.0.0.2 … (Linux) */
  static async start(take: Take, hosts = 1): Promise<Subscribers> {
    const subscribers = new Subscribers(take);
    for (let i = 1; i <= hosts; i++) {
      const server = createServer((request, response) => {
        subscribers.#answer(request, response).catch((error: unknown) => response.destroy(error as Error));
      });
      await new Promise<void>((listening) => void server.listen(0, `127.0.0.${i}`, listening));
      subscribers.#servers.push(server);
      subscribers.origins.push(`http://127.0.0.${i}:${(server.address() as AddressInfo).port}`);
    }
    return subscribers;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, 'http://subscriber/');
    if (request.method === 'GET') return void response.end(url.searchParams.get('hub.challenge'));
    const body = Buffer.concat(await request.toArray());
    await this.#take({ path: url.pathname, headers: request.headers, body }, response);
  }

  /** Asks a hub to subscribe a callback. @returns the status of its answer */
  async ask(
    hub: string,
    topic: string,
    callback: string,
    more: Record<string, string> = {},
  ): Promise<number> {
    const form = { 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.callback': callback, ...more };
    const response = await fetch(hub, { method: 'POST', body: new URLSearchParams(form) });
    await response.arrayBuffer();
    return response.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#servers) {
      server.closeAllConnections();
      await new Promise((closed) => void server.close(closed));
    }
  }
}
