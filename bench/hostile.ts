/** Bodies of 64 KiB that are written to be slow: those of the tests, at the maximum size of front matter. */

import { markdown, mdx } from '../test/article/hostile/markdown.ts';
import { markup } from '../test/article/hostile/markup.ts';
import { bodies } from '../test/article/hostile/source.ts';

const size = 65_536;

export const hostile = [
  ...bodies('a.html', markup),
  ...bodies('a.md', { ...markup, ...markdown }),
  ...bodies('a.mdx', mdx),
].map(({ name, path, source }) => ({ name, path, source: source(size) }));
