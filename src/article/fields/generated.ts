/** Files that generators fill: their error page, search, archive and lists of terms. edgefeed has pages of its own for these. */

import { titleOfPath } from '../location.ts';
import { fieldKeys } from '../keys.ts';
import type { FrontMatter } from './front-matter.ts';

const layouts =
  /^(?:404|archives?|blog|blog-category|categor(?:y|ies)|feed|friends|home|index|links?|search|sitemap|tags?|timeline)$/i;

/** A loop or a condition of Liquid, Nunjucks, EJS or Go: what it writes is known to the generator alone. */
const program = /\{%-?\s*(?:for|if|unless|include|render)\b|<%|\{\{-?\s*(?:range|with|if|partial|template)\b/;

/**
 * Whether the file has no text of its author's, only a place for the generator to fill.
 * @param path of the file, relative to the content folder
 */
export function isGenerated(frontMatter: FrontMatter, path: string, body: string): boolean {
  if (/^404$/.test(titleOfPath(path))) return true;
  const [title] = frontMatter.present(fieldKeys.title);
  if (!title && /\.html?$/i.test(path) && program.test(body)) return true;
  return [...frontMatter.present(['layout', 'type'])].some(
    ({ value }) => value.kind === 'text' && layouts.test(value.text.trim()),
  );
}
