/** The place of an article in the navigation of the site: `nav: 1`, and the menus of Hugo and Eleventy. */

import { summarise } from '../body/summary.ts';
import { fieldKeys, plainKey } from '../keys.ts';
import { booleanOf, type MapValue, type Value } from '../matter/value.ts';
import { tidyText } from '../text.ts';
import type { FrontMatter } from './front-matter.ts';
import { itemsOf, textUnder } from './read.ts';

export interface Navigation {
  /** Smaller ones come first; absent: after all that have one. */
  weight?: number;
  /** What the link says. Absent: the title. */
  label?: string;
}

/** Characters of a link, so that a dozen fit above a page. */
export const navigationLabelLength = 60;

/** Menus at the top of a page; others, such as `footer`, are not ours. */
const topMenus = /^(?:main|header|nav(?:igation|bar)?|primary|top)$/i;

/** @returns undefined: the article is not in the navigation */
export function readNavigation(frontMatter: FrontMatter): Navigation | undefined {
  for (const { value } of frontMatter.present(fieldKeys.navigation)) {
    const found = navigationIn(value);
    if (!found) continue;
    const weight = found.weight ?? weightOf(frontMatter.present(fieldKeys.weight).next().value?.value);
    return { ...found, ...(weight !== undefined && { weight }) };
  }
  return undefined;
}

function navigationIn(value: Value): Navigation | undefined {
  if (value.kind === 'text') {
    const weight = weightOf(value);
    if (weight !== undefined) return { weight };
    return booleanOf(value) === true || topMenus.test(value.text.trim()) ? {} : undefined;
  }
  if (value.kind === 'list') {
    const isNamed = Array.from(itemsOf(value)).some(
      (item) => item.kind === 'text' && topMenus.test(item.text.trim()),
    );
    return isNamed ? {} : undefined;
  }
  const menu = value.entries.find(({ key }) => topMenus.test(key.trim()))?.value;
  if (menu) return menu.kind === 'map' ? linkIn(menu) : navigationIn(menu);
  return isLink(value) ? linkIn(value) : undefined;
}

/** A link of Eleventy, or of `nav`; a map of other menus has maps inside. */
const isLink = ({ entries }: MapValue): boolean =>
  entries.every(({ value }) => value.kind === 'text') &&
  !entries.every(({ key }) => plainKey(key) === 'parent');

/** A link below another one has no place in a row of links. */
function linkIn(map: MapValue): Navigation | undefined {
  if (textUnder(map, ['parent']) !== undefined) return undefined;
  const order = map.entries.find(({ key }) => /^(?:weight|order)$/.test(plainKey(key)))?.value;
  const weight = weightOf(order);
  const label = textUnder(map, ['name', 'title', 'label', 'key']);
  return {
    ...(weight !== undefined && { weight }),
    ...(label !== undefined && { label: summarise(tidyText(label), navigationLabelLength) }),
  };
}

function weightOf(value: Value | undefined): number | undefined {
  const text = value?.kind === 'text' ? value.text.trim() : '';
  return /^[-+]?\d{1,9}(?:\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}
