/** What stands in a tag behind its name. */

/** `{% img left /a.png 300 "A title" %}` has words, `{{< figure src="/a.png" >}}` has names; some have both. */
export interface Arguments {
  /** As they stand. */
  text: string;
  words: readonly Word[];
  named: ReadonlyMap<string, string>;
}

export interface Word {
  text: string;
  isQuoted: boolean;
}

/** `name=value` or `name: value`; else a word. A value, like a word, may stand in quotes. */
const part =
  /(?:([\w-]+)(?:\s*=\s*|:\s+|:(?=["'])))?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s"'`,()]+))/g;

/** Also for `(id="a", start=3)`, as Zola writes them. */
export function readArguments(text: string): Arguments {
  const words: Word[] = [];
  const named = new Map<string, string>();
  for (const [, name, double, single, back, bare] of text.matchAll(part)) {
    const quoted = double ?? single ?? back;
    const value = (quoted ?? bare ?? '').replace(/\\(["'\\])/g, '$1');
    if (name) named.set(name.toLowerCase(), value);
    else words.push({ text: value, isQuoted: quoted !== undefined });
  }
  return { text: text.trim(), words, named };
}

/** The value of the first of some names. */
export function option({ named }: Arguments, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = named.get(name);
    if (value) return value;
  }
  return undefined;
}
