/** The progress of a stage as numbers. */

import { plural, formatBytes, formatDuration, formatNumber } from './numbers.ts';

/** Counts the steps of a stage, and estimates the time left. */
export class Count {
  readonly label: string;
  readonly total: number | undefined;
  readonly #noun: string;
  readonly #began = performance.now();
  done = 0;

  constructor(label: string, total: number | undefined, noun = 'file') {
    this.label = label;
    this.total = total;
    this.#noun = noun;
  }

  /** `120 of 1,000 files · 950/s · 3 s left`, `1.2 MB of 4.1 MB · 900 kB/s · 3 s left` */
  get text(): string {
    const rate = (this.done / Math.max(performance.now() - this.#began, 1)) * 1000;
    if (this.total === undefined) return this.done > 0 ? plural(this.done, this.#noun) : '';
    const left = this.done > 0 ? formatDuration(((this.total - this.done) / rate) * 1000) : '…';
    if (this.#noun === 'byte') {
      const speed = `${formatBytes(Math.round(rate))}/s`;
      return `${formatBytes(this.done)} of ${formatBytes(this.total)} · ${speed} · ${left} left`;
    }
    return `${formatNumber(this.done)} of ${plural(this.total, this.#noun)} · ${formatNumber(Math.round(rate))}/s · ${left} left`;
  }

  /** @param width in columns */
  bar(width: number): string {
    if (!this.total) return '';
    const full = Math.round((this.done / this.total) * width);
    return `${'━'.repeat(full)}${'╌'.repeat(width - full)}`;
  }
}
