import { describe, expect, test } from 'vitest';
import { slug } from '../../../src/cli/source/slug.ts';

describe('file names from titles', () => {
  test.each([
    ['Hello, world!', 'Hello-world'],
    ['微信可直接打开淘宝，互联互通要实现了吗？', '微信可直接打开淘宝-互联互通要实现了吗'],
    ['C/C++ & .NET', 'C-C-NET'],
    ['../../etc/passwd', 'etc-passwd'],
    ['.hidden', 'hidden'],
    ['हिन्दी में', 'हिन्दी-में'],
    ['e\u0301te\u0301', 'été'],
    ['CON', 'CON-1'],
    ['ends with a dot.', 'ends-with-a-dot'],
    ['🎉🎉', ''],
  ])('%j becomes %j', (title, name) => {
    expect(slug(title)).toBe(name);
  });

  test('a long title is cut between characters to 120 bytes', () => {
    const name = slug('长'.repeat(200));
    expect(name).toBe('长'.repeat(40));
  });
});
