/** The `lang` attribute of a text, by which screen readers pronounce it and browsers choose fonts. */

/** An ideograph or syllable carries about as much text as this many letters. */
const lettersPerIdeograph = 4;
/** The share of a text that must be in the script of a language; the rest may be foreign names, terms and code. */
const minimumShare = 1 / 4;

const ideographs = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]`;
const anyLetter = /\p{L}/gu;
const anyIdeograph = new RegExp(ideographs, 'gu');

/** Unicode scripts of those ISO 15924 codes that have none of the same name. */
const scripts: Readonly<Record<string, string>> = {
  Hans: String.raw`\p{Script=Han}`,
  Hant: String.raw`\p{Script=Han}`,
  Jpan: String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`,
  Kore: String.raw`[\p{Script=Hangul}\p{Script=Han}]`,
};

/**
 * Guesses the language of a text. Few articles declare one, and most are in that of the site. A text in another script
 * gets none: with a wrong language screen readers would read English by the rules of Chinese, with none they detect it
 * (WCAG 2.2, 3.1.1 and 3.1.2; https://html.spec.whatwg.org/multipage/dom.html#the-lang-and-xml:lang-attributes).
 * @param declared BCP 47; the author's own choice always wins
 * @param text a sample, such as title and summary
 * @returns BCP 47; empty if unknown
 */
export function textLanguage(declared: string | undefined, siteLanguage: string, text: string): string {
  if (declared !== undefined) return declared;
  const weight = (letters: RegExp): number => {
    const found = text.match(letters)?.join('') ?? '';
    return found.length + (lettersPerIdeograph - 1) * (found.match(anyIdeograph)?.length ?? 0);
  };
  return weight(lettersOf(siteLanguage)) >= minimumShare * weight(anyLetter) ? siteLanguage : '';
}

const known = new Map<string, RegExp>();

/** Matches the letters of a language; all letters if its script is unknown. */
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
