import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../src/site/excerpt.ts';
import { queryOf } from '../../src/site/query.ts';
import { columnsOf } from '../../src/site/shorten.ts';

const excerpt = (text: string, query: string) => excerptOf(text, queryOf(query).words);
const english = 'Some words that stand before it and say little of interest to anybody'.repeat(20);

describe('an excerpt', () => {
  it('begins where a sentence does, if one begins shortly before the match', () => {
    expect(excerpt(`${english}. A worker renders feeds. More.`, 'feeds')).toBe(
      '…A worker renders feeds. More.',
    );
    expect(excerpt(`${'前言的内容。'.repeat(40)}边缘节点缓存订阅源。`, '订阅源')).toBe(
      '…边缘节点缓存订阅源。',
    );
  });

  it('otherwise begins with a whole word', () => {
    expect(excerpt(`${english} the unmistakable feeds`, 'feeds')).toBe(
      '…it and say little of interest to anybody the unmistakable feeds',
    );
    // 架构 and 服务 are words, 构服 is none.
    const chinese = excerpt('分布式系统架构服务网格边缘计算平台'.repeat(10) + '订阅源', '订阅源')!;
    expect(chinese).toMatch(/^…(?:分布式|分布|系统|架构|服务|网格|边缘|计算|平台)/);
    expect(chinese).toMatch(/订阅源$/);
  });

  it('begins with the text where the match is near its beginning', () => {
    expect(excerpt('The first words of it', 'words')).toBe('The first words of it');
  });

  it('is where most of the words stand together', () => {
    const text = `A kite. ${english} Kites and doors. ${english}. The kite and a bear at the door. ${english}`;
    expect(excerpt(text, 'kite bear door')).toMatch(/^…The kite and a bear at the door\./);
  });

  it('finds what the index finds, and nothing within words', () => {
    expect(excerpt(`starting ${english}. An article.`, 'art')).toMatch(/^…An article\./);
    expect(excerpt(`${english}. Le café ferme.`, 'CAFE')).toBe('…Le café ferme.');
    expect(excerpt(english, 'feeds')).toBeUndefined();
    expect(excerpt('', 'feeds')).toBeUndefined();
  });

  it('shows the match within its first columns, whatever stands before', () => {
    for (const filler of ['x', '字', '🦊', 'e\u0301', ' ', '\u0301', '。', 'م', 'word ', '字 ']) {
      const text = `${filler.repeat(3000)} needle ${filler.repeat(3000)}`;
      const shown = excerpt(text, 'needle')!;
      expect(shown.isWellFormed(), filler).toBe(true);
      expect(columnsOf(shown.slice(0, shown.indexOf('needle'))), filler).toBeLessThanOrEqual(62);
      expect(shown.length, filler).toBeLessThanOrEqual(3 * 240 + 3);
    }
  });
});
