/** Where listeners can pay for a show or an episode. */

import type { Funding } from '../../episode.ts';
import { limits } from '../../../limits.ts';
import { tidyText } from '../../text.ts';
import { Quota } from '../quota.ts';
import { itemsOf, textUnder, type ReadShared } from '../read.ts';
import { addressOf, addressUnder, resolvePage } from './addresses.ts';
import { shortened, unreadable } from './texts.ts';

const addressKeys = ['url', 'href', 'link'];

/** Addresses, or `{url, text}`. Without a text, the name of the host stands for it. */
export const readFunding: ReadShared<Funding[]> = (value, context, key) => {
  const quota = new Quota(limits.episodeValues, 'links for funding', context.owner);
  const links = Array.from(itemsOf(value)).flatMap((item): Funding[] => {
    const isMap = item.kind === 'map';
    if (isMap && textUnder(item, addressKeys) === undefined) {
      unreadable(item, context, key, 'has no address', 'write one, like {url: https://…}');
      return [];
    }
    const url = isMap
      ? addressUnder(item, addressKeys, context, resolvePage)
      : addressOf(tidyText(item.text), item.at, context, key, absolute);
    if (url === undefined || !quota.take(item.at)) return [];
    const written = textUnder(item, ['text', 'label', 'title', 'name']);
    const label = written && shortened(written, limits.episodeName, item.at, context, `"${key}"`);
    return [{ url, label: label || new URL(url).host }];
  });
  quota.report(context.warn);
  return links.length > 0 ? links : undefined;
};

/** A text alone may be words: only what begins with a scheme, or with `www.`, is an address. */
const absolute: typeof resolvePage = (written, at, context) =>
  /^(?:https?:|www\.|\/)\S+$/i.test(written) ? resolvePage(written, at, context) : undefined;
