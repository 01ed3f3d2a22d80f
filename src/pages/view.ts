/** What every component of a page gets: the site, and the texts in the reader's language. */

import type { Site } from '../site/config.ts';
import type { PageLink } from '../store/documents.ts';
import { en } from './wording/en.ts';
import type { Language, Wording } from './wording/wording.ts';
import { zh } from './wording/zh.ts';

const wordings: Readonly<Record<Language, Wording>> = { en, zh };

export interface View {
  site: Site;
  /** Of the page; an article has its own. */
  language: Language;
  text: Wording;
  /** Whether pages reload themselves when something changes: under `npm start`. */
  reloads: boolean;
  /** The links at the top of the page. */
  navigation: readonly PageLink[];
  /** The path of the site's own style sheet, with a parameter that names its version. */
  sheet?: string;
}

export function viewOf(
  site: Site,
  language: Language,
  {
    reloads = false,
    navigation = [],
    sheetVersion,
  }: {
    reloads?: boolean;
    navigation?: readonly PageLink[] | undefined;
    sheetVersion?: string | undefined;
  } = {},
): View {
  const sheet = site.look?.sheet;
  return {
    site,
    language,
    text: wordings[language],
    reloads,
    navigation,
    ...(sheet && sheetVersion && { sheet: `${sheet}?v=${sheetVersion}` }),
  };
}
