/** The old addresses of an article that was just parsed. */

import type { ParsedArticle } from '../article.ts';
import { readClock } from '../date/reading.ts';
import { clockIn } from '../date/zone.ts';
import type { FrontMatter } from '../fields/front-matter.ts';
import { limits } from '../../limits.ts';
import { fieldKeys } from '../keys.ts';
import { expand } from './expand.ts';
import type { OldPattern } from './pattern.ts';
import { fileNameOf } from './remembered.ts';

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
  const site = published === undefined ? undefined : clockIn(published, timezone);
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
    site,
    text,
    authors: authors.map(({ name }) => name),
    own: ownClock(text(...fieldKeys.published), published) ?? site,
  };
  return expand(remembered, oldAddresses).filter((old) => old !== `/articles/${address}`);
}

/** What the clock showed where the author wrote the date, if the article was published then. */
function ownClock(written: string | undefined, published: number | undefined): Date | undefined {
  if (written === undefined || published === undefined) return undefined;
  const clock = readClock(written);
  // Within a day of the moment, as every zone is; else another key gave the date.
  return clock && Math.abs(clock.getTime() - published) <= 86_400_000 ? clock : undefined;
}
