/** How many articles a feed's document holds. */

import type { Article } from '../article/article.ts';
import { limits } from '../limits.ts';
import { formats } from './formats.ts';
import { textsOf, estimateBytes } from './size.ts';

/** A document holds this many articles even if they are large, unless they take megabytes. */
const minArticles = 10;
const maxArticles = 50;

/** Size models, each once, even if formats share one. */
const sizeModels = [...new Set(Object.values(formats).map(({ sizes }) => sizes))];

/**
 * Counts the articles that one document holds, from the first on: at most 50, within 256 KiB in each of the formats,
 * but 10 within 4 MiB (or all there are), and one whatever it weighs. The weight is reckoned from above, so that nothing
 * need be rendered to know it.
 */
export class Budget {
  /** Articles that were taken. */
  count = 0;
  readonly #max: number;
  readonly #bytes = sizeModels.map(({ document }) => document);

  constructor(max: number = maxArticles) {
    this.#max = max;
  }

  /** Whether the document holds this article too; after the first that it doesn't, it holds no other. */
  takes(article: Article): boolean {
    if (this.count === this.#max) return false;
    const texts = textsOf(article);
    for (const [k, sizes] of sizeModels.entries()) this.#bytes[k]! += estimateBytes(article, texts, sizes);
    const budget = this.count < minArticles ? limits.largestDocumentBytes : limits.documentBytes;
    if (this.count > 0 && this.#bytes.some((sum) => sum > budget)) return false;
    this.count++;
    return true;
  }
}

/** How many of these articles one document holds. */
export function cutToBudget(articles: readonly Article[], max?: number): number {
  const budget = new Budget(max);
  for (const article of articles) if (!budget.takes(article)) break;
  return budget.count;
}
