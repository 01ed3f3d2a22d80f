/**
 * Reads the text of sanitised HTML. Our own serialiser writes it: tags are balanced, attributes contain no `<` or `>`, and
 * no other named entities occur. So regular expressions are enough, in a tenth of the time that parsing takes.
 */

const parting =
  /^(?:p|div|li|ul|ol|h[1-6]|br|hr|tr|td|th|table|pre|blockquote|figure|figcaption|dt|dd|section|article|details|summary)$/;

/** Whether a tag separates words. `<b>` inside a word does not. @param tag its name */
export const isParting = (tag: string): boolean => parting.test(tag);

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** A text between tags, with characters for its entities. */
export const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => entities[name]!);
