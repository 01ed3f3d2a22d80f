/** How the tools ask the site: what is no answer of `/v1`, is too late or too large, ends with a sentence that says so. */

import { limits } from '../../limits.ts';
import type { Fetch } from '../../client/client.ts';
import { shortReason } from '../client/errors.ts';
import { formatBytes } from '../output/numbers.ts';
import { userAgent } from '../version.ts';

const milliseconds = 1000;

/** @throws Error with a sentence for the user */
export const siteFetch: Fetch = async (url, { headers, signal }) => {
  const late = AbortSignal.timeout(limits.mcpSeconds * milliseconds);
  const stop = signal ? AbortSignal.any([signal, late]) : late;
  try {
    const response = await fetch(url, {
      headers: { ...headers, 'User-Agent': userAgent() },
      signal: stop,
    });
    const type = response.headers.get('Content-Type') ?? 'no type';
    if (!/^application\/(?:problem\+)?json\b/.test(type)) {
      await response.body?.cancel();
      throw new NoAnswer(
        `${new URL(url).origin} answers ${response.status} with ${type} instead of JSON; is it an edgefeed site with /v1?`,
      );
    }
    return new Response(await bounded(response, url), response);
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    const why = late.aborted ? `no answer within ${limits.mcpSeconds} seconds` : shortReason(error as Error);
    throw new NoAnswer(`${new URL(url).origin} cannot be reached: ${why}.`);
  }
};

class NoAnswer extends Error {
  override name = 'NoAnswer';
}

/** Reads an answer, unless it has too many bytes. */
async function bounded({ body }: Response, url: string): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    // Leaving the loop ends the download.
    if (bytes > limits.mcpBytes)
      throw new NoAnswer(
        `The answer of ${new URL(url).origin} has more than ${formatBytes(limits.mcpBytes)}; ask for fewer articles.`,
      );
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
