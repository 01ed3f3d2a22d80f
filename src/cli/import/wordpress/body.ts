/** The body of a post as WordPress stores it → HTML. */

import { escapeAttribute } from '../../../article/body/sanitise/escape.ts';
import { webAddress } from '../readers/texts.ts';
import { hasBlocks, withoutComments } from './comments.ts';
import { outsideCode } from './outside-code.ts';
import { withParagraphs } from './paragraphs.ts';
import { withoutShortcodes, type Pictures } from './shortcodes.ts';

/** @param unknown gets the name of each shortcode that stays as it stands */
export function htmlOfWordPress(stored: string, pictures: Pictures, unknown: (name: string) => void): string {
  const isOfBlocks = hasBlocks(stored);
  const linked = outsideCode(withoutComments(stored.replace(/\r\n?/g, '\n')), (text) =>
    withLinks(withoutShortcodes(text, pictures, unknown)),
  );
  return (isOfBlocks ? linked : withParagraphs(linked)).replace(/\n{3,}/g, '\n\n').trim();
}

/** An address that is alone on its line is shown as what is there (https://wordpress.org/documentation/article/embeds/). */
const withLinks = (html: string): string =>
  html.replace(/^[ \t]*(https?:\/\/[^\s<>"]{1,2000})[ \t]*$/gm, (line, address: string) => {
    const url = webAddress(address.replaceAll('&amp;', '&').replaceAll('&#038;', '&'));
    return url === undefined ? line : `<a href="${escapeAttribute(url)}">${address}</a>`;
  });
