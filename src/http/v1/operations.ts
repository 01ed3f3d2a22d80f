/** What apps can ask for: each address with its parameters and its answer. */

import {
  articleDocument,
  articlesDocument,
  changesDocument,
  matchesDocument,
  siteDocument,
  termsDocument,
} from './contract.ts';
import { articleQuery, articlesQuery, changesQuery, noQuery, searchQuery, termsQuery } from './queries.ts';
import type { Operation } from './operation.ts';

const wrong = 'A parameter is missing, unknown or wrong, or a cursor is none of this site.';

export const readOperations: readonly Operation[] = [
  {
    name: 'getSite',
    path: '/v1/site',
    summary: 'The site: its title, its language, its feeds.',
    example: '/v1/site',
    query: noQuery,
    answer: ['Site', siteDocument],
    errors: { 400: wrong },
  },
  {
    name: 'listArticles',
    path: '/v1/articles',
    summary: 'Articles, the newest first.',
    example: '/v1/articles?limit=10&fields=title,url,summary',
    query: articlesQuery,
    answer: ['Articles', articlesDocument],
    errors: { 400: wrong },
    pages: true,
  },
  {
    name: 'searchArticles',
    path: '/v1/search',
    summary: 'What a search finds: the best matches first, with the passages.',
    example: '/v1/search?q=words&fields=title,url',
    query: searchQuery,
    answer: ['Matches', matchesDocument],
    errors: { 400: wrong },
    pages: true,
  },
  {
    name: 'getArticle',
    path: '/v1/articles/{id}',
    places: { id: 'The id or the guid of an article, percent-encoded.' },
    summary: 'An article, or a page of the site, by its id.',
    example: '/v1/articles/urn%3Auuid%3A84876187-40b0-4dd4-bc1e-a2a9060aa1b5',
    query: articleQuery,
    answer: ['OneArticle', articleDocument],
    errors: { 400: wrong, 404: 'There is no article with this id.' },
  },
  {
    name: 'listTerms',
    path: '/v1/terms',
    summary: 'Categories, tags and authors with their feeds, by kind and name.',
    example: '/v1/terms?kind=category',
    query: termsQuery,
    answer: ['Terms', termsDocument],
    errors: { 400: wrong },
    pages: true,
  },
  {
    name: 'listChanges',
    path: '/v1/changes',
    summary: 'Everything that is published, then what has changed.',
    example: '/v1/changes?limit=100',
    query: changesQuery,
    answer: ['Changes', changesDocument],
    errors: {
      400: wrong,
      410: 'Changes since this cursor are not known any more: begin anew without `since`, and replace the copy.',
    },
  },
];
