/** An article as `/v1` gives it. */

import type { Article } from '../../article/article.ts';
import { cleanLine } from '../../feed/clean.ts';
import { jsonItem } from '../../feed/json.ts';
import type { AppArticle } from './contract.ts';

/** @param wanted the fields that the app asked for, besides the id; absent: all */
export function appArticle(
  siteUrl: string,
  article: Article,
  wanted?: readonly (keyof AppArticle)[],
): Partial<AppArticle> & Pick<AppArticle, 'id'> {
  const { id: guid, tags: _, ...item } = jsonItem(siteUrl, article);
  const whole: AppArticle = {
    id: article.id,
    ...(guid !== article.id && { guid }),
    ...item,
    address: `/articles/${article.address}`,
    ...(article.kind === 'page' && { kind: article.kind }),
    categories: named(article.categories),
    tags: named(article.tags),
  };
  if (!wanted) return whole;
  return {
    id: whole.id,
    ...pick(
      whole,
      wanted.filter((name) => name !== 'id'),
    ),
  };
}

const named = (terms: readonly string[]): string[] => terms.map(cleanLine).filter(Boolean);

const pick = <T extends object, K extends keyof T>(whole: T, wanted: readonly K[]): Pick<T, K> =>
  Object.fromEntries(wanted.flatMap((key) => (key in whole ? [[key, whole[key]]] : []))) as Pick<T, K>;
