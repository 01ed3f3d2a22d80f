/** Which articles an app asks for. */

import type { Article } from '../../article/article.ts';
import type { Site } from '../../site/config.ts';
import type { Scope } from '../../site/scope.ts';

/** Each condition narrows the selection. */
export interface Selection {
  /** The words of a search, as `Query.text`. */
  query?: string | undefined;
  categories: readonly string[];
  tag?: string | undefined;
  author?: string | undefined;
  /** BCP 47; an article without a language has the site's. */
  language?: string | undefined;
  /** ms since 1970; articles published at this moment are not selected. */
  publishedAfter?: number | undefined;
  publishedBefore?: number | undefined;
}

/** The narrowest index that a selection has. */
export function scopeOfSelection({ categories: [first, ...others], tag, author }: Selection): Scope {
  if (first !== undefined) return { kind: 'category', names: [first, ...others] };
  if (tag !== undefined) return { kind: 'tag', name: tag };
  return author === undefined ? { kind: 'all' } : { kind: 'author', name: author };
}

type Compared = Pick<Article, 'tags' | 'categories' | 'authors' | 'language' | 'published'>;

export function isSelected(
  { tags, categories, authors, language, published }: Compared,
  selection: Selection,
  site: Site,
): boolean {
  const { tag, author, language: wanted, publishedAfter = -Infinity, publishedBefore = Infinity } = selection;
  return (
    published > publishedAfter &&
    published < publishedBefore &&
    selection.categories.every((name) => categories.includes(name)) &&
    (tag === undefined || tags.includes(tag)) &&
    (author === undefined || authors.some(({ name }) => name === author)) &&
    (wanted === undefined || isInLanguage(language ?? site.language, wanted))
  );
}

/** RFC 4647, 3.3.1: `zh` selects `zh-CN` too. */
function isInLanguage(language: string, range: string): boolean {
  const [tag, wanted] = [language.toLowerCase(), range.toLowerCase()];
  return tag === wanted || tag.startsWith(`${wanted}-`);
}
