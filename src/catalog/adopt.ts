/** Taking over a configuration or a version of edgefeed that is not the one that the catalog was last used with. */

import { articleFormat } from '../article/parse.ts';
import type { Site } from '../config.ts';
import { feedFormat } from '../feed/formats.ts';
import { startOver } from './search/indexing.ts';
import { feedKeys } from './rebuild.ts';
import type { Tables } from './tables.ts';

/**
 * Has everything done anew that depends on what has changed: files are asked for again, feeds rendered again, articles
 * indexed again. Call inside a transaction.
 * @param now ms
 */
export function adopt(tables: Tables, site: Site, now: number): void {
  startOver(tables);
  const { settings, files, outbox, terms } = tables;
  const sourceEpoch = JSON.stringify([articleFormat, site.url, site.timezone]);
  if (settings.get('source_epoch') !== sourceEpoch) {
    files.forgetContents();
    settings.set('source_epoch', sourceEpoch);
  }
  const feedEpoch = JSON.stringify([feedFormat, site]);
  if (settings.get('feed_epoch') !== feedEpoch) {
    outbox.add('feed', feedKeys(terms), settings.nextRevision(), now);
    settings.set('feed_epoch', feedEpoch);
  }
}
