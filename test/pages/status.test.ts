import { expect, it } from 'vitest';
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
