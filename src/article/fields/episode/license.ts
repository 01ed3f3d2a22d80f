/** The license of an episode. */

import type { Episode } from '../../episode.ts';
import { limits } from '../../../limits.ts';
import { tidyText } from '../../text.ts';
import { resolveMedia } from '../../url.ts';
import { isShort, textUnder, type Read } from '../read.ts';
import { shortened, unreadable } from './texts.ts';

/** `https://creativecommons.org/licenses/by-sa/4.0/` → `by-sa`, `4.0`. */
const creativeCommons = /^https?:\/\/creativecommons\.org\/licenses\/([a-z-]{2,20})\/(\d\.\d)(?:\/|$)/i;

/** `CC-BY-4.0`, `{name: My terms, url: https://…}`, or the address of a license of Creative Commons. */
export const readLicense: Read<NonNullable<Episode['license']>> = (value, context, key) => {
  if (value.kind === 'list') {
    unreadable(value, context, key, 'is no license', 'write one, like CC-BY-4.0');
    return undefined;
  }
  const text = value.kind === 'text' ? tidyText(value.text) : undefined;
  const address = /^https?:\/\//i.test(text ?? '') ? text : textUnder(value, ['url', 'href', 'link']);
  const resolved = address === undefined ? undefined : resolveMedia(address, context.baseUrl);
  const url =
    resolved !== undefined && isShort(resolved, value.at, context, `"${key}"`) ? resolved : undefined;
  const [, terms, version] = creativeCommons.exec(url ?? '') ?? [];
  const written =
    (address === text ? undefined : text) ??
    textUnder(value, ['name', 'identifier', 'id', 'title']) ??
    (terms ? `cc-${terms.toLowerCase()}-${version}` : url && new URL(url).host);
  const name = written && shortened(written, limits.episodeName, value.at, context, `"${key}"`);
  if (!name) {
    unreadable(value, context, key, 'has no name', 'write one, like CC-BY-4.0');
    return undefined;
  }
  return { name, ...(url !== undefined && { url }) };
};
