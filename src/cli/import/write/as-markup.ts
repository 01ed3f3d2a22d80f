/** Plain texts for keys that are read as markup. */

import { readName } from '../../../article/fields/markup.ts';
import { tidyText } from '../../../article/text.ts';

/** A plain text for a key that is read as markup: as it stands where that reads back, else with its marks escaped. */
export function asMarkup(text: string, read: (written: string) => string): string {
  return tidyText(read(text)) === text ? text : text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** A name in which edgefeed reads neither a link of Markdown nor an e-mail address. */
export const asName = (name: string): string =>
  asMarkup(tidyText(name), readName).replaceAll(/\[(?=[^[\]]+\]\()/g, '&#91;');
