/**
 * Finding how many files a batch may have. A plan limits the CPU time of a request, which a worker can neither measure nor
 * ask for: the size grows while answers are quick, and shrinks when Cloudflare ends a request.
 */

import { batchLimits } from '../../publish/protocol.ts';

/** The first batches are small: results appear soon, and a wrong setting does not cost a large upload. */
const firstFiles = 20;
/** How long the answer to a batch should take, ms. */
const target = 2_000;
/** Growth from one batch to the next, at most. */
const mostGrowth = 8;
/** Part by which a batch grows beyond the size that once was too large: the site may have moved to the paid plan. */
const carefulGrowth = 1 / 8;

export class BatchSize {
  /** Files of the next batch, at most. */
  files: number;
  /** Whether an earlier publish has met the limit. */
  readonly isRemembered: boolean;
  /** The largest size that is not known to be too large. */
  #fitting: number;
  /** Whether that size is the plan's, not just one of the files of this publish. */
  #isOfPlan: boolean;
  readonly #remember: (fitting: number | undefined) => void;

  /**
   * @param fitting the size found by an earlier publish
   * @param remember takes the size for the next publish; undefined: no limit is known
   */
  constructor(fitting?: number, remember: (fitting: number | undefined) => void = () => {}) {
    this.#fitting = Math.max(1, Math.min(fitting ?? batchLimits.files, batchLimits.files));
    this.isRemembered = this.#isOfPlan = fitting !== undefined;
    this.#remember = remember;
    this.files = Math.min(firstFiles, this.#fitting);
  }

  /** Notes that a batch was answered. @param ms from sending it to the answer */
  answered(files: number, ms: number): void {
    const factor = target / Math.max(ms, 1);
    if (factor < 0.5) {
      // A batch that is small for other reasons says nothing about the others.
      if (2 * files > this.files) this.files = Math.max(1, Math.floor(this.files / 2));
      return;
    }
    const grown = Math.floor(files * Math.min(factor, mostGrowth));
    const most =
      files < this.#fitting ? this.#fitting : files + Math.max(1, Math.floor(files * carefulGrowth));
    this.files = Math.min(Math.max(this.files, Math.min(grown, most)), batchLimits.files);
    if (files <= this.#fitting) return;
    this.#fitting = files;
    if (this.#isOfPlan) this.#remember(files < batchLimits.files ? files : undefined);
  }

  /** Lowers the size for now: a batch has failed, perhaps because of one file. */
  lower(files: number): void {
    this.files = Math.max(1, Math.min(this.files, files));
  }

  /**
   * Notes that larger batches fail because of their size.
   * @param files the largest that did not
   * @param isOfPlan whether the plan sets the limit, so that the next publish meets it as well
   */
  exceeded(files: number, isOfPlan: boolean): void {
    this.files = this.#fitting = Math.max(1, files);
    this.#isOfPlan ||= isOfPlan;
    if (isOfPlan) this.#remember(this.#fitting);
  }
}
