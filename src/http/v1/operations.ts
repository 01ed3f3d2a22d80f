/** What apps can ask for: each address with its parameters and its answer, for the contract and for its page. */

import type * as v from 'valibot';
import {
  articleDocument,
  articleQuery,
  articlesDocument,
  articlesQuery,
  changesDocument,
  changesQuery,
  noQuery,
  siteDocument,
  termsDocument,
  termsQuery,
} from './contract.ts';

export interface Operation {
  /** The name of the operation in the contract. */
  name: string;
  /** With `{id}` for what differs. */
  path: string;
  summary: string;
  query: v.ObjectSchema<v.ObjectEntries, undefined>;
  /** The name of the answer's schema, and the schema. */
  answer: readonly [name: string, schema: v.GenericSchema];
  /** Statuses besides 200 and those of every address, with what they mean. */
  errors: Readonly<Record<number, string>>;
  /** Whether the header `Link` leads on to more. */
  pages?: true;
}

const wrong = 'A parameter is unknown or wrong, or a cursor is none of this site.';

export const operations: readonly Operation[] = [
  {
    name: 'getSite',
    path: '/v1/site',
    summary: 'The site: its title, its language, its feeds.',
    query: noQuery,
    answer: ['Site', siteDocument],
    errors: { 400: wrong },
  },
  {
    name: 'listArticles',
    path: '/v1/articles',
    summary: 'Articles, the newest first.',
    query: articlesQuery,
    answer: ['Articles', articlesDocument],
    errors: { 400: wrong },
    pages: true,
  },
  {
    name: 'getArticle',
    path: '/v1/articles/{id}',
    summary: 'An article, or a page of the site, by its id.',
    query: articleQuery,
    answer: ['OneArticle', articleDocument],
    errors: { 400: wrong, 404: 'There is no article with this id.' },
  },
  {
    name: 'listTerms',
    path: '/v1/terms',
    summary: 'Categories, tags and authors with their feeds, by kind and name.',
    query: termsQuery,
    answer: ['Terms', termsDocument],
    errors: { 400: wrong },
    pages: true,
  },
  {
    name: 'listChanges',
    path: '/v1/changes',
    summary: 'Everything that is published, then what has changed.',
    query: changesQuery,
    answer: ['Changes', changesDocument],
    errors: {
      400: wrong,
      410: 'Changes since this cursor are not known any more: begin anew without `since`, and replace the copy.',
    },
  },
];
