#!/usr/bin/env node
// `npm create edgefeed my-feeds` runs `edgefeed init my-feeds`, with the same options.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const manifest = createRequire(import.meta.url).resolve('edgefeed/package.json');
const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
const program = join(dirname(manifest), bin.edgefeed);
process.argv.splice(1, 1, program, 'init');
await import(pathToFileURL(program).href);
