/** The bundled worker as Miniflare takes it, for `npm start`, the benchmarks and the tests. */

import { readFileSync } from 'node:fs';
import type { WorkerBundle } from './bundle.ts';

interface Settings {
  /** Among the workers of one Miniflare. */
  name?: string;
  host: string;
  port: number;
  /** Vars and secrets, in place of those of wrangler.toml that have their names. */
  bindings: Readonly<Record<string, string>>;
}

/** @returns options of a worker that listens on its port directly: through Miniflare's proxy, throughput is a tenth */
export function bundledWorker(
  { script, options }: WorkerBundle,
  { name = 'edgefeed', host, port, bindings }: Settings,
) {
  const { modulesRules: _, ...fromConfig } = options;
  return {
    ...fromConfig,
    name,
    modules: [{ type: 'ESModule' as const, path: 'worker.js', contents: readFileSync(script, 'utf8') }],
    bindings: { ...fromConfig.bindings, ...bindings },
    unsafeDirectSockets: [{ host, port }],
  };
}
