import { describe, expect, it } from 'vitest';
import { readPatterns } from '../../../src/article/old-addresses/pattern.ts';
import { parseArticle } from '../../../src/article/parse.ts';
import { calls, type HostileCall } from './functions.ts';
import { markdown, mdx } from './markdown.ts';
import { markup } from './markup.ts';
import { matter } from './matter.ts';
import { bodies } from './source.ts';

/**
 * Whatever a file holds, reading twice as much takes about twice as long: squared time would be four times. A new
 * reader joins by a source in one of the lists that is the worst for it.
 */
export const most = 3;

/** UTF-16 code units of the smaller one. The larger one is below what front matter may have. */
const size = 30_000;

/** A growth that is no matter of the accuracy: one pair is enough to see it. Of others there are two at least. */
const clear = 2.5;
/** Pairs that are measured before it is said that there is growth: what else the machine does comes and goes. */
const enough = 2;
const patience = 15;
/** A first time that is so many times what has to be measured is not one of compiling. */
const plenty = 20;

/**
 * How many times as long twice as much takes: the median of pairs, each beside work that takes the same time whatever
 * is read; or the ratio of the shortest times, which other processes have disturbed least. The smaller size is read
 * twice as often, so that both are measured as long, and as likely to be disturbed.
 */
function growthFrom(size: number, work: (size: number) => unknown, measured: number): number {
  const read = (): unknown => work(size);
  let times = 1;
  for (;;) {
    const first = timeOf(read, times);
    if (first >= plenty * measured) break;
    // The shorter of two: the first one may have been spent on compiling.
    if (Math.min(first, timeOf(read, times)) >= measured) break;
    times *= 2;
  }
  const ratios: number[] = [];
  const small: number[] = [];
  const large: number[] = [];
  let ratio = Infinity;
  for (let pair = 1; pair <= patience && ratio >= (pair <= enough ? clear : most); pair++) {
    const yardsticks = [timeOf(yardstick, 1)];
    small.push(timeOf(read, 2 * times));
    yardsticks.push(timeOf(yardstick, 1));
    large.push(timeOf(() => work(2 * size), times));
    yardsticks.push(timeOf(yardstick, 1));
    const [before, between, after] = yardsticks as [number, number, number];
    ratios.push((large.at(-1)! / (between + after)) * ((before + between) / small.at(-1)!));
    const shortest = Math.min(...large) / Math.min(...small);
    ratio = 2 * (pair === 1 ? Math.max : Math.min)(median(ratios), shortest);
  }
  return ratio;
}

/**
 * The growth at two sizes, the lesser of both: squared time shows at each, but a heap that outgrows a generation of the
 * garbage collector on the way from one size to the next does so once.
 */
export function growth(work: (size: number) => unknown, measured: number): number {
  const ratio = growthFrom(size, work, measured);
  return ratio < most ? ratio : Math.min(ratio, growthFrom(size / 2, work, measured));
}

function timeOf(work: () => unknown, times: number): number {
  const start = performance.now();
  for (let run = 0; run < times; run++) work();
  return Math.max(0.01, performance.now() - start);
}

/** Work of the kind that a parser does, and as much of it each time. */
function yardstick(): number {
  const text = 'the <b>words</b> of a text, '.repeat(8_000);
  let found = 0;
  for (const { index } of text.matchAll(/<(\/?)([a-z]+)>/g)) found += text.charCodeAt(index + 1);
  return found;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

const generators = 'jekyll hexo hugo wordpress pelican eleventy astro zola';
const reading = readPatterns(generators);
const oldAddresses = 'patterns' in reading ? reading.patterns : [];
const site = { siteUrl: 'https://feeds.example', timezone: 'Asia/Shanghai', oldAddresses };

/**
 * The tests; workerd and Node run them, whose engines differ in what takes them long.
 * @param measured ms that are measured at least: far more than a step of the clock
 * @param others calls that one of the two has alone
 */
export function testGrowth(measured: number, others: readonly HostileCall[] = []): void {
  describe.each([
    ['front matter', matter],
    ['HTML', bodies('a.html', markup)],
    ['Markdown', bodies('a.md', { ...markup, ...markdown })],
    ['MDX', bodies('a.mdx', mdx)],
  ])('reading %s takes time that grows with its length', (_, sources) => {
    it.each(sources)('$name', ({ path, source }) => {
      const texts = new Map([size / 2, size, 2 * size].map((length) => [length, source(length)]));
      const codes = new Set<string>();
      const parse = (length: number): void => {
        for (const { code } of parseArticle({ path, source: texts.get(length)! }, site).problems)
          codes.add(code);
      };
      expect(growth(parse, measured)).toBeLessThan(most);
      expect(codes).not.toContain('internal');
    });
  });

  describe('what is done with texts takes time that grows with their length', () => {
    it.each([...calls, ...others])('$name', ({ call }) => {
      expect(growth(call, measured)).toBeLessThan(most);
    });
  });
}
