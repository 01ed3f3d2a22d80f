/** What the address of an entry tells about it. */

import type { Entry } from '../entry.ts';
import { isOfSite, oldPaths, present, slugOf } from './texts.ts';

/**
 * A link to another site is what the entry is about, and no address of its own.
 * @param link absolute @param home the address of the old site
 * @param base of the body, where the source names one
 * @param guid may be a further address of the entry
 */
export function placeOf(
  link: string | undefined,
  home: string | undefined,
  base?: string,
  guid?: string,
): Pick<Entry, 'aliases' | 'link' | 'base' | 'slug' | 'externalUrl'> {
  const isElsewhere = link !== undefined && !isOfSite(link, home);
  return {
    aliases: oldPaths([link, guid], home),
    ...present({
      link,
      base: base ?? (isElsewhere ? home : (link ?? home)),
      slug: isElsewhere ? undefined : slugOf(link),
      externalUrl: isElsewhere ? link : undefined,
    }),
  };
}
