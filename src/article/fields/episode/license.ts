/** The license of an episode or a show. */

import type { License } from '../../episode.ts';
import { limits } from '../../../limits.ts';
import { quote, tidyText } from '../../text.ts';
import { textUnder, type ReadShared } from '../read.ts';
import { addressOf, addressUnder, resolvePage } from './addresses.ts';
import { shortened, unreadable } from './texts.ts';

/** `https://creativecommons.org/licenses/by-sa/4.0/` → `by-sa`, `4.0`. */
const creativeCommons = /^https?:\/\/creativecommons\.org\/licenses\/([a-z-]{2,20})\/(\d\.\d)(?:\/|$)/i;

/** `CC-BY-4.0`, `{name: My terms, url: https://…}`, or the address of a license. */
export const readLicense: ReadShared<License> = (value, context, key) => {
  if (value.kind === 'list') {
    unreadable(value, context, key, 'is no license', 'write one, like CC-BY-4.0');
    return undefined;
  }
  const text = value.kind === 'text' ? tidyText(value.text) : undefined;
  const isAddress = /^https?:\/\//i.test(text ?? '');
  const url =
    text !== undefined && isAddress
      ? addressOf(text, value.at, context, key, resolvePage)
      : addressUnder(value, ['url', 'href', 'link'], context, resolvePage);
  const [, terms, version] = creativeCommons.exec(url ?? '') ?? [];
  const written =
    (isAddress ? undefined : text) ??
    textUnder(value, ['name', 'identifier', 'id', 'title', 'text']) ??
    (terms ? `cc-${terms.toLowerCase()}-${version}` : url && new URL(url).host);
  const name = written && shortened(written, limits.episodeName, value.at, context, `"${key}"`);
  if (!name) {
    unreadable(value, context, key, 'has no name', 'write one, like CC-BY-4.0');
    return undefined;
  }
  if (url === undefined && !/^[\w.+-]+$/.test(written))
    context.warn(
      'episode',
      value.at,
      `"${key}" is ${quote(name)}, no identifier of a license, so that feeds need an address of it; write {name: …, url: https://…}`,
    );
  return { name, ...(url !== undefined && { url }) };
};
