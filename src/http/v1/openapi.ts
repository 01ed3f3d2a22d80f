/** The contract of `/v1` and of the publishing API as a document of OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html). */

import { toJsonSchema, toJsonSchemaDefs, type ConversionConfig } from '@valibot/to-json-schema';
import * as v from 'valibot';
import type { Site } from '../../site/config.ts';
import {
  attachment,
  author,
  change,
  episode,
  feeds,
  match,
  partialArticle,
  problem,
  term,
} from './contract.ts';
import { publishOperations } from '../api/operations.ts';
import { readOperations } from './operations.ts';
import { methodOf, type Operation } from './operation.ts';

/** Schemas that others refer to, by the names that clients see. */
const shared = {
  PartialArticle: partialArticle,
  Author: author,
  Attachment: attachment,
  Episode: episode,
  Term: term,
  Feeds: feeds,
  Change: change,
  Match: match,
  Problem: problem,
};

export const operations: readonly Operation[] = [...readOperations, ...publishOperations];

const options: ConversionConfig = {
  target: 'draft-2020-12',
  // Every number of JSON is finite.
  ignoreActions: ['finite'],
  overrideRef: ({ referenceId }: { referenceId: string }) => `#/components/schemas/${referenceId}`,
};

/** A schema as the contract has it. @param typeMode `input`: what a client sends; `output`: what it gets */
function written(schema: v.GenericSchema, typeMode: 'input' | 'output'): Record<string, unknown> {
  const {
    $schema: _,
    $defs: __,
    ...rest
  } = toJsonSchema(schema, {
    ...options,
    typeMode,
    definitions: typeMode === 'output' ? shared : {},
  });
  return rest;
}

/** The schema of an operation's answer. */
export const answerOf = ({ answer }: Operation): Record<string, unknown> =>
  answer ? written(answer[1], 'output') : {};

/** The schemas that others refer to, by name. */
export const sharedSchemas = (): Record<string, object> =>
  toJsonSchemaDefs(shared, { ...options, typeMode: 'output' });

export function openApi(site: Pick<Site, 'url' | 'title' | 'description'>): Record<string, unknown> {
  const schemas = Object.fromEntries(
    operations.flatMap(({ answer, body }) => [
      ...(answer ? [[answer[0], written(answer[1], 'output')]] : []),
      ...(body?.schema ? [[body.schema[0], written(body.schema[1], 'input')]] : []),
    ]),
  ) as Record<string, unknown>;
  const byPath = Object.groupBy(operations, ({ path }) => path);
  return {
    openapi: '3.1.1',
    info: {
      title: site.title,
      description: site.description,
      version: '1',
      // Of this contract. The articles belong to their authors.
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: site.url }],
    security: [],
    paths: Object.fromEntries(
      Object.entries(byPath).map(([path, some = []]) => [
        path,
        Object.fromEntries(some.map((operation) => [methodOf(operation), operationOf(operation)])),
      ]),
    ),
    components: {
      schemas: { ...sharedSchemas(), ...schemas },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'The `PUBLISH_TOKEN` of the site; a `STATUS_TOKEN` for the status and the manifest.',
        },
      },
      responses: {
        Unauthorized: { description: 'The token is missing or wrong.', ...problems },
        Forbidden: { description: 'The token allows reading the status only.', ...problems },
        Restoring: { description: 'A backup is being restored.', ...problems },
        TooMany: {
          description: 'Too many requests; try again after the seconds in `Retry-After`.',
          ...problems,
        },
        Unavailable: { description: 'The site cannot answer right now; try again.', ...problems },
      },
    },
  };
}

const refTo = (kind: 'schemas' | 'responses', name: string) => ({ $ref: `#/components/${kind}/${name}` });

const problems = {
  content: { 'application/problem+json': { schema: refTo('schemas', 'Problem') } },
};

function operationOf(operation: Operation) {
  const { name, summary, query, body, errors, permission } = operation;
  return {
    operationId: name,
    summary,
    ...(permission && { security: [{ token: [] }] }),
    parameters: [
      ...placesOf(operation),
      ...Object.entries(query.entries).map(([parameter, schema]) => parameterOf(parameter, schema)),
      ...Object.entries(body?.headers ?? {}).map(([header, description]) => ({
        name: header,
        in: 'header',
        description,
        schema: { type: 'string' },
      })),
    ],
    ...(body && { requestBody: bodyOf(body) }),
    responses: {
      ...answersOf(operation),
      ...Object.fromEntries(
        Object.entries(errors).map(([status, description]) => [status, { description, ...problems }]),
      ),
      ...(permission && {
        401: refTo('responses', 'Unauthorized'),
        ...(permission === 'publish' && { 403: refTo('responses', 'Forbidden') }),
        423: refTo('responses', 'Restoring'),
      }),
      429: refTo('responses', 'TooMany'),
      503: refTo('responses', 'Unavailable'),
    },
  };
}

const placesOf = ({ places = {} }: Operation) =>
  Object.entries(places).map(([name, description]) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
  }));

const bodyOf = ({ type = 'application/json', schema }: NonNullable<Operation['body']>) => ({
  required: true,
  // OpenAPI 3.1: bytes have no schema.
  content: { [type]: schema ? { schema: refTo('schemas', schema[0]) } : {} },
});

function answersOf({ summary, answer, status = 200, also = {}, pages, permission }: Operation) {
  const content = answer
    ? { 'application/json': { schema: refTo('schemas', answer[0]) } }
    : { 'application/jsonl': {} };
  return {
    [status]: { description: summary, ...(pages && { headers: { Link: link } }), content },
    ...Object.fromEntries(
      Object.entries(also).map(([other, description]) => [other, { description, content }]),
    ),
    // Answers to the owner of the site are never cached.
    ...(!permission && { 304: { description: 'What the client has is still the same.' } }),
  };
}

const link = {
  description: 'Other parts of the list, with `rel="next"`, `rel="prev"` and `rel="first"` (RFC 8288).',
  schema: { type: 'string' },
};

function parameterOf(name: string, schema: v.GenericSchema) {
  const { description, written } = describedIn(schema);
  // `fields` is one text with commas; `category` is given several times.
  const isJoined = written['type'] === 'array' && name === 'fields';
  return {
    name,
    in: 'query',
    ...(schema.type !== 'optional' && { required: true }),
    description,
    schema: written,
    ...(isJoined && { explode: false }),
  };
}

interface Described {
  description: string;
  /** JSON Schema of the value as it is written in a query. */
  written: Record<string, unknown>;
}

/** How the contract describes a parameter. */
export const describedIn = (schema: v.GenericSchema): Described =>
  v.getMetadata(inner(schema)) as unknown as Described;

/** The schema of an optional one. */
const inner = (schema: v.GenericSchema): v.GenericSchema =>
  'wrapped' in schema ? (schema.wrapped as v.GenericSchema) : schema;
