/** `npm run build`: makes `dist/`, the JavaScript of the package. Dependencies stay imports. */

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'rolldown';
import { builtFolder, bundledPackages, type Metafile } from './src/cli/local/built-worker.ts';
import { packageFolder } from './src/cli/folders.ts';

process.chdir(packageFolder);

const options = {
  /** What is no file of edgefeed: packages, and modules of Node and of workerd. */
  external: /^[^./]/,
  tsconfig: 'tsconfig.json',
} satisfies BuildOptions;

rmSync('dist', { recursive: true, force: true });

await build([
  {
    ...options,
    input: './src/worker.ts',
    platform: 'neutral',
    output: { dir: 'dist/worker' },
  },
  {
    ...options,
    input: './src/client/client.ts',
    platform: 'neutral',
    output: { dir: 'dist/client' },
  },
  {
    ...options,
    input: { main: './src/cli/main.ts', 'local/bindings': './src/cli/local/bindings.ts' },
    platform: 'node',
    output: { dir: 'dist/cli', chunkFileNames: '[name]-[hash].js' },
  },
]);
copyFileSync('src/public.d.ts', 'dist/worker/worker.d.ts');
// The types of the client are its own: it imports nothing.
execFileSync('tsc', ['-p', 'src/client'], { stdio: 'inherit' });
buildLocalWorker('dist/worker/worker.js');

/** One script with all dependencies, bundled as a deployment does it: `edgefeed start` needs no wrangler then. */
function buildLocalWorker(entry: string): void {
  const draft = mkdtempSync('dist/draft-');
  const metafile = join(draft, 'meta.json');
  execFileSync(
    'wrangler',
    ['deploy', entry, '--dry-run', '--no-autoconfig', '--outdir', draft, '--metafile', metafile],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const packages = bundledPackages(
    JSON.parse(readFileSync(metafile, 'utf8')) as Metafile,
    entry,
    (folder) =>
      (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version,
  );
  for (const name of ['meta.json', 'worker.js.map', 'README.md']) rmSync(join(draft, name));
  writeFileSync(join(draft, 'packages.json'), JSON.stringify(packages));
  renameSync(draft, builtFolder);
}
