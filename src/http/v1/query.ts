/** The parameters of a request, read by the contract. What the contract does not know is refused, not ignored. */

import * as v from 'valibot';
import { errorResponse } from '../answer/errors.ts';
import { pathnameOf, siteOf, type AppContext } from '../context.ts';

type Shape = v.ObjectSchema<v.ObjectEntries, undefined>;

/** @returns a response that names the parameter at fault, or what the parameters say */
export function queryIn<Schema extends Shape>(
  c: AppContext,
  schema: Schema,
): v.InferOutput<Schema> | Response {
  const given = new URL(c.req.url).searchParams;
  const names = Object.keys(schema.entries);
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(given.keys())) {
    if (!names.includes(name)) {
      const known = names.length > 0 ? `this address knows ${names.join(', ')}` : 'this address knows none';
      return invalid(c, name, `There is no parameter "${shown(name)}"; ${known}.`);
    }
    const all = given.getAll(name);
    if (name === 'category') values[name] = all;
    else if (all.length === 1) values[name] = all[0]!;
    else return invalid(c, name, `"${name}" can be given once.`);
  }
  const read = v.safeParse(schema, values, { abortEarly: true });
  if (read.success) return read.output;
  const [issue] = read.issues;
  const name = String(issue.path?.[0]?.key);
  return invalid(c, name, `"${name}" has to be ${issue.message}.`);
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

/** The same request for what comes next. */
export function nextLink(c: AppContext, cursor: string): { href: string; rel: string } {
  const { search } = new URL(c.req.url);
  const parameters = new URLSearchParams(search);
  parameters.set('cursor', cursor);
  return { href: `${siteOf(c).url}${pathnameOf(c)}?${parameters.toString()}`, rel: 'next' };
}
