import { expect, it } from 'vitest';
import { textLanguage } from '../../src/pages/text-language.ts';

it('lets stand what the author said', () => {
  expect(textLanguage('ja', 'zh-CN', 'Plain English')).toBe('ja');
});

it('takes a text for the language of the site when it is in its letters, terms of others or not', () => {
  for (const [language, text] of [
    ['zh-CN', '微信可直接打开淘宝页面'],
    ['zh-CN', 'Istio 和 Linkerd 的 CPU 基准测试'],
    ['zh-TW', '服務網格 Service Mesh 的未來'],
    ['ja', 'フィードを読む'],
    ['ko', '피드를 읽다'],
    ['ru', 'Читать ленты в RSS'],
    ['en', 'A reader of 知乎 asks'],
    ['fr', 'Déjà vu'],
    // Nothing says that it is not.
    ['zh-CN', '2026-11-22'],
  ] as const) {
    expect({ text, language: textLanguage(undefined, language, text) }).toEqual({ text, language });
  }
});

it('names no language for a text that is in the letters of another one', () => {
  for (const [language, text] of [
    ['zh-CN', 'Node.js 24.18.1 (LTS): this is a security release'],
    ['zh-CN', 'Читать ленты'],
    ['en', '为什么还要用订阅'],
    ['en', '如何降低 Istio 服务网格中 Envoy 的内存开销'],
    ['ja', 'An English article'],
  ] as const) {
    expect({ text, language: textLanguage(undefined, language, text) }).toEqual({ text, language: '' });
  }
});

it('takes a language whose letters are not known for what the site says', () => {
  expect(textLanguage(undefined, 'x-private', 'Text')).toBe('x-private');
  expect(textLanguage(undefined, 'und', 'Text')).toBe('und');
});
