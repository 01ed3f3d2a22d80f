/**
 * Articles for apps, written as JSON where they are read: the worker, whose CPU time the platform limits, gets one text
 * instead of many objects, and only puts a frame around it.
 */

import type { Article } from '../../article/article.ts';
import { appArticle, needsBody, type AppField } from '../../feed/app-article.ts';
import type { Site } from '../../site/config.ts';
import type { Tables } from '../tables/tables.ts';
import { filling } from './facts.ts';

export interface AppJson {
  /** Whether the body of an article matters. Without, it may be empty. */
  bodies: boolean;
  /** @returns an object of JSON */
  write: (article: Article) => string;
}

/** @param fields the fields that the app asked for, besides the id; absent: all */
export function appJson(tables: Tables, site: Site, fields: readonly AppField[] | undefined): AppJson {
  const fill = filling(tables, site);
  return {
    bodies: needsBody(fields),
    write: (article) => JSON.stringify(appArticle(site.url, fill(article), fields)),
  };
}

/** @param values each of them JSON */
export const arrayOf = (values: readonly string[]): string => `[${values.join(',')}]`;
