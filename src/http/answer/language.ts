/** Content negotiation for the language of pages. */

import { parseAccept } from 'hono/utils/accept';
import type { Site } from '../../site/config.ts';
import type { Language } from '../../pages/wording/wording.ts';

const primary = (tag: string): string => tag.split('-')[0]!.toLowerCase();

const languageOf = (tag: string): Language | undefined => {
  const name = primary(tag);
  return name === 'zh' || name === 'en' ? name : undefined;
};

/**
 * The best language that the client accepts (RFC 9110, 12.5.4) and the pages have; else that of the site; else English.
 * @param header `Accept-Language`
 */
export function preferredLanguage(header: string | null, site: Site): Language {
  const accepted = header ? parseAccept(header.slice(0, 200)) : [];
  const ranked = accepted.filter(({ q }) => q > 0).sort((a, b) => b.q - a.q);
  for (const { type } of ranked) {
    const language = languageOf(type);
    if (language) return language;
  }
  return languageOf(site.language) ?? 'en';
}
