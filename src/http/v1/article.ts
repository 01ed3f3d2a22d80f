/** An article as `/v1` gives it. The compiler compares it with the contract. */

import type { Article } from '../../article/article.ts';
import { appArticle } from '../../feed/app-article.ts';
import type { AppArticle } from './contract.ts';

/** @returns JSON @param wanted the fields that the app asked for, besides the id; absent: all */
export function articleJson(
  siteUrl: string,
  article: Article,
  wanted: readonly (keyof AppArticle)[] | undefined,
): string {
  const document: Partial<AppArticle> & Pick<AppArticle, 'id'> = appArticle(siteUrl, article, wanted);
  return JSON.stringify(document);
}
