import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '../..');

interface Bindings {
  vars: Record<string, string>;
  kv_namespaces: { binding: string; id: string }[];
  durable_objects: { bindings: { name: string; class_name: string }[] };
  version_metadata: { binding: string };
  ratelimits: { name: string; namespace_id: string; simple: object }[];
}

test('the environment of docs/deploying.md has every binding of wrangler.toml, each with an id of its own', () => {
  const config = parse(readFileSync(join(project, 'wrangler.toml'), 'utf8')) as unknown as Bindings;
  const docs = readFileSync(join(project, 'docs/deploying.md'), 'utf8');
  const [, example = ''] = /```toml\n(\[env\.staging\][^]*?)```/.exec(docs)!;
  const { env } = parse(example) as unknown as { env: { staging: Bindings } };
  const { staging } = env;
  expect(staging.kv_namespaces.map(({ binding }) => binding)).toEqual(
    config.kv_namespaces.map(({ binding }) => binding),
  );
  expect(staging.durable_objects).toEqual(config.durable_objects);
  expect(staging.version_metadata).toEqual(config.version_metadata);
  const limits = ({ ratelimits }: Bindings) => ratelimits.map(({ name, simple }) => ({ name, simple }));
  expect(limits(staging)).toEqual(limits(config));
  const ids = [...config.ratelimits, ...staging.ratelimits].map(({ namespace_id: id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const name of Object.keys(staging.vars)) expect(Object.keys(config.vars)).toContain(name);
});
