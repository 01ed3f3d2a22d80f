import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'tsdown';
import { builtFolder, bundledPackages, type Metafile } from './src/cli/local/built-worker.ts';

/** What `npm run build` makes below `dist/`: the JavaScript of the package. Dependencies stay imports. */
export default defineConfig([
  {
    name: 'worker',
    entry: 'src/worker.ts',
    outDir: 'dist/worker',
    platform: 'neutral',
    target: 'esnext',
    fixedExtension: false,
    dts: false,
    deps: { neverBundle: [/^node:/, /^cloudflare:/] },
    onSuccess() {
      copyFileSync('src/public.d.ts', 'dist/worker/worker.d.ts');
      buildLocalWorker('dist/worker/worker.js');
    },
  },
  {
    name: 'command',
    entry: ['src/cli/main.ts', 'src/cli/local/bindings.ts'],
    outDir: 'dist/cli',
    platform: 'node',
    target: 'node22',
    fixedExtension: false,
    dts: false,
  },
]);

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
  rmSync(builtFolder, { recursive: true, force: true });
  renameSync(draft, builtFolder);
}
