/**
 * How generators write a name in an address. Requests are compared in the folded form (fold.ts), so only the letters that a
 * generator leaves out or keeps matter here, not case, accents, and which mark stands between words.
 */

import { normalised } from '../text.ts';

/** A name with hyphens for runs of other characters, none at its ends. */
const hyphened = (text: string, others: RegExp): string => text.replace(others, '-').replace(/^-|-$/g, '');

/** `Utils.slugify` of Jekyll; `pretty` keeps the punctuation that needs no encoding (lib/jekyll/utils.rb). */
export const jekyllSlug = (text: string, mode: 'default' | 'pretty'): string =>
  mode === 'pretty'
    ? hyphened(text, /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu)
    : hyphened(text, /[^\p{M}\p{L}\p{Nd}]+/gu).toLowerCase();

/** `slugize` of hexo-util: only white space and ASCII's punctuation become hyphens. */
export const hexoSlug = (text: string): string => hyphened(text, /[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g);

/** `urlize` of Hugo: white space becomes a hyphen, most punctuation is left out (common/paths/path.go). */
export const hugoSlug = (text: string): string =>
  text
    .trim()
    .replace(/[^\p{L}\p{Nd}\p{M}\s./\\_#+~@-]+/gu, '')
    .replace(/\s+/g, '-')
    .toLowerCase();

/** Astro's ids of entries, by github-slugger: punctuation is left out, and a blank is a hyphen. */
export const astroSlug = (text: string): string =>
  text
    .replace(/[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
    .toLowerCase();

/** `SLUG_REGEX_SUBSTITUTIONS` of Pelican: punctuation is left out (pelican/settings.py). Letters keep their script. */
export const pelicanSlug = (text: string): string =>
  hyphened(
    normalised(text, 'NFKC')
      .replace(/[^\p{L}\p{M}\p{N}_\s-]+/gu, '')
      .trim(),
    /[-\s]+/g,
  ).toLowerCase();

/** Letters and digits, with hyphens between: WordPress, Ghost, Eleventy's filters, Zola. Letters keep their script. */
export const plainSlug = (text: string): string =>
  hyphened(normalised(text).replace(/['’]/g, ''), /[^\p{M}\p{L}\p{N}_]+/gu).toLowerCase();
