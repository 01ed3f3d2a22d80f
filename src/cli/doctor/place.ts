/** One value of a wrangler configuration, as it is written in its file. */

/**
 * How an object or a list is written: between `brackets`; in TOML also below a `header`, like `[vars]` or `[[migrations]]`,
 * or by `dotted` keys, like `vars.SITE_URL`. The top of a TOML file has the form of a header. A `value` is neither.
 */
export type Form = 'value' | 'brackets' | 'header' | 'dotted';

/** A value in the file. Offsets count UTF-16 code units. */
export interface Place {
  form: Form;
  /** Where it begins with its key or header. */
  start: number;
  /** The value itself, with its brackets. Of a header: the header. */
  from: number;
  to: number;
  children: Map<string | number, Place>;
}

/** A place without children. */
export const place = (form: Form, start: number, from: number, to: number): Place => ({
  form,
  start,
  from,
  to,
  children: new Map(),
});
