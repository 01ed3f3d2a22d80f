import { describe, expect, it } from 'vitest';
import {
  addressOf,
  dateOfFileName,
  dayOfFolders,
  draftFolderOf,
  formerAddressesOf,
  titleOfPath,
} from '../../src/article/location.ts';

describe('a file of the content folder', () => {
  it.each([
    ['x/_drafts/y/a.md', '_drafts/'],
    ['blog/drafts/a.md', 'drafts/'],
    ['_private/a.md', '_private/'],
    ['_posts/_a.md', '_a.md'],
    ['_posts/a.md', undefined],
    ['private/a.md', undefined],
    ['x/drafts.md', undefined],
  ])('is held back by a folder of drafts, and by an underscore: %s', (path, by) => {
    expect(draftFolderOf(path)).toBe(by);
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
    ['x/2021-12-01-a.fr.md', 'x/a.fr'],
    ['x/a/index.fr.md', 'x/a/index.fr'],
    ['x/2021-12-01-a/index.fr.md', 'x/a/index.fr'],
    ['x/2021-12-01-a/b.md', 'x/2021-12-01-a/b'],
    ['x/2021-12-01-a/index.v1.md', 'x/2021-12-01-a/index.v1'],
    ['20211201-a.md', 'a'],
  ])('has an address: %s', (path, address) => {
    expect(addressOf(path)).toBe(address);
  });

  it.each([
    ['x/2021-12-01-a.md', []],
    ['x/a/index.fr.md', []],
    ['about.fr.md', []],
    ['index.md', []],
    ['x/2021-12-01_a.md', ['x/2021-12-01_a']],
    ['x/2021-12-01--a.md', ['x/-a']],
    ['x/2021-13-41-a.md', ['x/a']],
    ['x/20211201-a/index.md', ['x/20211201-a']],
    ['x/2021-12-01-a/index.fr.md', ['x/2021-12-01-a/index.fr']],
    ['2021-12-01T10:10:10Z-a.md', ['2021-12-01T10:10:10Z-a']],
  ])('has the addresses of earlier versions, if they differ: %s', (path, addresses) => {
    expect(formerAddressesOf(path)).toEqual(addresses);
  });

  it.each([
    ['x/2021-12-01-Hello world.md', 'Hello world'],
    ['x/bundle/index.md', 'bundle'],
    ['x/bundle/index.zh-CN.md', 'bundle'],
    ['x/2021-12-01-bundle/index.en.md', 'bundle'],
    ['2021-12-01-about.fr.md', 'about'],
    ['index.en.md', 'index'],
    ['intro.to.md', 'intro.to'],
  ])('has a name, without folder, date, language and extension: %s', (path, name) => {
    expect(titleOfPath(path)).toBe(name);
  });

  it('may have a date in its name', () => {
    const day = { kind: 'moment', time: Date.UTC(2021, 11, 1) };
    expect(dateOfFileName('x/2021-12-1-a.md', 'UTC')).toEqual(day);
    expect(dateOfFileName('x/2021-12-01.md', 'UTC')).toEqual(day);
    expect(dateOfFileName('x/2021-12-01.fr.md', 'UTC')).toEqual(day);
    expect(dateOfFileName('2021-12-01-a/index.md', 'UTC')).toEqual(day);
    expect(dateOfFileName('2021-12-01-a/index.zh.md', 'UTC')).toEqual(day);
    expect(dateOfFileName('2021-12-01-a/b.md', 'UTC')).toBeUndefined();
    expect(dateOfFileName('x/a-2021-12-01-b.md', 'UTC')).toBeUndefined();
  });

  it('may have a day in its folders', () => {
    const day = Date.UTC(2021, 11, 1);
    expect(dayOfFolders('blog/2021/12/01/a.md', 'UTC')).toBe(day);
    expect(dayOfFolders('blog/2021/02/30/a.md', 'UTC')).toBeUndefined();
    expect(dayOfFolders('blog/12021/12/01/a.md', 'UTC')).toBeUndefined();
    expect(dayOfFolders('blog/2021/12/a.md', 'UTC')).toBeUndefined();
  });

  it.each([
    'blog/2021/12-01-a.md',
    'blog/2021/12/01-a.md',
    'blog/2021-12/01.md',
    'blog/2021-12-01-trip/day-one.md',
    'blog/2021-12-01/a.md',
    'weekly-2021-12-01.md',
    'weekly (2021-12-01).fr.md',
  ])('has a date in its folders, or at the end of its name: %s', (path) => {
    expect(dayOfFolders(path, 'UTC')).toBe(Date.UTC(2021, 11, 1));
  });

  it.each(['blog/2021/12/1-a.md', 'blog/2021/12/123-a.md', 'v1-2021-12-011.md'])('has none: %s', (path) => {
    expect(dayOfFolders(path, 'UTC')).toBeUndefined();
  });
});
