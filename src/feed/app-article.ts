/** An article as apps get it: from `/v1`, and by webhooks. src/http/v1/contract.ts describes it. */

import type { Article } from '../article/article.ts';
import { factsOfArticle, type ArticleFacts } from './extension.ts';
import { jsonItem, type JsonItem } from './json.ts';

interface WholeAppArticle extends Omit<JsonItem, 'tags'>, ArticleFacts {
  /** The id in RSS and JSON Feed, where it is another text. */
  guid?: string;
  kind?: 'page';
}

export function wholeAppArticle(siteUrl: string, article: Article): WholeAppArticle {
  const { id: guid, tags: _, ...item } = jsonItem(siteUrl, article);
  const { address, ...terms } = factsOfArticle(article);
  return {
    id: article.id,
    ...(guid !== article.id && { guid }),
    ...item,
    address,
    ...(article.kind === 'page' && { kind: article.kind }),
    ...terms,
  };
}
