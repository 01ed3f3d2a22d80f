/** An article as apps get it: from `/v1`, and by webhooks. src/http/v1/contract.ts describes it. */

import type { Article } from '../article/article.ts';
import { factsOfArticle, type ArticleFacts } from './extension.ts';
import { jsonItem, type JsonItem } from './json.ts';

/** With all of its fields. */
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

export type AppField = keyof WholeAppArticle;

/** @param wanted the fields that the app asked for, besides the id; absent: all */
export function appArticle(
  siteUrl: string,
  article: Article,
  wanted?: readonly AppField[],
): Partial<WholeAppArticle> & Pick<WholeAppArticle, 'id'> {
  const whole = wholeAppArticle(siteUrl, article);
  if (!wanted) return whole;
  const named = wanted.filter((name) => name !== 'id' && name in whole);
  return { id: whole.id, ...Object.fromEntries(named.map((name) => [name, whole[name]])) };
}

/** What depends on the body: without one there is a text instead, and a picture in it keeps its own address. */
const fromBody: readonly AppField[] = ['content_html', 'content_text', 'image'];

/** Whether an app needs the body: for titles alone, 2 MB each need not be read. */
export const needsBody = (wanted: readonly AppField[] | undefined): boolean =>
  !wanted || fromBody.some((name) => wanted.includes(name));
