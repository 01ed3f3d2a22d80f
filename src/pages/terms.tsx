/** Links to scopes and pages: as chips in a row, and categories as a band of small cards. */

import type { Card } from '../site/card.ts';
import { scopeOf, scopePath, type Term } from '../site/scope.ts';
import type { PageLink } from '../store/documents.ts';
import { iri } from './iri.ts';
import { textLanguage } from './text-language.ts';
import { Title } from './title.tsx';
import type { View } from './view.ts';

/** A term with its number of articles. */
export interface CountedTerm extends Term {
  count: number;
}

/** A category with articles of it that the page does not show elsewhere. */
export interface CategoryCard {
  name: string;
  count: number;
  newest: readonly Pick<Card, 'path' | 'title' | 'language'>[];
}

export function Terms({ terms, view: { site } }: { terms: readonly CountedTerm[]; view: View }) {
  if (terms.length === 0) return null;
  return (
    <p class="terms" lang={site.language}>
      {terms.map((term) => (
        <a href={iri(scopePath(scopeOf(term)))}>
          {term.name} <small>{term.count}</small>
        </a>
      ))}
    </p>
  );
}

export function Categories({ categories, view }: { categories: readonly CategoryCard[]; view: View }) {
  const { site, text } = view;
  return (
    <ul class="band">
      {categories.map(({ name, count, newest }) => (
        <li>
          <h3 lang={site.language}>
            <a href={iri(scopePath(scopeOf({ kind: 'category', name })))}>{name}</a>
          </h3>
          <p class="soft">{text.articles(count)}</p>
          {newest.map(({ path, title, language }) => (
            <p lang={textLanguage(language, site.language, title)}>
              <a href={iri(path)}>
                <Title title={title} />
              </a>
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** Links to the pages of the site that are not in the navigation. */
export function Pages({ pages: all, view }: { pages: readonly PageLink[]; view: View }) {
  const { site, text, navigation } = view;
  const above = new Set(navigation.map(({ path }) => path));
  const pages = all.filter(({ path }) => !above.has(path));
  if (pages.length === 0) return null;
  return (
    <section>
      <h2 class="label">{text.sitePages}</h2>
      <p class="terms">
        {pages.map(({ path, title, language }) => (
          <a href={iri(path)} lang={textLanguage(language, site.language, title)}>
            {title}
          </a>
        ))}
      </p>
    </section>
  );
}
