/**
 * Keeps a body from being read otherwise than as HTML. edgefeed reads the tags of template languages in articles; in an entry
 * of another blog they are its words, such as those of a text about Jekyll.
 */

/** What tags and comments of template languages begin with: see src/article/body/templates. */
const marks = /\{(?=[{%#:])|(?<=%)%|^( {0,3})\[(?=\/\/\]|comment\])/gim;

/** The same HTML, in which no template begins. */
export const literal = (html: string): string =>
  html.replace(marks, (mark, indent: string | undefined) =>
    mark === '{' ? '&#123;' : mark === '%' ? '&#37;' : `${indent}&#91;`,
  );
