/** The contract of `/v1` as a document of OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html). */

import { toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import * as v from 'valibot';
import type { Site } from '../../site/config.ts';
import { attachment, author, change, feeds, partialArticle, problem, term } from './contract.ts';
import { operations, type Operation } from './operations.ts';

/** Schemas that others refer to, by the names that clients see. */
const shared = {
  PartialArticle: partialArticle,
  Author: author,
  Attachment: attachment,
  Term: term,
  Feeds: feeds,
  Change: change,
  Problem: problem,
};

const options = {
  target: 'draft-2020-12',
  typeMode: 'output',
  overrideRef: ({ referenceId }: { referenceId: string }) => `#/components/schemas/${referenceId}`,
} as const;

export function openApi(site: Pick<Site, 'url' | 'title' | 'description'>): Record<string, unknown> {
  const answers = Object.fromEntries(
    operations.map(({ answer: [name, schema] }) => {
      const { $schema: _, $defs: __, ...written } = toJsonSchema(schema, { ...options, definitions: shared });
      return [name, written];
    }),
  );
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
      operations.map((operation) => [operation.path, { get: operationOf(operation) }]),
    ),
    components: {
      schemas: { ...toJsonSchemaDefs(shared, options), ...answers },
      responses: {
        TooMany: {
          description: 'Too many requests; try again after the seconds in `Retry-After`.',
          ...problems,
        },
        Unavailable: { description: 'The site cannot answer right now; try again.', ...problems },
      },
    },
  };
}

const problems = {
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function operationOf({ name, path, summary, query, answer, errors, pages }: Operation) {
  const id = path.includes('{id}')
    ? [
        {
          name: 'id',
          in: 'path',
          required: true,
          description: 'The id or the guid of an article, percent-encoded.',
          schema: { type: 'string' },
        },
      ]
    : [];
  return {
    operationId: name,
    summary,
    parameters: [
      ...id,
      ...Object.entries(query.entries).map(([parameter, schema]) => parameterOf(parameter, schema)),
    ],
    responses: {
      200: {
        description: summary,
        ...(pages && {
          headers: {
            Link: {
              description: 'While there are more, the address of the next ones with `rel="next"` (RFC 8288).',
              schema: { type: 'string' },
            },
          },
        }),
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${answer[0]}` } } },
      },
      304: { description: 'What the client has is still the same.' },
      ...Object.fromEntries(
        Object.entries(errors).map(([status, description]) => [status, { description, ...problems }]),
      ),
      429: { $ref: '#/components/responses/TooMany' },
      503: { $ref: '#/components/responses/Unavailable' },
    },
  };
}

function parameterOf(name: string, schema: v.GenericSchema) {
  const { description, written } = v.getMetadata(inner(schema)) as {
    description: string;
    written: Record<string, unknown>;
  };
  // `fields` is one text with commas; `category` is given several times.
  const isJoined = written['type'] === 'array' && name === 'fields';
  return {
    name,
    in: 'query',
    description,
    schema: written,
    ...(isJoined && { explode: false }),
  };
}

/** The schema of an optional one. */
const inner = (schema: v.GenericSchema): v.GenericSchema =>
  'wrapped' in schema ? (schema.wrapped as v.GenericSchema) : schema;
