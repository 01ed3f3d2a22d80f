/** An article as apps get it: from `/v1`, and by webhooks. src/http/v1/contract.ts describes it. */

import type { Article } from '../article/article.ts';
import { cleanLine } from './clean.ts';
import { jsonItem, type JsonItem } from './json.ts';

interface WholeAppArticle extends Omit<JsonItem, 'tags'> {
  /** The id in RSS and JSON Feed, where it is another text. */
  guid?: string;
  /** The path of the page, decoded. */
  address: string;
  kind?: 'page';
  categories: string[];
  tags: string[];
}

export function wholeAppArticle(siteUrl: string, article: Article): WholeAppArticle {
  const { id: guid, tags: _, ...item } = jsonItem(siteUrl, article);
  return {
    id: article.id,
    ...(guid !== article.id && { guid }),
    ...item,
    address: `/articles/${article.address}`,
    ...(article.kind === 'page' && { kind: article.kind }),
    categories: named(article.categories),
    tags: named(article.tags),
  };
}

const named = (terms: readonly string[]): string[] => terms.map(cleanLine).filter(Boolean);
