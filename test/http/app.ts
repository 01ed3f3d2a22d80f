/** The app with bindings that differ from the real ones in something. */

import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { createApp } from '../../src/http/app.ts';
import type { Bindings } from '../../src/http/context.ts';
import { site } from './publish.ts';

/** @param bindings those that `changes` are added to: without one of the real ones, perhaps */
export async function call(
  app: ReturnType<typeof createApp>,
  path: string,
  init: RequestInit = {},
  changes: Partial<Bindings> = {},
  bindings = env as Bindings,
): Promise<Response> {
  const context = createExecutionContext();
  const request = new Request(site + path, { redirect: 'manual', ...init });
  const response = await app.fetch(
    request as Parameters<typeof app.fetch>[0],
    { ...bindings, ...changes },
    context,
  );
  await waitOnExecutionContext(context);
  return response;
}
