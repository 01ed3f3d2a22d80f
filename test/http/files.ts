/** Files as a publisher sends them. */

import { exports } from 'cloudflare:workers';
import { authorization, site } from './publish.ts';

/** Sends a file, or a part of one. */
export const upload = async (
  blob: string,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Response> =>
  exports.default.fetch(
    new Request(`${site}/api/blobs/${blob}`, {
      method: 'PUT',
      headers: { ...authorization, 'Content-Type': 'image/png', ...headers },
      body: bytes,
    }),
  );
