/** A moment as people of the site's language and zone read it. */

import type { Site } from '../config.ts';

/** @param at ms since 1970 */
export function Moment({ at, site }: { at: number; site: Site }) {
  const text = new Intl.DateTimeFormat(site.language, { dateStyle: 'long', timeZone: site.timezone }).format(
    at,
  );
  return <time datetime={new Date(at).toISOString()}>{text}</time>;
}
