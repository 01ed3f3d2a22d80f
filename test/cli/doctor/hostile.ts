/** Configurations that are the worst for `edgefeed doctor`. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { examine } from '../../../src/cli/doctor/examine.ts';
import { examined } from '../../../src/cli/doctor/examined.ts';
import { formatFinding } from '../../../src/cli/output/findings.ts';
import { readConfig } from '../../../src/cli/site-config.ts';
import type { HostileCall } from '../../article/hostile/functions.ts';

const folder = mkdtempSync(join(tmpdir(), 'edgefeed-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** @param entry the text of the worker */
function examineAll(name: string, source: string, env?: string, entry = ''): number {
  const file = join(folder, name);
  writeFileSync(file, source);
  writeFileSync(join(folder, 'worker.ts'), entry);
  const config = readConfig(file);
  return examine(examined(config, env)).flatMap((finding) => formatFinding(config, finding)).length;
}

/** Whole pieces: half a one would be no configuration. */
function count(piece: (i: number) => string, size: number): string {
  const pieces: string[] = [];
  for (let [i, length] = [0, 0]; length < size; i++) length += pieces[pieces.push(piece(i)) - 1]!.length;
  return pieces.join('');
}
const fill = (piece: string, size: number): string => piece.repeat(Math.ceil(size / piece.length));

const toml = (source: string, env?: string): number => examineAll('wrangler.toml', source, env);
const json = (source: string, env?: string): number => examineAll('wrangler.json', source, env);
const worker = (entry: string): number => examineAll('wrangler.toml', 'main = "worker.ts"', undefined, entry);

export const configurations: readonly HostileCall[] = [
  {
    name: 'a configuration of settings that are not known',
    call: (n) => toml(`[vars]\n${count((i) => `K${i} = 1\n`, n)}`),
  },
  {
    name: '… that are misspelt',
    call: (n) => toml(`[vars]\n${count((i) => `SITE_TI${i % 100}E${i} = 1\n`, n)}`),
  },
  { name: '… with dotted keys', call: (n) => toml(count((i) => `vars.K${i} = 1\n`, n)) },
  { name: '… in JSON', call: (n) => json(`{"vars":{${count((i) => `"K${i}":1,`, n)}}}`) },
  {
    name: 'a configuration of environments',
    call: (n) => toml(`[env.a]\n${count((i) => `[env.e${i}]\n`, n)}`, 'a'),
  },
  {
    name: '… with one KV namespace',
    call: (n) =>
      toml(
        `[[env.a.kv_namespaces]]\nbinding="DOCUMENTS"\nid="a"\n${count((i) => `[[env.e${i}.kv_namespaces]]\nid="b"\n`, n)}`,
        'a',
      ),
  },
  {
    name: 'a configuration of KV bindings',
    call: (n) => toml(fill('[[kv_namespaces]]\nbinding="DOCUMENTS"\nid="a"\n', n)),
  },
  {
    name: 'a configuration of Durable Objects',
    call: (n) => toml(fill('[[durable_objects.bindings]]\nname="CATALOG"\n', n)),
  },
  {
    name: 'a configuration of migrations',
    call: (n) => toml(count((i) => `[[migrations]]\ntag="v${i}"\n`, n)),
  },
  {
    name: '… of one class',
    call: (n) => toml(fill('[[migrations]]\nnew_classes=["Catalog"]\n', n)),
  },
  {
    name: '… in brackets, with comments',
    call: (n) => toml(`migrations = [{ tag = "a" } # ${fill('# /* ', n)}\n]`),
  },
  {
    name: 'a configuration of rate limits',
    call: (n) => toml(count((i) => `[[ratelimits]]\nnamespace_id="${i}"\n`, n)),
  },
  {
    name: 'a configuration of routes',
    call: (n) =>
      json(`{"vars":{"SITE_URL":"https://a.dev"},"routes":["${fill('*', n)}"${fill(',"*.b"', n)}]}`),
  },
  {
    name: 'a configuration of comments in JSON',
    call: (n) => json(`{"migrations":[{}${fill('/* // */', n)}]}`),
  },
  { name: 'a worker of open comments', call: (n) => worker(fill('/*/', n)) },
  { name: 'a worker of open exports', call: (n) => worker(fill('export {', n)) },
  { name: 'a worker of exports and blanks', call: (n) => worker(fill('export  ', n)) },
];
