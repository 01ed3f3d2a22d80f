/**
 * Writes into a file, as JSON, what `wrangler.toml` says about the worker in Miniflare's terms. A program of its own:
 * wrangler takes two seconds and 100 MB to load, which `npm start` then neither waits for nor keeps. Its standard output
 * is wrangler's, which says there that it has found a `.dev.vars`.
 */

import { writeFileSync } from 'node:fs';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';

const [config, output] = process.argv.slice(2);
const { workerOptions } = unstable_getMiniflareWorkerOptions(config!);
writeFileSync(output!, JSON.stringify(workerOptions));
