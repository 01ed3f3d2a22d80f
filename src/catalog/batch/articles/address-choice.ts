/**
 * The address of an article, where a file name or a shared slug does not decide it alone. Three yearly posts of one name
 * are three articles, and so are two translations with one slug.
 */

import type { ParsedArticle } from '../../../article/article.ts';
import type { CatalogEntry } from '../../tables/entry.ts';
import type { ArticlePut } from '../parsed-batch.ts';

/** Another address for an article. */
export interface Choice {
  address: string;
  /** `date`: for a file whose name gives the address; `language`: for a translation of the article that has it. */
  by: 'date' | 'language';
}

/**
 * The other addresses that a file may be published at, by preference: with its date before the name, as in
 * `notes/2019-01-01-happy-new-year`; in the folder of its language, as in `fr/about`.
 * @param timezone of the site, IANA: the day of the date is the one there
 */
export function choicesFor({ parsed: { article, byName } }: ArticlePut, timezone: string): Choice[] {
  const { address, language, published } = article;
  const choices: Choice[] = [];
  if (byName && published !== undefined) {
    choices.push({ by: 'date', address: withDay(address, dayIn(published, timezone)) });
  }
  if (language !== undefined)
    choices.push({ by: 'language', address: `${language.toLowerCase()}/${address}` });
  return choices;
}

/** Whether the article may stay where it is published, though a new file like this would get another address. */
export function mayStay(put: ArticlePut, { article: { address } }: CatalogEntry, timezone: string): boolean {
  const { article, byName = [] } = put.parsed;
  if (address === article.address || byName.includes(address)) return true;
  // The day is the one that the article had when it was published: its date may have changed since.
  if (put.parsed.byName && withoutDay(address) === article.address) return true;
  return choicesFor(put, timezone).some((choice) => choice.address === address);
}

/** Whether two articles are one text in two languages. */
export const isTranslation = (
  a: Pick<ParsedArticle, 'language'>,
  b: Pick<ParsedArticle, 'language'>,
): boolean => a.language !== b.language && (a.language ?? b.language) !== undefined;

const withoutDay = (address: string): string => address.replace(/(?<=^|\/)\d{4}-\d\d-\d\d-(?=[^/]+$)/, '');

function withDay(address: string, day: string): string {
  const at = address.lastIndexOf('/') + 1;
  return `${address.slice(0, at)}${day}-${address.slice(at)}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2019-01-01` */
function dayIn(time: number, timezone: string): string {
  let format = formats.get(timezone);
  if (!format) {
    // Swedish writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' });
    formats.set(timezone, format);
  }
  return format.format(time);
}
