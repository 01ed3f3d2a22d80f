/** Texts in a file of Python, which is not run: lines like `NAME = 'text'`. */

export interface PlainTexts {
  texts: ReadonlyMap<string, string>;
  /** Names whose last value is something else: a number, a call, a text in several parts. */
  others: ReadonlySet<string>;
}

/** A statement at the top level of the module, since it is not indented. */
const assignment = /^([A-Z_][A-Z0-9_]*)[ \t]*(?::[^=\n]*)?=(?!=)[ \t]*(.*)$/gm;

/** One string literal, and perhaps a comment. Bytes, formatted and triple-quoted strings are left out. */
const literal = /^([rRuU]?)(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")[ \t]*(?:#.*)?$/;

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

export function readPlainTexts(source: string): PlainTexts {
  const texts = new Map<string, string>();
  const others = new Set<string>();
  for (const [, name = '', value = ''] of source.matchAll(assignment)) {
    const text = textOf(value.trimEnd());
    // As in Python, the last assignment holds.
    texts.delete(name);
    others.delete(name);
    if (text === undefined) others.add(name);
    else texts.set(name, text);
  }
  return { texts, others };
}

function textOf(value: string): string | undefined {
  const match = literal.exec(value);
  if (!match) return undefined;
  const [, prefix = '', single, double] = match;
  const raw = single ?? double ?? '';
  if (/r/i.test(prefix)) return raw;
  return raw.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/g,
    (whole, x: string | undefined, u: string | undefined, character: string | undefined) =>
      character === undefined
        ? String.fromCharCode(Number.parseInt(x ?? u ?? '0', 16))
        : (escapes[character] ?? whole),
  );
}
