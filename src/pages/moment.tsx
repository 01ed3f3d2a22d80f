/** A date in the language of the page and the time zone of the site. */

import type { View } from './view.ts';

/** Cached: creating a formatter takes far longer than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, timeZone: string, toTheMinute: boolean): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${toTheMinute}`;
  let known = formatters.get(key);
  if (!known) {
    const styles = toTheMinute
      ? ({ dateStyle: 'medium', timeStyle: 'short' } as const)
      : ({ dateStyle: 'long' } as const);
    formatters.set(key, (known = new Intl.DateTimeFormat(language, { ...styles, timeZone })));
  }
  return known;
}

interface MomentProps {
  /** ms since 1970 */
  at: number;
  /** Whether to show the time too. */
  toTheMinute?: boolean;
  view: View;
}

export function Moment({ at, toTheMinute = false, view: { site, text } }: MomentProps) {
  const format = formatter(text.tag, site.timezone, toTheMinute);
  return <time datetime={new Date(at).toISOString()}>{format.format(at)}</time>;
}
