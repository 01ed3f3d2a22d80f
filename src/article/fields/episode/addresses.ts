/** Addresses of episodes and shows: of pictures, pages, and places to pay. */

import type { Value } from '../../matter/value.ts';
import { resolveMedia } from '../../url.ts';
import { resolveFile } from '../media.ts';
import { isShort, textUnder, type ValueContext } from '../read.ts';
import { unreadable } from './texts.ts';

type Resolve = (written: string, at: number, context: ValueContext) => string | undefined;

/** The address of a page: relative ones begin at the article, or at the site. */
export const resolvePage: Resolve = (written, _at, { baseUrl }) => resolveMedia(written, baseUrl);

/** The address under the first of some keys of a map that has a text. Parameters as of `addressOf`. */
export function addressUnder(
  item: Value,
  keys: readonly string[],
  context: ValueContext,
  resolve?: Resolve,
): string | undefined {
  for (const key of keys) {
    const written = textUnder(item, [key]);
    if (written !== undefined) return addressOf(written, item.at, context, key, resolve);
  }
  return undefined;
}

/**
 * An absolute address; reports one that leads nowhere on the web.
 * @param key as the author wrote it
 * @param resolve how it is read: that of a file may be beside the source
 */
export function addressOf(
  written: string,
  at: number,
  context: ValueContext,
  key: string,
  resolve: Resolve = resolveFile,
): string | undefined {
  const url = resolve(written, at, context);
  if (url !== undefined) return isShort(url, at, context, `"${key}"`) ? url : undefined;
  unreadable(
    { kind: 'text', text: written, plain: false, at },
    context,
    key,
    'is not a web address',
    'write one that begins with https://',
  );
  return undefined;
}
