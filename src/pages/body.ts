/** The body of an article as its page shows it: feeds have it as it is stored. Linear in its length. */

import type { View } from './view.ts';

/** @param html as the sanitiser wrote it */
export const bodyOf = (html: string, view: View): string =>
  withClasses(withHeading(withLazyPictures(html), view));

/**
 * Pictures but the first load when they come near the screen. `<` stands in a tag only, and the sanitiser lets none of
 * these attributes through.
 */
function withLazyPictures(html: string): string {
  const second = html.indexOf('<img ', html.indexOf('<img ') + 1);
  if (second === -1) return html;
  return (
    html.slice(0, second) + html.slice(second).replaceAll('<img ', '<img loading="lazy" decoding="async" ')
  );
}

/**
 * Adds a heading to the footnotes, which have none in Markdown: screen reader users navigate by headings. The replaced
 * text occurs neither in an attribute, where quotes are escaped, nor in a text, where `<` is.
 */
function withHeading(html: string, { text }: View): string {
  const footnotes = '<section class="footnotes">';
  return html.replace(footnotes, `${footnotes}<h2 class="aside" lang="${text.tag}">${text.footnotes}</h2>`);
}

/**
 * Cells keep `align` in feeds, whose readers have no style sheet of ours. It is obsolete in HTML, where a class does the same;
 * the policy of pages allows no `style`. A tag of sanitised HTML has no `>` in it.
 */
function withClasses(html: string): string {
  return html.replace(/(<t[dh](?: [^>]*?)?) align="(left|right|center)"/g, '$1 class="$2"');
}
