/** An operation of the contract, as src/http/v1/openapi.ts writes it and the page at `/v1/` shows it. */

import type * as v from 'valibot';
import type { Permission } from '../auth.ts';

type Named = readonly [name: string, schema: v.GenericSchema];

/** The body of a request. */
interface Body {
  /** Media type; absent: JSON. */
  type?: string;
  /** The name of its schema in the contract, and the schema; absent: bytes. */
  schema?: Named;
  /** Headers that come with it, by name, with what they say. */
  headers?: Readonly<Record<string, string>>;
}

export interface Operation {
  /** The name of the operation in the contract. */
  name: string;
  /** Absent: `get`. */
  method?: 'get' | 'post' | 'put' | 'delete';
  /** With `{id}` for what differs. */
  path: string;
  /** What differs in the path, by name. */
  places?: Readonly<Record<string, string>>;
  summary: string;
  query: v.ObjectSchema<v.ObjectEntries, undefined>;
  body?: Body;
  /** The name of the answer's schema, and the schema; absent: lines of JSON. */
  answer?: Named;
  /** Absent: 200. */
  status?: 200 | 201 | 202;
  /** Other statuses with the same schema, with what they mean. */
  also?: Readonly<Record<number, string>>;
  /** Statuses of errors besides those of every address, with what they mean. */
  errors: Readonly<Record<number, string>>;
  /** A path with a query that shows what an answer looks like. */
  example?: string;
  /** Whether the header `Link` leads to the rest. */
  pages?: true;
  /** What the bearer token must allow; absent: no token is needed. */
  permission?: Permission;
}

export const methodOf = ({ method = 'get' }: Operation): 'get' | 'post' | 'put' | 'delete' => method;
