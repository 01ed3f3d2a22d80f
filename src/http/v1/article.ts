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

/** Whether an app gets the body, or is to learn that there is none: titles alone need not be read with 2 MB each. */
export const hasBody = (wanted: readonly (keyof AppArticle)[] | undefined): boolean =>
  !wanted || wanted.includes('content_html') || wanted.includes('content_text');

const pick = <T extends object, K extends keyof T>(whole: T, wanted: readonly K[]): Pick<T, K> =>
  Object.fromEntries(wanted.flatMap((key) => (key in whole ? [[key, whole[key]]] : []))) as Pick<T, K>;
