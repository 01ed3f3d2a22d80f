/** The old addresses of an article that was just parsed. */

import type { ParsedArticle } from '../article.ts';
import { readClock } from '../date/reading.ts';
import { clockIn } from '../date/zone.ts';
import type { FrontMatter } from '../fields/front-matter.ts';
import { itemsOf } from '../fields/read.ts';
import { limits } from '../../limits.ts';
import { fieldKeys } from '../keys.ts';
import { dayLength } from './clock.ts';
import { expand } from './expand.ts';
import type { OldPattern } from './pattern.ts';
import { fileNameOf, type Remembered } from './remembered.ts';

interface Options {
  /** IANA */
  timezone: string;
  oldAddresses?: readonly OldPattern[];
  /** As the author wrote it. */
  slug: string | undefined;
}

/** Paths of the site; none if the site has no patterns. */
export function oldAddressesOf(
  article: ParsedArticle,
  frontMatter: FrontMatter,
  { timezone, oldAddresses = [], slug }: Options,
): string[] {
  if (oldAddresses.length === 0) return [];
  const { path, title, categories, tags, authors, published, address } = article;
  const text = (...keys: string[]): string | undefined => {
    for (const { value } of frontMatter.present(keys))
      if (value.kind === 'text' && value.text.trim() !== '') {
        // A longer one would be no address.
        return value.text.length > limits.addressLength ? undefined : value.text.trim();
      }
    return undefined;
  };
  const remembered = {
    ...fileNameOf(path),
    title,
    slug,
    categories,
    tags,
    published,
    text,
    authors: authors.map(({ name }) => name),
    ...clocksOf(text(...fieldKeys.published), published, timezone),
    aliases: relativeAliases(frontMatter),
  };
  return expand(remembered, oldAddresses).filter((old) => old !== `/articles/${address}`);
}

function clocksOf(
  written: string | undefined,
  published: number | undefined,
  timezone: string,
): Pick<Remembered, 'site' | 'own' | 'misread'> {
  if (published === undefined) return {};
  const site = clockIn(published, timezone);
  const read = written === undefined ? undefined : readClock(written);
  // Within a day of the moment, as every zone is; else another key gave the date.
  if (!read || Math.abs(read.clock.getTime() - published) > dayLength) return { site, own: site };
  const offset = site.getTime() - published;
  const misread = {
    ...(read.hasZone && { zoneTwice: new Date(published - offset) }),
    ...(!read.hasZone && read.hasSeconds && { asUtc: new Date(read.clock.getTime() + offset) }),
  };
  return { site, own: read.clock, misread };
}

/** Aliases without a slash in front, which Hugo takes as names beside the page. */
function relativeAliases(frontMatter: FrontMatter): string[] {
  const found: string[] = [];
  for (const { value } of frontMatter.present(fieldKeys.aliases)) {
    for (const item of itemsOf(value)) {
      const alias = item.kind === 'text' ? item.text.trim() : '';
      if (found.length < limits.oldAddresses && /^[^/?#:]+(?:\/|$)/.test(alias)) found.push(alias);
    }
  }
  return found;
}
