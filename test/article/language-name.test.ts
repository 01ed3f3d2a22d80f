import { describe, expect, it } from 'vitest';
import { languageOfName } from '../../src/article/language-name.ts';

describe('the language of an article', () => {
  it.each([
    ['index.en.md', 'en'],
    ['about.fr.md', 'fr'],
    ['post.zh-CN.md', 'zh-CN'],
    ['post.zh_cn.html', 'zh-CN'],
    ['post.zh-hans.md', 'zh-Hans'],
    ['post.zh-Hant-TW.md', 'zh-Hant-TW'],
    ['post.es-419.md', 'es-419'],
    ['posts/hello/index.zh.md', 'zh'],
    ['2021-12-01-node.js.en.md', 'en'],
    ['en/a.md', 'en'],
    ['zh-cn/posts/a.md', 'zh-CN'],
    ['pt_BR/a.md', 'pt-BR'],
    ['en/about.fr.md', 'fr'],
  ])('is in its name: %s', (path, language) => {
    expect(languageOfName(path)).toBe(language);
  });

  it.each([
    'index.md',
    'en.md',
    'v1.0.md',
    'node.js.md',
    'types.ts.md',
    'intro.to.md',
    'socket.io.md',
    'open.ai.md',
    'README.md.md',
    'parser.ml.md',
    'this.is.md',
    'a.english.md',
    'a.zz.md',
    'a.en-qq.md',
    'posts/en/a.md',
    'js/a.md',
    'to-do/a.md',
    'no-op/a.md',
    'IT/a.md',
    'english/a.md',
  ])('is not in its name: %s', (path) => {
    expect(languageOfName(path)).toBeUndefined();
  });
});
