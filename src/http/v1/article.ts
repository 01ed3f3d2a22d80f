/** An article as `/v1` gives it. */

import type { Article } from '../../article/article.ts';
import { wholeAppArticle } from '../../feed/app-article.ts';
import type { AppArticle } from './contract.ts';

/** @param wanted the fields that the app asked for, besides the id; absent: all */
export function appArticle(
  siteUrl: string,
  article: Article,
  wanted?: readonly (keyof AppArticle)[],
): Partial<AppArticle> & Pick<AppArticle, 'id'> {
  const whole: AppArticle = wholeAppArticle(siteUrl, article);
  if (!wanted) return whole;
  return {
    id: whole.id,
    ...pick(
      whole,
      wanted.filter((name) => name !== 'id'),
    ),
  };
}

const pick = <T extends object, K extends keyof T>(whole: T, wanted: readonly K[]): Pick<T, K> =>
  Object.fromEntries(wanted.flatMap((key) => (key in whole ? [[key, whole[key]]] : []))) as Pick<T, K>;
