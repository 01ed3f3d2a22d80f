/** Adds the old address of an article to its front matter, as an alias. */

import { fieldKeys } from '../../../article/keys.ts';
import { oldKey } from '../../../article/old-addresses/key.ts';
import { parseOptionsOf, parseSafely } from '../../../publish/parse.ts';
import type { Site } from '../../../site/config.ts';
import { addKeys } from './add-keys.ts';
import { keyOf } from './articles-here.ts';

/** Generators that make a page of their own at each of `aliases`: there, the page itself would be overwritten. */
const makePages: ReadonlySet<string> = new Set(['hugo', 'zola']);

/**
 * @param address path of the old site with its parameters, as the feed has it
 * @returns undefined if the front matter cannot be changed safely, or the site answers there itself
 */
export function addAlias(
  path: string,
  source: string,
  address: string,
  site: Pick<Site, 'url' | 'timezone' | 'lineBreaks' | 'oldAddresses'>,
): string | undefined {
  const options = parseOptionsOf(site);
  const aliasesOf = (text: string): { aliases: string[]; rest: string } | undefined => {
    const result = parseSafely({ path, source: text }, options);
    if (result.status !== 'article' && result.status !== 'draft') return undefined;
    const { aliases, ...rest } = result.article;
    return { aliases, rest: JSON.stringify([result.status, rest]) };
  };
  const before = aliasesOf(source);
  const isAmbiguous = site.oldAddresses?.some(({ generator }) => makePages.has(generator));
  const keys = isAmbiguous ? fieldKeys.aliases.toReversed() : fieldKeys.aliases;
  for (const key of keys) {
    const next = addKeys(source, new Map([[key, readable(address)]]));
    const after = next === undefined ? undefined : aliasesOf(next);
    const isRight =
      after?.rest === before?.rest &&
      after?.aliases.length === (before?.aliases.length ?? 0) + 1 &&
      after.aliases.some((alias) => oldKey(alias) === keyOf(address));
    if (isRight) return next;
  }
  return undefined;
}

/** Other scripts as they are; what means something in an address stays encoded. Counters of clicks are left out. */
export function readable(address: string): string {
  const [path = '', search = ''] = address.split(/\?(.*)/s, 2);
  const counted = search.split('&').filter((parameter) => parameter !== '' && !parameter.startsWith('utm_'));
  const whole = counted.length > 0 ? `${path}?${counted.join('&')}` : path;
  try {
    return decodeURI(whole).normalize('NFC');
  } catch {
    return whole;
  }
}
