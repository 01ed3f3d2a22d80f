/** Limits the number of articles in a feed document. */

import type { Article } from '../article/article.ts';
import { limits } from '../limits.ts';
import { feedFormats, formats } from './formats.ts';
import { podcastSizes, textsOf, estimateBytes, type SizeModel } from './size.ts';

/** A document holds this many articles even if they are large, unless they take megabytes. */
const minArticles = 10;
const maxArticles = 50;

/** Size models of the formats that every feed has, each once, even if formats share one. */
const ofFeeds: readonly SizeModel[] = [...new Set(feedFormats.map((format) => formats[format].sizes))];
const ofPodcasts: readonly SizeModel[] = [podcastSizes];

/**
 * Counts the articles that fit into one document, from the first: at most 50 within 256 KiB in every format, but at
 * least 10 (or all) within 4 MiB, and always one. Sizes are upper estimates, so nothing has to be rendered.
 */
export class Budget {
  /** Articles so far. */
  count = 0;
  readonly #max: number;
  readonly #models: readonly SizeModel[];
  readonly #bytes: number[];

  constructor(max: number = maxArticles, isPodcast = false) {
    this.#max = max;
    this.#models = isPodcast ? ofPodcasts : ofFeeds;
    this.#bytes = this.#models.map(({ document }) => document);
  }

  /** Whether the next article fits too. After the first that does not, no other does. */
  takes(article: Article): boolean {
    if (this.count === this.#max) return false;
    const texts = textsOf(article);
    for (const [k, sizes] of this.#models.entries()) this.#bytes[k]! += estimateBytes(article, texts, sizes);
    const budget = this.count < minArticles ? limits.largestDocumentBytes : limits.documentBytes;
    if (this.count > 0 && this.#bytes.some((sum) => sum > budget)) return false;
    this.count++;
    return true;
  }
}

/** The number of leading articles that fit into one document. */
export function cutToBudget(articles: readonly Article[], max?: number, isPodcast = false): number {
  const budget = new Budget(max, isPodcast);
  for (const article of articles) if (!budget.takes(article)) break;
  return budget.count;
}
