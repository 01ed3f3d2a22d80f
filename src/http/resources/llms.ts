/** `/llms.txt`: what the site has, for agents (https://llmstxt.org). */

import { llmsText } from '../../markdown/llms.ts';
import type { NotFound } from '../answer/errors.ts';
import { feedCacheControl } from '../answer/cache-control.ts';
import type { Answer } from '../answer/representation.ts';
import { text } from '../answer/text.ts';
import { changedAt, siteOf, type AppContext } from '../context.ts';
import { indexDocument, pathDocument, storedAddress } from '../documents/documents.ts';
import { fileAnswer } from './files.ts';

const path = '/llms.txt';

/** A static file of this name comes first: its author knows better what the site has. */
export async function serveLlms(c: AppContext): Promise<Answer | NotFound | Response> {
  const [own, index] = await Promise.all([
    // Most sites have none, so the catalog is asked only while KV fails.
    storedAddress(c, path).catch(async () => pathDocument(c, path)),
    indexDocument(c),
  ]);
  if (own?.state === 'file') return fileAnswer(c, own);
  const site = siteOf(c);
  const lastModified = changedAt(c, index.lastModified);
  return text(llmsText(site, index), 'text/plain', feedCacheControl(site.feedMaxAge), lastModified);
}
