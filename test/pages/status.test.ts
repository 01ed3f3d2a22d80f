import { describe, expect, it } from 'vitest';
import { statusPage } from '../../src/pages/status.tsx';
import { viewOf } from '../../src/pages/view.ts';
import type { Publish, PublicStatus } from '../../src/publish/public-status.ts';
import { site } from '../feed/sample.ts';

const publish: Publish = {
  at: '2026-11-22T22:43:00.000Z',
  ms: 940,
  added: 3,
  changed: 1,
  removed: 0,
  refused: 1,
};

/** The cells of the table of publishes. */
function cells(language: 'en' | 'zh', shown: Publish): (string | undefined)[] {
  const status: PublicStatus = {
    articles: 3,
    feeds: 1,
    waiting: 0,
    failing: 0,
    publishes: [shown],
    months: [],
  };
  const page = statusPage(viewOf(site, language), status);
  return Array.from(page.matchAll(/<td>(.*?)<\/td>/g), ([, cell]) => cell?.replaceAll(/<[^>]+>/g, ''));
}

it('says of a publish what it did, in the language of the reader and the zone of the site', () => {
  expect(cells('en', publish)).toEqual(['Nov 23, 2026, 6:43 AM', '3 new · 1 changed · 1 refused', '0.9s']);
  expect(cells('zh', publish)).toEqual(['2026年11月23日 06:43', '新增 3 · 修改 1 · 出错 1', '0.9秒']);
});

it('says that feeds are not live yet', () => {
  const { ms: _, ...waiting } = publish;
  expect(cells('en', waiting)[2]).toBe('not yet');
});

describe('what waits', () => {
  const state = (language: 'en' | 'zh', status: Partial<PublicStatus>): string => {
    const whole = { articles: 3, feeds: 1, waiting: 0, failing: 0, publishes: [], months: [], ...status };
    const page = statusPage(viewOf(site, language), whole);
    return /<p class="state">(.*?)<\/p>/.exec(page)![1]!;
  };

  it('is said in sentences, with the reason', () => {
    expect(state('en', {})).toBe('Everything that is published is live.');
    expect(state('en', { waiting: 1 })).toBe('1 page or feed is being updated.');
    expect(state('en', { waiting: 1200, waitsFor: 'publish' })).toBe(
      '1,200 pages and feeds are being updated. A publish is in progress; they follow when it ends.',
    );
    expect(state('zh', { waiting: 3, failing: 2 })).toBe(
      '3 个页面和订阅源正在更新。2 个尚未更新成功，系统会自动重试；在此之前，读者看到的是上一个版本。',
    );
  });
});

it('says how long a change takes to the subscribers of the hub', () => {
  const hub = { subscriptions: 12, waiting: 0, failing: 0, givenUp: 0 };
  const shown = (medianMs?: number): string => {
    const status = { articles: 3, feeds: 1, waiting: 0, failing: 0, publishes: [], months: [] };
    const page = statusPage(viewOf(site, 'en'), {
      ...status,
      hub: { ...hub, ...(medianMs !== undefined && { medianMs }) },
    });
    return /Delivered after \(median\)<\/dt><dd>(.*?)<\/dd>/.exec(page)?.[1] ?? '';
  };
  expect([shown(), shown(0), shown(940), shown(191_000)]).toEqual(['', '0s', '0.9s', '3.2m']);
});

it('explains refused files where there are some', () => {
  const page = (refused: number) =>
    statusPage(viewOf(site, 'en'), {
      articles: 3,
      feeds: 1,
      waiting: 0,
      failing: 0,
      publishes: [{ ...publish, refused }],
      months: [],
    });
  expect(page(1)).toContain('“edgefeed status”');
  expect(page(0)).not.toContain('“edgefeed status”');
});

it('draws a bar for each of few months, and a curve of many', () => {
  const page = (months: PublicStatus['months']) =>
    statusPage(viewOf(site, 'en'), { articles: 9, feeds: 1, waiting: 0, failing: 0, publishes: [], months });
  const few = page([
    { month: '2026-09', articles: 4, feeds: 2 },
    { month: '2026-11', articles: 2, feeds: 0 },
  ]);
  expect(few).toContain('Articles by month');
  // A month without articles has no bar, but its place.
  expect(few.match(/class="bar"/g)).toHaveLength(3);
  for (const month of ['2026-09', '2026-10', '2026-11']) expect(few).toContain(`>${month}</text>`);
  const heights = [...few.matchAll(/class="bar" d="M[\d.]+ [\d.]+v-([\d.]+)/g)].map(([, height]) =>
    Number(height),
  );
  expect(heights[1]! / heights[0]!).toBeCloseTo(0.5);
  const many = page([
    { month: '2020-01', articles: 4, feeds: 2 },
    { month: '2026-11', articles: 2, feeds: 0 },
  ]);
  expect(many).not.toContain('class="bar"');
  expect(many).toContain('Articles published (total)');
});
