/** The style sheets, one a kind of page. Inline, because that costs less than a second request. */

import { article } from './article.ts';
import { base } from './base.ts';
import { lists } from './lists.ts';
import { status } from './status.ts';

/** A page that is neither an article nor the status may have a list. */
export const sheets = { lists: base + lists, article: base + article, status: base + status } as const;

export type Sheet = keyof typeof sheets;
