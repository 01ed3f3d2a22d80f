/** The packages of a site: edgefeed is the one that package.json asks for, and wrangler is new enough. */

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { limits } from '../../../limits.ts';
import { manifestOf, wranglerOf } from '../../wrangler.ts';
import type { Examined } from '../examined.ts';
import type { Finding } from '../finding.ts';
import { Outline } from '../outline.ts';
import { objectOf, objectsIn, textOf } from '../values.ts';

/** The first wrangler that makes a KV namespace for a binding without an id. */
const provisioning = '4.45.0';

export function* checkWrangler({ config, environment, outline }: Examined): Generator<Finding> {
  const wrangler = wranglerOf(config.folder);
  if (!wrangler) {
    const message = 'wrangler is not installed here; run `npm install --save-dev wrangler`';
    yield { code: 'wrangler', message };
    return;
  }
  const index = objectsIn(environment.get('kv_namespaces')).findIndex(({ id }) => id === undefined);
  if (index < 0 || !semver.lt(wrangler.version, provisioning)) return;
  yield {
    code: 'wrangler',
    message: `a KV binding without an id needs wrangler ${provisioning}, and this is ${wrangler.version}; run \`npm install --save-dev wrangler@latest\``,
    line: outline.lineOf([...environment.path('kv_namespaces'), index]),
  };
}

export function* checkVersions({ config: { folder } }: Examined): Generator<Finding> {
  const manifest = join(folder, 'package.json');
  const { range, line } = dependencyIn(manifest);
  const found = manifestOf('edgefeed', manifest);
  const installed =
    found === undefined ? undefined : textOf(objectOf(JSON.parse(readFileSync(found, 'utf8')))['version']);
  const at = { file: 'package.json', ...(line !== undefined && { line }) };
  if (installed === undefined) {
    if (range === undefined) return;
    yield { code: 'version', message: 'edgefeed is not installed here; run `npm install`', ...at };
    return;
  }
  // A path or an address is no range.
  if (range === undefined || semver.validRange(range) === null) return;
  if (semver.satisfies(installed, range, { includePrerelease: true })) return;
  const message = `package.json asks for edgefeed ${range}, and ${installed} is installed; run \`npm install\``;
  yield { code: 'version', message, ...at };
}

/** The range of edgefeed that a package.json asks for. */
function dependencyIn(manifest: string): { range?: string; line?: number } {
  const size = statSync(manifest, { throwIfNoEntry: false })?.size ?? Infinity;
  if (size > limits.configBytes) return {};
  const source = readFileSync(manifest, 'utf8');
  const values = valuesOf(source);
  for (const key of ['dependencies', 'devDependencies']) {
    const range = objectOf(values[key])['edgefeed'];
    if (typeof range !== 'string') continue;
    return { range, line: new Outline({ format: 'json', source }).lineOf([key, 'edgefeed']) };
  }
  return {};
}

/** npm names what is wrong with a package.json. */
function valuesOf(source: string): Readonly<Record<string, unknown>> {
  try {
    return objectOf(JSON.parse(source));
  } catch {
    return {};
  }
}
