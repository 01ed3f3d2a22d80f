/** The language that the name of a file or of its folder tells: `about.fr.md`, `posts/hello/index.zh-CN.md`, `en/a.md`. */

import { extension } from './article-path.ts';

/**
 * ISO 639 codes of languages that blogs are written in. Not here, though codes: what file names end in for other
 * reasons, as `be`, `is`, `my` and `to` (English words), `io`, `ai` and `tv` (domains), `ml` (OCaml, machine learning).
 */
const languages = new Set(
  (
    'af ar az bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy id it ja ka kk km ko ' +
    'lt lv mk mn mr ms nb ne nl nn no pa pl pt ro ru sk sl sq sr sv sw ta te th tl tr uk ur uz vi yue zh'
  ).split(' '),
);

/** RFC 5646, 2.1, of which a name has language, script and region; gettext writes `_` for the hyphen. */
const tag = /^([a-z]{2,3})(?:[-_][a-z]{4})?(?:[-_]([a-z]{2}|\d{3}))?$/i;

/** BCP 47, in its canonical case. @param path relative to the content folder, with `/` */
export function languageOfName(path: string): string | undefined {
  const [folder, ...others] = path.split('/');
  const [, suffix] = splitLanguage(path.replace(extension, '').split('/').at(-1)!);
  if (suffix !== undefined) return languageOf(suffix);
  // `IT/` is a department more often than Italian.
  return others.length > 0 && /^[a-z]+(?:[-_]|$)/.test(folder!) ? languageOf(folder!) : undefined;
}

/** A name without extension in two: `about.fr` is `about` and `fr`. */
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

/** Whether CLDR has a name for the code: `no-op` is no language of a country. */
function isRegion(code: string): boolean {
  regions ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return regions.of(code.toUpperCase()) !== undefined;
}
