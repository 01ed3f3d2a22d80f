/** Reads the JSON body of a request. */

import { jsonOf, type Json } from '../../publish/json.ts';

export async function jsonIn(request: Request): Promise<Json> {
  // A lost connection is not an error of the worker.
  const bytes = await request.arrayBuffer().catch(() => undefined);
  return bytes ? jsonOf(new Uint8Array(bytes)) : { status: 'invalid', why: 'it ended early' };
}
