/** The contract is valid OpenAPI, by a foreign linter, and has what the routes have. */

import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, it } from 'vitest';
import docs from '../../docs/api.md?raw';
import { routes } from '../../src/http/routes.ts';
import { operations } from '../../src/http/v1/operations.ts';
import { openApi } from '../../src/http/v1/openapi.ts';

const contract = openApi({ url: 'https://feeds.example', title: 'A site', description: 'Its description' });

it('is found to be right by a linter of others', async () => {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({ source: JSON.stringify(contract), config });
  expect(problems.map(({ message, location }) => `${location[0]?.pointer ?? ''}: ${message}`)).toEqual([]);
});

it('has an operation for each route of apps, and docs/api.md has each of its parameters', () => {
  const mounted = routes.map(([path]) => path).filter((path) => path.startsWith('/v1/'));
  const described = operations.map(({ path }) => path.replace('{id}', '*'));
  expect([...described, '/v1/openapi.json', '/v1/*'].toSorted()).toEqual(mounted.toSorted());
  for (const { query } of operations) {
    for (const name of Object.keys(query.entries)) expect(docs).toContain(`\`${name}\``);
  }
});
