/** The generators whose blogs are recognised. */

import { astro } from './astro.ts';
import type { Blog, Generator } from './blog.ts';
import { BlogFolder } from './blog-folder.ts';
import { eleventy } from './eleventy.ts';
import { hexo } from './hexo.ts';
import { hugo } from './hugo.ts';
import { jekyll } from './jekyll.ts';
import { pelican } from './pelican.ts';
import { zola } from './zola.ts';

/** Those whose configuration no other one has come first; then Hexo before Jekyll, and Zola before Hugo. */
const generators: readonly Generator[] = [astro, eleventy, pelican, hexo, zola, hugo, jekyll];

/** @param path the folder of the blog, as messages name it @throws CliError when its configuration can't be read */
export function recognise(path: string): Blog | undefined {
  for (const { read } of generators) {
    const blog = read(new BlogFolder(path));
    if (blog) return blog;
  }
  return undefined;
}

/** As in "a folder of Hexo, Hugo, …". */
export const generatorNames: readonly string[] = generators.map(({ name }) => name).sort();
