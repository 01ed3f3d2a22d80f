/**
 * Telling a hub that feeds have changed: `hub.mode=publish` with `hub.url` for each feed. WebSub leaves this request to
 * the hubs; PubSubHubbub Core 0.3, section 7.1, has it, and the public hubs take it.
 */

import { feedFormats, formats } from '../../feed/formats.ts';
import { limits } from '../../limits.ts';
import type { Site } from '../../site/config.ts';
import { parseScopeKey } from '../../site/scope.ts';
import { feedUrl } from '../../site/urls.ts';
import type { OutboundRequest } from '../tables/outbound.ts';

export const formType = 'application/x-www-form-urlencoded';

/**
 * One request for as many changes as fit, always one.
 * @param changes the keys are those of scopes; each has a feed, and so a topic, in every format
 * @returns `told`: how many of them it tells
 */
export function pingOf(site: Site, changes: readonly OutboundRequest[]): { body: string; told: number } {
  let body = 'hub.mode=publish';
  let told = 0;
  for (const { key } of changes) {
    const scope = parseScopeKey(key);
    const topics = feedFormats.map((format) => feedUrl(site, scope, formats[format].file));
    const more = topics.map((topic) => `&hub.url=${encodeURIComponent(topic)}`).join('');
    const fits = (told + 1) * feedFormats.length <= limits.pingTopics;
    if (told > 0 && !(fits && body.length + more.length <= limits.pingBytes)) break;
    body += more;
    told++;
  }
  return { body, told };
}
