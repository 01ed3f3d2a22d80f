/** The totals of `edgefeed check`. */

import type { FileResult } from '../../publish/protocol.ts';
import { isShowPath } from '../../show/show-path.ts';
import type { Checked } from '../source/check.ts';
import { countReason, formatReasons } from './held-back.ts';
import type { CheckedAsset } from '../source/check-assets.ts';
import { formatBytes, formatNumber, plural } from './numbers.ts';

type Kind = 'article' | 'page' | 'unlisted' | 'held' | 'skip' | 'redirects' | 'show' | 'error';

const kindOf = ({ status, article }: Checked): Kind => {
  if (status === 'article') return article.kind ?? 'article';
  return status === 'draft' ? 'held' : status;
};

export class Counts {
  readonly #counts: Record<Kind, number> = {
    article: 0,
    page: 0,
    unlisted: 0,
    held: 0,
    skip: 0,
    redirects: 0,
    show: 0,
    error: 0,
  };
  readonly #reasons = new Map<string, number>();
  /** The numbers of files that are held back, by the article that holds them back. */
  readonly heldFiles: Map<string, number> = new Map();
  #files = 0;
  #bytes = 0;

  add(file: Checked): void {
    this.#counts[kindOf(file)]++;
    if (file.heldBack === undefined || file.status === 'error') return;
    countReason(this.#reasons, file.heldBack);
  }

  /**
   * Adds a file that is published as it is. One without a type is not, for a reason that its problem tells.
   * @param holder the article that holds it back
   */
  addFile({ type, bytes, problems }: CheckedAsset, holder: string | undefined): void {
    if (problems.some(({ severity }) => severity === 'error')) this.#counts.error++;
    else if (holder !== undefined && type !== undefined)
      this.heldFiles.set(holder, (this.heldFiles.get(holder) ?? 0) + 1);
    else if (type !== undefined) {
      this.#files++;
      this.#bytes += bytes;
    }
  }

  /** Recounts an article that the whole folder makes a page, for lack of a date; and an article or a show that it refuses. */
  correct({ path, status, problems }: FileResult): void {
    const to: Kind | undefined =
      status === 'error' ? 'error' : problems.some(({ code }) => code === 'undated') ? 'page' : undefined;
    if (!to) return;
    this.#counts[isShowPath(path) ? 'show' : 'article']--;
    this.#counts[to]++;
  }

  get errors(): number {
    return this.#counts.error;
  }

  /** `12 articles, 2 pages, 4 held back (draft 3, password 1), 30 files (4.1 MB)` */
  format(): string {
    const { article, page, unlisted, held, skip, redirects, show, error } = this.#counts;
    const parts = [
      plural(article, 'article'),
      page > 0 && plural(page, 'page'),
      unlisted > 0 && `${formatNumber(unlisted)} unlisted`,
      held > 0 && `${formatNumber(held)} held back (${formatReasons(this.#reasons)})`,
      show > 0 && plural(show, 'show'),
      skip > 0 && `${formatNumber(skip)} without front matter`,
      redirects > 0 && `${formatNumber(redirects)} with redirects`,
      this.#files > 0 && `${plural(this.#files, 'file')} (${formatBytes(this.#bytes)})`,
      error > 0 && `${formatNumber(error)} with errors`,
    ];
    return parts.filter(Boolean).join(', ');
  }
}
