/** The marks of template languages: finding one, and its name. */

import type { Finder } from './finder.ts';

/** How a tag is written: Liquid's and Nunjucks', Hugo's shortcodes, and expressions (Zola's shortcodes among them). */
export type Form = 'liquid' | 'hugo' | 'expression';

export interface Tag {
  form: Form;
  /** Lower case; empty where an expression is no call. */
  name: string;
  /** What stands behind the name; of an expression that is no call, all of it. */
  rest: string;
  isEnd: boolean;
  /** Behind the tag. */
  end: number;
}

/** UTF-16 code units of a tag: what is longer is none. */
const longest = 4000;

/** Reads the tag that begins with `{%` or `{{` at a place. */
export function readTag(source: string, at: number, finder: Finder): Tag | undefined {
  const opening = source.startsWith('{{', at) ? source.slice(at, at + 3) : '{%';
  const mark = opening === '{{<' ? '>}}' : opening === '{{%' ? '%}}' : opening === '{%' ? '%}' : '}}';
  const close = finder.next(mark, at + 2);
  if (close === undefined || close - at > longest) return undefined;
  const form = mark.length === 3 ? 'hugo' : opening === '{%' ? 'liquid' : 'expression';
  // A minus takes white space away; a slash before the end is a shortcode that has no content.
  const inside = source
    .slice(at + (form === 'hugo' ? 3 : 2), close)
    .replace(/^-/, '')
    .replace(/-$/, '')
    .trim();
  const tag = { form, end: close + mark.length } as const;
  if (form === 'expression') {
    const call = /^([\w-]+(?:::[\w-]+)*)\s*(\([^]*\))$/.exec(inside);
    return { ...tag, name: call?.[1]?.toLowerCase() ?? '', rest: call?.[2] ?? inside, isEnd: false };
  }
  // A shortcode that is shown, as pages about Hugo have them.
  if (form === 'hugo' && inside.startsWith('/*')) return { ...tag, name: '', rest: inside, isEnd: false };
  const [all = '', slash = '', word = ''] = /^(\/\s*)?([\w.-]+)?/.exec(inside)!;
  const name = word.toLowerCase();
  const rest = inside.slice(all.length).replace(/\/$/, '');
  if (form === 'hugo') return { ...tag, name, rest, isEnd: slash !== '' };
  const isEnd = name.startsWith('end');
  return { ...tag, name: isEnd ? name.slice(3).replace(/^_/, '') : name, rest, isEnd };
}

/** How `check` calls a tag that is shown as it stands. */
export function kindOfTag({ form, name, rest }: Tag): string {
  if (form === 'hugo') return `{{< ${name} >}}`;
  if (form === 'liquid') return `{% ${name} %}`;
  return name === '' ? `{{ ${/^[\w$.-]*/.exec(rest)![0] || '…'} }}` : `{{ ${name}() }}`;
}

/** What ends a tag of a name, in the form that it has. */
export function endOf(form: Form, name: string): RegExp {
  const key = `${form} ${name}`;
  const known = ends.get(key);
  if (known) return known;
  const end =
    form === 'hugo'
      ? new RegExp(String.raw`\{\{[<%]\s*/\s*${name}\s*[>%]\}\}`, 'gi')
      : new RegExp(String.raw`\{%-?\s*end(?:_?${name})?\s*-?%\}`, 'gi');
  ends.set(key, end);
  return end;
}

/** Names of the table only: there is no end of them else. */
const ends = new Map<string, RegExp>();
