/** What the catalog's contents depend on besides the articles: where it has changed, what was made of it is made again. */

import { articleFormat } from '../../article/parse.ts';
import type { Site } from '../../site/config.ts';
import { feedFormat } from '../../feed/formats.ts';
import { feedKeys } from './rebuild.ts';
import { searchFormat } from '../tables/search.ts';
import type { Tables } from '../tables/tables.ts';

interface Epoch {
  /** Where the catalog remembers what it last depended on. */
  setting: 'search_epoch' | 'source_epoch' | 'feed_epoch';
  dependsOn: (site: Site) => unknown;
  /** @param now ms */
  redo: (tables: Tables, now: number) => void;
}

const epochs: readonly Epoch[] = [
  {
    setting: 'search_epoch',
    dependsOn: () => searchFormat,
    redo: ({ search, backlog }) => {
      search.clear();
      backlog.addAll();
    },
  },
  {
    // The next publish sends every file again.
    setting: 'source_epoch',
    dependsOn: ({ url, timezone }) => [articleFormat, url, timezone],
    redo: ({ files }) => files.forgetContents(),
  },
  {
    setting: 'feed_epoch',
    dependsOn: (site) => [feedFormat, site],
    redo: ({ outbox, settings, terms }, now) =>
      outbox.add('feed', feedKeys(terms), settings.nextRevision(), now),
  },
];

/**
 * Takes over a configuration or a version of edgefeed with which the catalog was not last used. Call inside a
 * transaction.
 * @param now ms
 */
export function enterEpochs(tables: Tables, site: Site, now: number): void {
  for (const { setting, dependsOn, redo } of epochs) {
    const epoch = JSON.stringify(dependsOn(site));
    if (JSON.stringify(tables.settings.get(setting)) === epoch) continue;
    redo(tables, now);
    tables.settings.set(setting, dependsOn(site));
  }
}
