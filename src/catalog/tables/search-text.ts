/** The text of an article that is searched. */

import { foldSpace } from '../../article/text.ts';
import { decoded, isParting } from '../../site/html-text.ts';
import { limits } from '../../limits.ts';

/** The text of sanitised HTML, white space folded, as long as it is indexed. */
export function textOf(html: string): string {
  const text = html.replace(/<\/?([a-z][a-z0-9]*)[^<>]*>/g, (_, tag: string) =>
    isParting(tag) || tag === 'img' ? ' ' : '',
  );
  return foldSpace(decoded(text)).slice(0, limits.searchedLength).toWellFormed();
}
