/** Requests to `/v1`, whose answers are checked against the contract. */

import * as v from 'valibot';
import { expect } from 'vitest';
import { problem as problemDetails } from '../../src/http/v1/contract.ts';
import { get } from './publish.ts';

interface Asked<Schema extends v.GenericSchema> {
  document: v.InferOutput<Schema>;
  next?: string;
  prev?: string;
  first?: string;
  response: Response;
}

/** The paths in the header `Link`, by relation. */
const linksOf = (response: Response): Record<string, string> =>
  Object.fromEntries(
    [...(response.headers.get('Link') ?? '').matchAll(/<https:\/\/feeds\.example([^>]+)>; rel="(\w+)"/g)].map(
      ([, path = '', rel = '']) => [rel, path],
    ),
  );

/** Asks, and checks the answer against its schema. */
export async function ask<Schema extends v.GenericSchema>(
  schema: Schema,
  path: string,
): Promise<Asked<Schema>> {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toBe('application/json');
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  const document = v.parse(schema, await response.json());
  return { document, ...linksOf(response), response };
}

/** What a request is refused with. */
export async function problem(path: string): Promise<v.InferOutput<typeof problemDetails>> {
  const response = await get(path);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  const body = v.parse(problemDetails, await response.json());
  expect(body.status).toBe(response.status);
  return body;
}
