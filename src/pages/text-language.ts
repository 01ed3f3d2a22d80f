/** The language that a text is marked with, so that it is read out and set in letters as it should be. */

/** One ideograph or syllable says about as much as this many letters of an alphabet. */
const lettersPerIdeograph = 4;
/** How much of a text must be in a language's script: the rest may be names, terms and code of other languages. */
const enough = 1 / 4;

const ideographs = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]`;
const anyLetter = /\p{L}/gu;
const anyIdeograph = new RegExp(ideographs, 'gu');

/** What a language of this script (ISO 15924) is written in, where that isn't the script of the same name. */
const scripts: Readonly<Record<string, string>> = {
  Hans: String.raw`\p{Script=Han}`,
  Hant: String.raw`\p{Script=Han}`,
  Jpan: String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`,
  Kore: String.raw`[\p{Script=Hangul}\p{Script=Han}]`,
};

/**
 * Few articles name their language: most are in the site's. One that can't be, since it is in other letters, is of no
 * known language: a wrong one makes screen readers read English by the rules of Chinese, none lets them find out
 * (WCAG 2.2, 3.1.1 and 3.1.2; https://html.spec.whatwg.org/multipage/dom.html#the-lang-and-xml:lang-attributes).
 * @param declared BCP 47; what the author said stands
 * @param text a sample, such as title and summary
 * @returns for `lang`; empty: not known
 */
export function textLanguage(declared: string | undefined, siteLanguage: string, text: string): string {
  if (declared !== undefined) return declared;
  const weight = (letters: RegExp): number => {
    const found = text.match(letters)?.join('') ?? '';
    return found.length + (lettersPerIdeograph - 1) * (found.match(anyIdeograph)?.length ?? 0);
  };
  return weight(lettersOf(siteLanguage)) >= enough * weight(anyLetter) ? siteLanguage : '';
}

const known = new Map<string, RegExp>();

/** The letters of a language; of one that is not known, all. */
function lettersOf(language: string): RegExp {
  let letters = known.get(language);
  if (!letters) known.set(language, (letters = letterPattern(language)));
  return letters;
}

function letterPattern(language: string): RegExp {
  try {
    const { script = '' } = new Intl.Locale(language).maximize();
    return new RegExp(scripts[script] ?? String.raw`\p{Script=${script}}`, 'gu');
  } catch {
    return anyLetter;
  }
}
