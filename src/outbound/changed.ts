/** Feeds that have changed: what is to be sent because of them. */

import { feedFormats, formats } from '../feed/formats.ts';
import { ownHub } from '../site/config.ts';
import { parseScopeKey } from '../site/scope.ts';
import { feedUrl } from '../site/urls.ts';
import type { OutboundContext } from './context.ts';

/** Notes deliveries, so that nothing is lost from now on. To note a change twice does no harm. @param scopes keys of scopes */
export function noteChanges(
  { tables, site, delay, now, transaction }: OutboundContext,
  scopes: readonly string[],
): void {
  const { deliveries } = tables;
  const hub = site.hub;
  if (hub === undefined) return;
  transaction(() => {
    if (hub === ownHub(site)) {
      const topics = scopes.flatMap((key) =>
        feedFormats.map((format) => feedUrl(site, parseScopeKey(key), formats[format].file)),
      );
      deliveries.addContent(topics, now() + delay * 1000, now());
    } else {
      for (const key of scopes)
        deliveries.add({ kind: 'ping', target: hub, key, details: null }, now(), now());
    }
  });
}
