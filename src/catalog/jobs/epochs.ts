/**
 * Epochs: everything besides the articles that stored data depends on, such as the settings of the site or the version of
 * a format. When one changes, the data that depends on it is made again.
 */

import { foldFormat } from '../../article/fold.ts';
import { oldAddressFormat } from '../../article/old-addresses/expand.ts';
import { articleFormat } from '../../article/parse.ts';
import { cardFormat } from '../../site/card.ts';
import type { Site } from '../../site/config.ts';
import { feedFormat } from '../../feed/formats.ts';
import { typesetFormat } from '../../typeset/typeset.ts';
import { beginPages } from './pages.ts';
import { feedKeys } from './rebuild.ts';
import { searchFormat } from '../tables/search.ts';
import type { Tables } from '../tables/tables.ts';

interface Epoch {
  /** Where the catalog keeps the value that its data was made with. */
  setting: 'card_epoch' | 'search_epoch' | 'source_epoch' | 'feed_epoch' | 'fold_epoch' | 'page_epoch';
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
    // The home page has its cards from the index.
    setting: 'card_epoch',
    dependsOn: () => cardFormat,
    redo: ({ outbox, settings }, now) => {
      if (settings.get('last_publish') !== undefined) outbox.add('index', [''], settings.nextRevision(), now);
    },
  },
  {
    setting: 'fold_epoch',
    dependsOn: () => foldFormat,
    redo: ({ terms, addresses, oldAddresses }) => {
      terms.refold();
      addresses.refold();
      oldAddresses.refold();
    },
  },
  {
    // Forces the next publish to send every file.
    setting: 'source_epoch',
    // A site without patterns has the epoch that it had before there were any.
    dependsOn: ({ url, timezone, lineBreaks, oldAddresses }) => [
      articleFormat,
      url,
      timezone,
      lineBreaks,
      ...(oldAddresses ? [oldAddresses, oldAddressFormat] : []),
    ],
    redo: ({ files }) => files.forgetContents(),
  },
  {
    setting: 'feed_epoch',
    dependsOn: ({ oldAddresses: _addresses, look: _look, ...site }) => [feedFormat, site],
    redo: ({ outbox, settings, ...tables }, now) =>
      outbox.add('feed', feedKeys(tables), settings.nextRevision(), now),
  },
  {
    setting: 'page_epoch',
    dependsOn: () => typesetFormat,
    redo: beginPages,
  },
];

/** Compares every epoch with the stored one, and redoes what has changed. Call inside a transaction. @param now ms */
export function enterEpochs(tables: Tables, site: Site, now: number): void {
  for (const { setting, dependsOn, redo } of epochs) {
    const epoch = JSON.stringify(dependsOn(site));
    if (JSON.stringify(tables.settings.get(setting)) === epoch) continue;
    redo(tables, now);
    tables.settings.set(setting, dependsOn(site));
  }
}
