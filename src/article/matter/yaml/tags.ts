/**
 * The tags of YAML (`!`, `!!str`, `!ruby/object:Post`) that old exports are full of: Syck and Psych, which Ruby wrote
 * YAML with, put one before each text that they quoted (https://yaml.org/spec/1.2.2/#tags).
 */

/** What a tag does to the value behind it. */
export type TagKind = 'ignored' | 'binary' | 'unknown';

/** `!!str` in full. */
const standardPrefix = 'tag:yaml.org,2002:';

/** Types of YAML 1.0 and 1.1 (https://yaml.org/type/). Syck wrote them with one `!`. */
const standard = /^!(?:str|int|float|bool|null|timestamp|seq|map|set|omap|pairs|merge|value)$/;

/** Types of a programming language: `!ruby/symbol`, `!ruby/object:Post`, `!php/const`. */
const ofLanguage = /^!(?:ruby|perl|php|python|java|js|net)\//;

/** @param tag as yaml resolves it; undefined if the value has none */
export function kindOfTag(tag: string | undefined): TagKind {
  if (tag === undefined || tag === '!') return 'ignored';
  if (tag === '!binary' || tag === `${standardPrefix}binary`) return 'binary';
  // Any other tag may be the first word of a text: `title: !important things`.
  return !tag.startsWith('!') || standard.test(tag) || ofLanguage.test(tag) ? 'ignored' : 'unknown';
}

/**
 * The text of a `!binary` value (https://yaml.org/type/binary.html): Ruby wrote texts like that if it took them for
 * bytes. What is not UTF-8 is an older blog's Latin-1; what is not base64 stays as it is.
 */
export function decodeBinary(base64: string): string {
  const digits = base64.replace(/\s+/g, '');
  if (digits.length % 4 > 0 || !/^[\w+/-]*={0,2}$/.test(digits)) return base64;
  const bytes = Buffer.from(digits, 'base64');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
