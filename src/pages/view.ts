/** Who looks at which site: what every component of a page is given. */

import type { Site } from '../site/config.ts';
import { wordings, type Language, type Wording } from './wording.ts';

export interface View {
  site: Site;
  /** Of the interface; articles have their own. */
  language: Language;
  text: Wording;
}

export function viewOf(site: Site, language: Language): View {
  return { site, language, text: wordings[language] };
}
