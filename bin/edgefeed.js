#!/usr/bin/env node
// Starts the command line. Plain JavaScript, so that an old Node can run it and print which version is required.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The first Node 22 that runs TypeScript without a flag.
const oldest = [22, 18];

const [major, minor] = process.versions.node.split('.').map(Number);
const newEnough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);

if (newEnough) {
  // On every start Node warns that type stripping and its SQLite are experimental, which users need not know.
  process.removeAllListeners('warning');
  // Compiled code is kept for the next start: of miniflare, above all, which has megabytes.
  module.enableCompileCache(cacheFolder());
  // A checkout runs its sources. A package has only what was built from them: Node strips no types below node_modules.
  const sources = new URL('../src/cli/main.ts', import.meta.url);
  const { reportFailure, main, reportWarning } = await import(
    existsSync(sources) ? sources.href : '../dist/cli/main.js'
  );
  process.on('warning', reportWarning);
  process.on('uncaughtException', (error) => process.exit(reportFailure(error)));
  process.exitCode = await main(process.argv);
} else {
  // On Linux `npm install` includes a newer Node, as an optional dependency.
  const node = newerNode();
  if (node) {
    const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
    });
    // A terminal signals the whole process group. Forward signals sent to this process only.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
  } else {
    console.error(
      `edgefeed: Node ${oldest.join('.')} or newer is required; this is Node ${process.versions.node}.\n` +
        'Install it from https://nodejs.org, or, on Linux, run `npm install` in the project.',
    );
    process.exitCode = 2;
  }
}

/** Beside the other caches: src/cli/folders.ts. */
function cacheFolder() {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const modules = existsSync(new URL('../src', import.meta.url))
    ? join(folder, 'node_modules')
    : dirname(folder);
  return join(modules, '.cache/edgefeed/compiled');
}

function newerNode() {
  try {
    return createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    return undefined;
  }
}
