/** The document of the home page and of the lists of feeds: terms and the newest articles. */

import { encodePath } from '../../article/address.ts';
import type { ArticleHead } from '../../article/article.ts';
import { summarise } from '../../article/body/summary.ts';
import { navigationLabelLength } from '../../article/fields/navigation.ts';
import type { QueryForm } from '../../article/query-address.ts';
import { limits } from '../../limits.ts';
import type { PublishedShow } from '../../show/show.ts';
import type { IndexDocument, PageLink, ShowCard, ShowDocument, Validators } from '../../store/documents.ts';
import { etagOf } from '../../store/etag.ts';
import type { Card } from '../../site/card.ts';
import { addressIn } from '../../site/paths.ts';
import { mainTermOf } from '../../site/scope.ts';
import type { StoredArticle } from '../tables/article-row.ts';
import type { Tables } from '../tables/tables.ts';
import { cardsOf } from './entries.ts';
import { withoutMarkdown } from './without-markdown.ts';

/** Categories on the home page, the articles shown of each, and the articles shown of the whole site. */
const highlighted = 9;
const newestOfHighlight = 2;
const newestOfAll = 11;
/** Articles of a category that are looked at for those that are not among the newest of the site. */
const lookedAt = 4;

export function renderIndex(
  tables: Tables,
  changedAt: number,
): { index: IndexDocument; validators: Validators } {
  const { listings } = tables;
  const terms = tables.terms.largest();
  const newest = newestCards(listings.newestBeginnings({ kind: 'all' }, newestOfAll).entries);
  const shown = new Set(newest.map(({ id }) => id));
  const highlights = terms
    .filter(({ kind }) => kind === 'category')
    .sort((a, b) => b.count - a.count)
    .slice(0, highlighted)
    .map(({ name }) => {
      const { entries } = listings.newestBeginnings({ kind: 'category', names: [name] }, lookedAt);
      const others = entries.filter(({ article }) => !shown.has(article.id));
      return { name, newest: cardsOf(others.slice(0, newestOfHighlight)) };
    });
  const pages = pageLinks(tables);
  const shows = showCards(tables);
  const forms = homeForms(tables);
  const cards = [...newest, ...highlights.flatMap((highlight) => highlight.newest)];
  const unnamed = pathsWithoutMarkdown(tables, [...cards, ...pages]);
  const index = {
    terms,
    newest,
    highlights,
    ...(pages.length > 0 && { pages }),
    ...(unnamed.length > 0 && { withoutMarkdown: unnamed }),
    ...(shows.length > 0 && { shows }),
    ...(forms.length > 0 && { forms }),
  };
  return { index, validators: { etag: etagOf(JSON.stringify(index)), lastModified: changedAt } };
}

/** The newest articles, each with its category. */
function newestCards(entries: readonly StoredArticle[]): Card[] {
  return cardsOf(entries).map((card, i) => {
    const { kind, name } = mainTermOf(entries[i]!.article);
    return {
      ...card,
      ...(kind === 'category' && { category: name }),
    };
  });
}

function pathsWithoutMarkdown(tables: Tables, links: readonly { path: string }[]): string[] {
  const paths = new Map(links.map(({ path }) => [addressIn(path).address, path]));
  return Array.from(withoutMarkdown(tables, [...paths.keys()]), (address) => paths.get(address)!).sort();
}

const showCards = ({ shows }: Tables): ShowCard[] => shows.first(limits.listedShows).map(cardOfShow);

/** The show of a category; null: it has none. */
export function renderShow({ shows }: Tables, category: string): ShowDocument | null {
  const found = shows.of(category);
  return found ? { ...cardOfShow(found.show), lastModified: found.changedAt } : null;
}

const cardOfShow = ({ category, title, description, image, language }: PublishedShow): ShowCard => ({
  ...(category !== undefined && { category }),
  ...(title !== undefined && { title }),
  description: summarise(description, limits.shownDescription),
  image,
  ...(language !== undefined && { language }),
});

/** The parameters of the home page's path that lead elsewhere. */
function homeForms({ queryForms, redirects }: Tables): QueryForm[] {
  const forms = [...(queryForms.of(['/']).get('/') ?? []), ...redirects.matcher().formsOf('/')];
  return [...new Map(forms.map((form) => [JSON.stringify(form), form])).values()];
}

const pageLinks = (tables: Tables): PageLink[] =>
  linksTo(tables, tables.pages.first(limits.linkedPages), ({ title }) => title);

/** The links at the top of every page, in their order. */
export const navigationLinks = (tables: Tables): PageLink[] =>
  linksTo(tables, tables.navigation.first(limits.navigation), ({ title, navigation }) =>
    summarise(navigation?.label ?? title, navigationLabelLength),
  );

function linksTo(
  { articles }: Tables,
  ids: readonly string[],
  labelOf: (article: ArticleHead) => string,
): PageLink[] {
  const entries = articles.withIds(ids);
  return ids.flatMap((id) => {
    const article = entries.get(id)?.article;
    if (!article) return [];
    const { address, language } = article;
    const path = `/articles/${encodePath(address)}`;
    return { path, title: labelOf(article), ...(language !== undefined && { language }) };
  });
}
