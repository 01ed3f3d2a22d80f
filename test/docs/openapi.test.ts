/** The contract is valid OpenAPI, by a foreign linter, and has what the routes have. */

import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, it } from 'vitest';
import docs from '../../docs/api.md?raw';
import { routes } from '../../src/http/routes.ts';
import { operations, openApi } from '../../src/http/v1/openapi.ts';
import { methodOf } from '../../src/http/v1/operation.ts';
import { readOperations } from '../../src/http/v1/operations.ts';

const contract = openApi({ url: 'https://feeds.example', title: 'A site', description: 'Its description' });

it('is found to be right by a linter of others', async () => {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({ source: JSON.stringify(contract), config });
  expect(problems.map(({ message, location }) => `${location[0]?.pointer ?? ''}: ${message}`)).toEqual([]);
});

it('has an operation for each method of each route of apps and of the publishing API, with its permission', () => {
  const mounted = routes
    .filter(([path]) => /^\/(?:v1|api)\//.test(path) && !['/v1/', '/v1/openapi.json', '/v1/*'].includes(path))
    .flatMap(([path, methods, , { permission } = {}]) =>
      Object.keys(methods).map((method) => `${method} ${path} ${permission ?? ''}`),
    );
  const described = operations.map((operation) => {
    const { path, permission } = operation;
    const spelled = path.replace('/v1/articles/{id}', '/v1/articles/*').replace(/\{(\w+)\}/g, ':$1');
    return `${methodOf(operation).toUpperCase()} ${spelled} ${permission ?? ''}`;
  });
  expect(described.toSorted()).toEqual(mounted.toSorted());
});

it('docs/api.md has each parameter', () => {
  for (const { query } of readOperations) {
    for (const name of Object.keys(query.entries)) expect(docs).toContain(`\`${name}\``);
  }
});
