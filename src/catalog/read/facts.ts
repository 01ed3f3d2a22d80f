/** Articles with what the catalog knows of the files that they name. */

import type { Article } from '../../article/article.ts';
import { placeOfUrl } from '../../article/named-files.ts';
import { withFacts } from '../../feed/with-facts.ts';
import type { Site } from '../../site/config.ts';
import type { Tables } from '../tables/tables.ts';

/** Fills in the sizes and types of files, and their addresses; each file is looked up once. */
export function filling({ assets }: Tables, { url }: Pick<Site, 'url'>): (article: Article) => Article {
  if (assets.isEmpty) return (article) => article;
  const known = new Map<string, ReturnType<typeof assets.get>>();
  return (article) =>
    withFacts(url, article, (address) => {
      const path = placeOfUrl(url, address);
      if (path === undefined) return undefined;
      if (!known.has(path)) known.set(path, assets.get(path));
      return known.get(path)?.facts;
    });
}
