/** The parameters of a request, read by the contract. What the contract does not know is refused, not ignored. */

import * as v from 'valibot';
import { errorResponse } from '../answer/errors.ts';
import type { AppContext } from '../context.ts';

type Shape = v.ObjectSchema<v.ObjectEntries, undefined>;

/** @returns a response that names the parameter at fault, or what the parameters say */
export function queryIn<Schema extends Shape>(
  c: AppContext,
  schema: Schema,
): v.InferOutput<Schema> | Response {
  const given = new URL(c.req.url).searchParams;
  const names = Object.keys(schema.entries);
  // Without a prototype, so that no parameter is there that was not given.
  const values = Object.create(null) as Record<string, string | string[]>;
  const asked = [...new Set(given.keys())];
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0) return invalid(c, unknown[0]!, unknownText(unknown, names));
  for (const name of asked) {
    const all = given.getAll(name);
    if (name === 'category') values[name] = all;
    else if (all.length === 1 && isBeginning(name, all[0]!)) continue;
    else if (all.length === 1) values[name] = all[0]!;
    else return invalid(c, name, `"${name}" can be given once.`);
  }
  const read = v.safeParse(schema, values, { abortEarly: true });
  if (read.success) return read.output;
  const [issue] = read.issues;
  const name = String(issue.path?.[0]?.key);
  if (!(name in values)) return invalid(c, name, `Add "${name}".`);
  return invalid(c, name, `"${name}" has to be ${issue.message}.`);
}

/** Tools that fill a cursor in from the answer before send an empty one first. */
const isBeginning = (name: string, value: string): boolean =>
  value === '' && (name === 'cursor' || name === 'since');

/** Unknown parameters that an error names. */
const mostNamed = 5;

function unknownText(unknown: readonly string[], known: readonly string[]): string {
  const named = unknown.slice(0, mostNamed).map((name) => `"${shown(name)}"`);
  const list = named.join(', ') + (unknown.length > mostNamed ? ', …' : '');
  const what = unknown.length === 1 ? 'is no parameter' : 'are no parameters';
  return `There ${what} ${list}; this address knows ${known.join(', ') || 'none'}.`;
}

/** The name of a parameter as an error shows it. */
const shown = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}…` : name);

export const invalid = (c: AppContext, parameter: string, detail: string): Response =>
  errorResponse(c, 400, detail, {}, { parameter: shown(parameter) });

export const badCursor = (c: AppContext, parameter: string): Response =>
  invalid(
    c,
    parameter,
    `"${parameter}" is none that this site has given, or only a part of one; leave it out to begin anew.`,
  );
