/** The style sheets, one a kind of page. Inline, because that costs less than a second request. */

import type { Accent } from '../../site/accent.ts';
import { article } from './article.ts';
import { base } from './base.ts';
import { blocks } from './blocks.ts';
import { code } from './code.ts';
import { lists } from './lists.ts';
import { prose } from './prose.ts';
import { status } from './status.ts';

/** A page that is neither an article nor the status nor the one about the API may have a list. */
export const sheets = {
  lists: base + lists,
  api: base + prose + blocks,
  article: base + prose + article,
  code: base + prose + article + blocks + code,
  status: base + status,
} as const;

export type Sheet = keyof typeof sheets;

/** The colours of a site, which go after those of `base`. Not on paper, where links are black. */
export const accentSheet = ({ light, dark }: Accent): string =>
  `@media screen{:root{--accent:${light}}}@media screen and (prefers-color-scheme:dark){:root{--accent:${dark}}}`;
