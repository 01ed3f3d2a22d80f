/** What the "Deploy to Cloudflare" button reads (https://developers.cloudflare.com/workers/platform/deploy-buttons/). */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'smol-toml';

interface Config {
  vars: Record<string, string>;
  kv_namespaces: { binding: string; id?: string }[];
  durable_objects: { bindings: { name: string }[] };
  version_metadata: { binding: string };
  ratelimits: { name: string }[];
}

const config = parse(readFileSync('wrangler.toml', 'utf8')) as unknown as Config;
const secrets = Array.from(
  readFileSync('.dev.vars.example', 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm),
  ([, name, value]) => [name!, value!] as const,
);

test('package.json describes each setting, secret and binding', () => {
  const { cloudflare } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    cloudflare: { bindings: Record<string, { description: string }> };
  };
  const names = [
    ...Object.keys(config.vars),
    ...secrets.map(([name]) => name),
    ...config.kv_namespaces.map(({ binding }) => binding),
    ...config.durable_objects.bindings.map(({ name }) => name),
    config.version_metadata.binding,
    ...config.ratelimits.map(({ name }) => name),
  ];
  expect(Object.keys(cloudflare.bindings).sort()).toEqual(names.sort());
  for (const { description } of Object.values(cloudflare.bindings)) expect(description).toMatch(/\.$/);
});

test('the button asks for the token alone, and offers none: a token that is offered would be that of every copy', () => {
  expect(secrets).toEqual([['PUBLISH_TOKEN', '']]);
});

test('wrangler.toml has nothing of an account', () => {
  expect(config.kv_namespaces).toEqual([{ binding: 'DOCUMENTS' }]);
  expect(Object.keys(config)).not.toContain('account_id');
});
