import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../src/article/parse.ts';
import { calls } from './hostile/functions.ts';
import { markdown, mdx } from './hostile/markdown.ts';
import { markup } from './hostile/markup.ts';
import { matter } from './hostile/matter.ts';
import { bodies } from './hostile/source.ts';

/**
 * Whatever a file holds, reading twice as much takes about twice as long: squared time would be four times. A new
 * reader joins by a source in one of the lists that is the worst for it.
 */
const most = 3;

/** UTF-16 code units of the smaller one. The larger one is below what front matter may have. */
const size = 30_000;

/** Pairs that are measured before it is said that there is growth: what else the machine does comes and goes. */
const enough = 2;
const patience = 9;

/** ms for one source: a machine may have much else to do. */
const timeout = 120_000;

/** ms that are measured at least; the clock of workerd has steps of one. */
const measured = 8;

/** How many times as long twice as much takes, both beside work that takes the same time whatever is read. */
function growth(work: (size: number) => unknown): number {
  let times = 1;
  while (timeOf(() => work(size), times) < measured) times *= 2;
  const ratios: number[] = [];
  for (let pair = 1; pair <= patience; pair++) {
    const small = relative(() => work(size), times);
    const large = relative(() => work(2 * size), times);
    ratios.push(large / small);
    if (pair >= enough && median(ratios) < most) break;
  }
  return median(ratios);
}

/** Time in units of the work next to it. */
function relative(work: () => unknown, times: number): number {
  const before = timeOf(yardstick, 1);
  const time = timeOf(work, times);
  return (2 * time) / (before + timeOf(yardstick, 1));
}

function timeOf(work: () => unknown, times: number): number {
  const start = performance.now();
  for (let run = 0; run < times; run++) work();
  return Math.max(1, performance.now() - start);
}

/** Work of the kind that a parser does, and as much of it each time. */
function yardstick(): number {
  const text = 'the <b>words</b> of a text, '.repeat(8_000);
  let found = 0;
  for (const { index } of text.matchAll(/<(\/?)([a-z]+)>/g)) found += text.charCodeAt(index + 1);
  return found;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

const site = { siteUrl: 'https://feeds.example', timezone: 'Asia/Shanghai' };

describe.each([
  ['front matter', matter],
  ['HTML', bodies('a.html', markup)],
  ['Markdown', bodies('a.md', { ...markup, ...markdown })],
  ['MDX', bodies('a.mdx', mdx)],
])('reading %s takes time that grows with its length', { timeout }, (_, sources) => {
  it.each(sources)('$name', ({ path, source }) => {
    const texts = new Map([size, 2 * size].map((length) => [length, source(length)]));
    const parse = (length: number) => parseArticle({ path, source: texts.get(length)! }, site);
    expect(parse(2 * size).problems.map(({ code }) => code)).not.toContain('internal');
    expect(growth(parse)).toBeLessThan(most);
  });
});

describe('what is done with texts takes time that grows with their length', { timeout }, () => {
  it.each(calls)('$name', ({ call }) => {
    expect(growth(call)).toBeLessThan(most);
  });
});
