/**
 * Prints, as JSON, what `wrangler.toml` says about the worker in Miniflare's terms. A program of its own: wrangler
 * takes two seconds and 100 MB to load, which `npm start` then neither waits for nor keeps.
 */

import { unstable_getMiniflareWorkerOptions } from 'wrangler';

const [config] = process.argv.slice(2);
process.stdout.write(JSON.stringify(unstable_getMiniflareWorkerOptions(config!).workerOptions));
