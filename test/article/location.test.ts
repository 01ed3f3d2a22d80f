import { describe, expect, it } from 'vitest';
import {
  addressOf,
  dayOfFolders,
  dayOfFileName,
  isDraftPath,
  titleOfPath,
} from '../../src/article/location.ts';

describe('a file of the content folder', () => {
  it('is a draft below _drafts', () => {
    expect(isDraftPath('x/_drafts/y/a.md')).toBe(true);
    expect(isDraftPath('drafts/_drafts.md')).toBe(false);
  });

  it.each([
    ['a.md', 'a'],
    ['x/2021-12-01-a b.markdown', 'x/a b'],
    ['x/2021-12-01.md', 'x/2021-12-01'],
    ['x/a/index.md', 'x/a'],
    ['x/2021-1-2-a/index.html', 'x/a'],
    ['index.md', 'index'],
    ['cafe\u0301.v1.md', 'café.v1'],
    ['x//./../a.md', 'x/a'],
    ['2021/12/01/a.md', '2021/12/01/a'],
  ])('has an address: %s', (path, address) => {
    expect(addressOf(path)).toBe(address);
  });

  it('has a name: without folder, date and extension', () => {
    expect(titleOfPath('x/2021-12-01-Hello world.md')).toBe('Hello world');
    expect(titleOfPath('x/bundle/index.md')).toBe('bundle');
  });

  it('may have a day in its name, or in its folders', () => {
    const day = Date.UTC(2021, 11, 1);
    expect(dayOfFileName('x/2021-12-1-a.md', 'UTC')).toBe(day);
    expect(dayOfFileName('x/2021-12-01.md', 'UTC')).toBe(day);
    expect(dayOfFileName('2021-12-01-a/index.md', 'UTC')).toBe(day);
    expect(dayOfFileName('x/2021-02-30-a.md', 'UTC')).toBeUndefined();
    expect(dayOfFileName('x/a-2021-12-01-b.md', 'UTC')).toBeUndefined();
    expect(dayOfFolders('blog/2021/12/01/a.md', 'UTC')).toBe(day);
    expect(dayOfFolders('blog/12021/12/01/a.md', 'UTC')).toBeUndefined();
    expect(dayOfFolders('blog/2021/12/a.md', 'UTC')).toBeUndefined();
  });
});
