/** A folder of a site with its configuration, for the tests of `edgefeed doctor`. */

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'smol-toml';
import { examine } from '../../../src/cli/doctor/examine.ts';
import { examined } from '../../../src/cli/doctor/examined.ts';
import type { Finding } from '../../../src/cli/doctor/finding.ts';
import { readConfig } from '../../../src/cli/site-config.ts';
import { finished, Workspace, type Finished } from '../workspace.ts';

const project = join(import.meta.dirname, '../../..');

/** The values of a configuration that is ready, made anew for each test. */
export const ready = () => ({
  name: 'notes',
  main: 'src/worker.ts',
  compatibility_date: '2026-10-01',
  compatibility_flags: ['nodejs_compat', 'global_fetch_strictly_public'],
  vars: { SITE_URL: 'https://notes.me.workers.dev', SITE_TITLE: 'Notes' } as Record<string, unknown>,
  kv_namespaces: [{ binding: 'DOCUMENTS' }] as Record<string, unknown>[],
  durable_objects: {
    bindings: [
      { name: 'CATALOG', class_name: 'Catalog' },
      { name: 'PARSER', class_name: 'Parser' },
      { name: 'OUTBOUND', class_name: 'Outbound' },
    ],
  },
  migrations: [{ tag: 'v1', new_sqlite_classes: ['Catalog', 'Parser', 'Outbound'] }] as Record<
    string,
    unknown
  >[],
  version_metadata: { binding: 'VERSION' },
  observability: { enabled: true },
  cache: { enabled: true },
  ratelimits: [
    { name: 'WRONG_TOKENS', namespace_id: '1', simple: { limit: 20, period: 60 } },
    { name: 'CATALOG_READS', namespace_id: '2', simple: { limit: 30, period: 60 } },
  ],
});

export class Site extends Workspace {
  #file = '';

  /** A site without mistakes, but for those of its configuration. */
  constructor() {
    super();
    this.writeFile('src/worker.ts', "export { default, Catalog, Parser, Outbound } from 'edgefeed';\n");
    this.writeFile('package.json', '{ "private": true, "type": "module" }\n');
    this.writeFile('node_modules/.keep', '');
    for (const [name, target] of [
      ['wrangler', 'node_modules/wrangler'],
      ['edgefeed', '.'],
    ] as const)
      symlinkSync(join(project, target), join(this.folder, 'node_modules', name));
  }

  writeFile(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  /** @param name wrangler.toml, wrangler.json or wrangler.jsonc @param config its values, or its text */
  configure(name: string, config: object | string): void {
    const write = name.endsWith('.toml') ? stringify : (values: unknown) => JSON.stringify(values, null, 2);
    this.#file = join(this.folder, name);
    this.writeFile(name, typeof config === 'string' ? config : write(config));
  }

  examine(env?: string): Finding[] {
    return examine(examined(readConfig(this.#file), env));
  }

  /** Makes the changes that the findings ask for. */
  mend(findings: readonly Finding[]): void {
    const edits = findings.flatMap(({ add }) => (add ? [add.edit] : []));
    const { source } = readConfig(this.#file);
    let mended = source;
    // From the end, so that the offsets before stay right.
    for (const { from, to, text } of edits.sort((a, b) => a.from - b.from).reverse())
      mended = mended.slice(0, from) + text + mended.slice(to);
    writeFileSync(this.#file, mended);
  }

  /** Runs the command line in the folder. */
  async edgefeed(args: readonly string[], env: Record<string, string> = {}): Promise<Finished> {
    return finished(this.spawn(args, { CLOUDFLARE_ENV: '', ...env }, this.folder));
  }
}
