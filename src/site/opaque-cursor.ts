/**
 * Cursors that apps hand back unread: some values as base64url, with a check that finds copies that were cut short or changed,
 * or that another site has given.
 */

import { createHash } from 'node:crypto';
import * as v from 'valibot';

/** Characters of a cursor: an id has up to 500. */
const longest = 1_000;
const checkLength = 8;

const checkOf = (text: string, giver: string): string =>
  createHash('sha256')
    .update(giver + text)
    .digest('base64url')
    .slice(0, checkLength);

/** @param values as JSON has them @param giver the site, for cursors that no other may take */
export function encodeOpaque(values: readonly (string | number)[], giver = ''): string {
  const text = Buffer.from(JSON.stringify(values)).toString('base64url');
  return text + checkOf(text, giver);
}

/** @returns undefined for anything that `encodeOpaque` never writes for values of this schema and this giver */
export function decodeOpaque<Schema extends v.GenericSchema>(
  schema: Schema,
  cursor: string,
  giver = '',
): v.InferOutput<Schema> | undefined {
  if (cursor.length > longest || !/^[\w-]+$/.test(cursor)) return undefined;
  const [text, check] = [cursor.slice(0, -checkLength), cursor.slice(-checkLength)];
  if (checkOf(text, giver) !== check) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    const read = v.safeParse(schema, values);
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}
