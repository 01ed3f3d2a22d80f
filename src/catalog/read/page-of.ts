/** An article as its page has it. */

import { articleUrl } from '../../article/address.ts';
import type { Article } from '../../article/article.ts';
import { log } from '../../log.ts';
import type { Site } from '../../site/config.ts';
import type { ArticleDocument, EpisodeTexts, Neighbours } from '../../store/documents.ts';
import { typeset, type Typeset } from '../../typeset/typeset.ts';
import type { Relative } from '../tables/related.ts';
import type { Tables } from '../tables/tables.ts';
import type { TextsOfEpisodes } from './episode-texts.ts';
import { filling } from './facts.ts';

interface ArticlePage {
  /** With `typeset` its HTML is as the page shows it, else as feeds have it. */
  article: Article;
  typeset?: Typeset;
  episodeTexts?: EpisodeTexts;
  podcast?: ArticleDocument['podcast'];
  related: Relative[];
}

/** @param stored the article of the catalog */
export type PageOf = (article: Article, stored: Article, neighbours: Neighbours | undefined) => ArticlePage;

const none: TextsOfEpisodes['texts'] = new Map();

/** The article alone. */
export const unset: PageOf = (article) => ({ article, related: [] });

/** @param texts of the episodes among the articles */
export function pagesOf(tables: Tables, site: Site, texts: TextsOfEpisodes['texts'] = none): PageOf {
  const fill = filling(tables, site);
  return (article, stored, neighbours) => {
    const episodeTexts = texts.get(article.id);
    const podcast = podcastOf(stored, tables);
    const beside = neighbours ? [neighbours.older, neighbours.newer] : [];
    return {
      ...set(fill(article), site),
      ...(episodeTexts && { episodeTexts }),
      ...(podcast && { podcast }),
      related: neighbours
        ? tables.related.of(
            stored,
            beside.flatMap((one) => one?.address ?? []),
          )
        : [],
    };
  };
}

/** The show of an episode: that of its last category which has one, as articles are listed under their last one, else of the site. */
function podcastOf(
  { media, kind, categories }: Article,
  { shows }: Tables,
): ArticleDocument['podcast'] | undefined {
  if (media.length === 0 || kind !== undefined) return undefined;
  const category = shows.firstWith([...categories.toReversed(), '']);
  return category === undefined ? undefined : { ...(category !== '' && { category }) };
}

function set(article: Article, { url }: Site): Omit<ArticlePage, 'related'> {
  try {
    const { html, ...typesetting } = typeset(article, articleUrl(url, article.address)) ?? {};
    return html === undefined
      ? { article }
      : { article: { ...article, html }, typeset: typesetting as Typeset };
  } catch (error) {
    // A fault of edgefeed, which must not keep the article from its readers.
    log('error', 'typeset', { path: article.path, error: String(error) });
    return { article };
  }
}
