import type { Sign } from './visibility-signs.ts';

/** Places of a site in which an article may be absent, as they stand in keys such as `exclude_from_feed`. */
const places: readonly (readonly [names: string, sign: Sign])[] = [
  ['feeds?|rss(?:feed)?|atom(?:feed)?|blog|collections?|lists?|listings?', 'unlisted'],
  ['sitemap|searchengines?', 'noindex'],
  ['search(?:index)?|pagefind|algolia|docsearch|lunr|booksearch', 'unsearchable'],
];
/** Not in the place. */
const outOf =
  '(?:eleventy)?(?:excluded?|hid(?:e|den)|omit(?:ted)?|skip|disabled?|no|not|ignored?|removed?|suppress|blocked?)(?:from|in|on|for)?(?:the)?';
const isOut = 'excluded?|hidden|hide|ignored?|disabled?|skip|omit';
/** In the place. */
const into = '(?:included?|show|shown|publish|add|visible|allow|enabled?)?(?:in|on|to)?(?:the)?';
const isIn = 'included?|enabled?|visible|show';

export const placeForms = places.map(([names, sign]) => ({
  sign,
  name: new RegExp(`^(?:${names})$`),
  out: new RegExp(`^(?:${outOf}(?:${names})|(?:${names})(?:${isOut}))$`),
  inside: new RegExp(`^(?:${into}(?:${names})|(?:${names})(?:${isIn}))$`),
}));

/** What it means to be out of the place that a text names. */
export const placeNamed = (plain: string): Sign | undefined =>
  placeForms.find(({ name }) => name.test(plain))?.sign;
