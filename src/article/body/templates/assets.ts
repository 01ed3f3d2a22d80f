/** Hexo's folder of assets: `a/` beside `a.md` (https://hexo.io/docs/asset-folders). */

import { encodePath } from '../../address.ts';
import { extension } from '../../article-path.ts';
import type { Located } from './meaning.ts';

/** A path in the folder of assets → the path from the folder of the source. `index.md` has its assets beside it. */
export function assetPath(slug: string, { path }: Pick<Located, 'path'>): string {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(slug)) return slug;
  const name = path.slice(path.lastIndexOf('/') + 1).replace(extension, '');
  return name.toLowerCase() === 'index' ? slug : `./${encodePath(name)}/${slug}`;
}
