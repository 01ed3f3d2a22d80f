/** The letter that stands for a picture that there is not, or that does not load. */

/** The first letter, digit or emoji of a name: not its opening quotation mark. */
export const letterOf = (name: string): string =>
  /[\p{L}\p{N}\p{Emoji_Presentation}]/u.exec(name)?.[0] ?? Array.from(name)[0] ?? '';
