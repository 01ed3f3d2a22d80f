/** A moment as people of the page's language and the site's zone read it. */

import type { View } from './view.ts';

/** A formatter takes far longer to make than to use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  let known = formatters.get(key);
  if (!known) {
    formatters.set(key, (known = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone })));
  }
  return known;
}

/** @param at ms since 1970 */
export function Moment({ at, view: { site, text } }: { at: number; view: View }) {
  return <time datetime={new Date(at).toISOString()}>{formatter(text.tag, site.timezone).format(at)}</time>;
}
