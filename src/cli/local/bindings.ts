/**
 * A program that converts `wrangler.toml` to Miniflare options, and writes them to a file as JSON. It is a separate
 * program since wrangler takes two seconds and 100 MB to load. The options go to a file because wrangler prints messages
 * to standard output.
 */

import { writeFileSync } from 'node:fs';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';

const [config, output] = process.argv.slice(2);
const { workerOptions } = unstable_getMiniflareWorkerOptions(config!);
writeFileSync(output!, JSON.stringify(workerOptions));
