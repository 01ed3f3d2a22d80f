/** Shapes that several answers of the publishing API share. */

import * as v from 'valibot';

export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const text = v.string();
export const moment = v.pipe(v.string(), v.isoTimestamp());
export const address = v.pipe(v.string(), v.url());
export const blob = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/));

export const about = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

/** Nothing is left to say. */
export const nothing = v.strictObject({});
