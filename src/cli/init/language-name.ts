/** Names of languages, which have the form of a tag. */

/**
 * `german` is well-formed, and no language: codes of four letters are reserved, and none longer is
 * registered (RFC 5646, 2.2.1).
 */
export const isLanguageName = (text: string): boolean => /^[a-z]{4,8}(?:-|$)/i.test(text);
