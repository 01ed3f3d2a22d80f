/**
 * The Durable Object that parses batches and checks uploaded files. It stores nothing: it exists because a Durable Object has 30 s of CPU for a
 * request, and a Worker of the free plan has 10 ms, which are enough for some twenty articles. The catalog could parse too,
 * but it has one thread, which searches and archives need meanwhile.
 */

import { DurableObject } from 'cloudflare:workers';
import { Hono } from 'hono';
import { onError } from '../answer/errors.ts';
import type { AppEnv, Bindings } from '../context.ts';
import { publishHere } from './publish.ts';
import { takeUpload } from './uploads.ts';

const app = new Hono<AppEnv>();
app.post('/api/publish', publishHere);
app.put('/api/blobs/:blob', takeUpload);
app.onError(onError);

export class Parser extends DurableObject<Bindings> {
  /** `POST /api/publish` and `PUT /api/blobs/{blob}`, whose token the worker has checked. */
  override async fetch(request: Request): Promise<Response> {
    return app.fetch(request, this.env, {
      waitUntil: (promise) => this.ctx.waitUntil(promise),
      passThroughOnException: () => {},
      props: {},
    });
  }
}
