/** How many articles a feed's document holds. */

import type { Article } from '../article/article.ts';
import { limits } from '../limits.ts';
import { formats } from './formats.ts';
import { textsOf, weigh } from './weight.ts';

/** Few and large articles still make a feed that is worth its name: this many are held, unless they weigh megabytes. */
const leastArticles = 10;
const mostArticles = 50;

/** Formats that weigh alike are weighed once. */
const tariffs = [...new Set(Object.values(formats).map(({ tariff }) => tariff))];

/**
 * Counts the articles that one document holds, from the first on: at most 50, within 256 KiB in each of the formats,
 * but 10 within 4 MiB (or all there are), and one whatever it weighs. The weight is reckoned from above, so that nothing
 * need be rendered to know it.
 */
export class Budget {
  /** Articles that were taken. */
  count = 0;
  readonly #most: number;
  readonly #bytes = tariffs.map(({ document }) => document);

  constructor(most: number = mostArticles) {
    this.#most = most;
  }

  /** Whether the document holds this article too; after the first that it doesn't, it holds no other. */
  takes(article: Article): boolean {
    if (this.count === this.#most) return false;
    const texts = textsOf(article);
    for (const [k, tariff] of tariffs.entries()) this.#bytes[k]! += weigh(article, texts, tariff);
    const most = this.count < leastArticles ? limits.largestDocumentBytes : limits.documentBytes;
    if (this.count > 0 && this.#bytes.some((sum) => sum > most)) return false;
    this.count++;
    return true;
  }
}

/** How many of these articles one document holds. */
export function cutToBudget(articles: readonly Article[], most?: number): number {
  const budget = new Budget(most);
  for (const article of articles) if (!budget.takes(article)) break;
  return budget.count;
}
