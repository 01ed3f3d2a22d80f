/** The body of an article as its page shows it: set already, but for the texts in the language of the page. Linear. */

import type { ArticleDocument } from '../store/documents.ts';
import type { View } from './view.ts';

/** In sanitised HTML, set or not, `<` begins a tag and nothing else: no text and no attribute has one. */
export function bodyOf(
  { article, typeset }: Pick<ArticleDocument, 'article' | 'typeset'>,
  view: View,
): string {
  const html = typeset ? article.html : withClasses(withLazyPictures(article.html));
  return withHeading(withNames(html, view), view);
}

/** Adds a heading to the footnotes, which have none in Markdown: screen reader users navigate by headings. */
function withHeading(html: string, { text }: View): string {
  const footnotes = '<section class="footnotes">';
  return html.replace(footnotes, `${footnotes}<h2 class="aside" lang="${text.tag}">${text.footnotes}</h2>`);
}

/** Names the links from footnotes to the text, which show an arrow. */
function withNames(html: string, { text }: View): string {
  const link = '<a class="footnote-backref" ';
  return html.replaceAll(link, `${link}lang="${text.tag}" aria-label="${text.backToText}" `);
}

// Of a body that is not set: it is long, or an earlier version wrote it.

/** Pictures but the first load when they come near the screen. The sanitiser lets none of these attributes through. */
function withLazyPictures(html: string): string {
  const second = html.indexOf('<img ', html.indexOf('<img ') + 1);
  if (second === -1) return html;
  return (
    html.slice(0, second) + html.slice(second).replaceAll('<img ', '<img loading="lazy" decoding="async" ')
  );
}

/** `align` is obsolete in HTML, where a class does the same; the policy of pages allows no `style`. */
function withClasses(html: string): string {
  return html.replace(/(<t[dh](?: [^>]*?)?) align="(left|right|center)"/g, '$1 class="$2"');
}
