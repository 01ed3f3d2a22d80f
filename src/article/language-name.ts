/** The language in the name of a file or its folder: `about.fr.md`, `posts/hello/index.zh-CN.md`, `en/a.md`. */

import { extension } from './article-path.ts';

/**
 * ISO 639 codes of the languages of blogs. Codes that file names end in for other reasons are missing: `be`, `is`, `my`
 * and `to` (English words), `io`, `ai` and `tv` (domains), `ml` (OCaml, machine learning).
 */
const languages = new Set(
  (
    'af ar az bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy id it ja ka kk km ko ' +
    'lt lv mk mn mr ms nb ne nl nn no pa pl pt ro ru sk sl sq sr sv sw ta te th tl tr uk ur uz vi yue zh'
  ).split(' '),
);

/** Language, script and region of RFC 5646, 2.1; gettext writes `_` instead of the hyphen. */
const tag = /^([a-z]{2,3})(?:[-_][a-z]{4})?(?:[-_]([a-z]{2}|\d{3}))?$/i;

/** A BCP 47 tag in canonical case. @param path relative to the content folder, with `/` */
export function languageOfName(path: string): string | undefined {
  const [folder, ...others] = path.split('/');
  const [, suffix] = splitLanguage(path.replace(extension, '').split('/').at(-1)!);
  if (suffix !== undefined) return languageOf(suffix);
  // In capitals, `IT/` is about computers.
  return others.length > 0 && /^[a-z]+(?:[-_]|$)/.test(folder!) ? languageOf(folder!) : undefined;
}

/** Splits a name without extension: `about.fr` → `about`, `fr`. */
export function splitLanguage(name: string): [name: string, language?: string] {
  const dot = name.lastIndexOf('.');
  const suffix = name.slice(dot + 1);
  return dot > 0 && languageOf(suffix) !== undefined ? [name.slice(0, dot), suffix] : [name];
}

function languageOf(text: string): string | undefined {
  const [, language, region] = tag.exec(text) ?? [];
  if (!language || !languages.has(language.toLowerCase())) return undefined;
  if (region && !isRegion(region)) return undefined;
  return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0];
}

let regions: Intl.DisplayNames | undefined;

/** Whether CLDR has a name for the code, unlike that of `no-op`. */
function isRegion(code: string): boolean {
  regions ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return regions.of(code.toUpperCase()) !== undefined;
}
