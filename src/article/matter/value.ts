/**
 * Front matter as a tree of texts, after parsing and before its keys are interpreted. In every language a scalar is
 * the text that the author wrote (`0123`, `12:30`, `no`); the table of fields gives it a type. Every node has its
 * offset in the file, in UTF-16 code units, for messages.
 */
export type Value = TextValue | ListValue | MapValue;

export interface TextValue {
  kind: 'text';
  text: string;
  /** Written without quotes: only then `null` and `~` mean nothing. */
  plain: boolean;
  at: number;
}

export interface ListValue {
  kind: 'list';
  items: Value[];
  at: number;
}

export interface MapValue {
  kind: 'map';
  entries: Entry[];
  at: number;
}

export interface Entry {
  key: string;
  keyAt: number;
  value: Value;
}

/** Whether a value is blank: an empty text, YAML's `null` and `~`, an empty list or map. */
export function isBlank(value: Value): boolean {
  switch (value.kind) {
    case 'text':
      return value.text.trim() === '' || (value.plain && /^(?:~|null)$/i.test(value.text.trim()));
    case 'list':
      return value.items.every(isBlank);
    case 'map':
      return value.entries.length === 0;
  }
}

/** The boolean that a text spells in YAML 1.1 or JSON; undefined for any other value. */
export function booleanOf(value: Value): boolean | undefined {
  if (value.kind !== 'text') return undefined;
  const text = value.text.trim().toLowerCase();
  if (/^(?:true|yes|on|y|1)$/.test(text)) return true;
  if (/^(?:false|no|off|n|0)$/.test(text)) return false;
  return undefined;
}
