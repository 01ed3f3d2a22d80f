/** Bundling the worker with wrangler, exactly as for a deployment. */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CliError, exitCodes } from '../exit.ts';
import { cacheFolder, deleteOlder, packageFolder } from '../folders.ts';

export interface WorkerBundle {
  /** Path of the bundled module. */
  script: string;
  /** Miniflare options converted from `wrangler.toml`. Only the bindings are read here. */
  options: { bindings?: Record<string, string>; [option: string]: unknown };
}

const cache = cacheFolder('worker');

/** Age at which other bundles are deleted, ms. One that another process is just building is younger. */
const maxAge = 3_600_000;

const bindingsProgram = fileURLToPath(new URL('./bindings.ts', import.meta.url).href);

/** The programs that make the bundle. */
const makers = [import.meta.filename, bindingsProgram];

/** The inputs of the bundle, without the command line. */
const inputs = ['wrangler.toml', '.dev.vars', 'package-lock.json', 'src/**/*'];

/**
 * Builds the bundle, or takes it from the cache: bundling takes two seconds.
 * @throws CliError with the output of the compiler
 */
export async function bundleWorker(): Promise<WorkerBundle> {
  const folder = join(cache, fingerprint());
  const optionsFile = join(folder, 'options.json');
  if (!existsSync(optionsFile)) await build(folder);
  return {
    script: join(folder, 'worker.js'),
    options: JSON.parse(readFileSync(optionsFile, 'utf8')) as WorkerBundle['options'],
  };
}

function fingerprint(): string {
  const digest = createHash('sha1');
  const files = globSync(inputs, {
    cwd: packageFolder,
    withFileTypes: true,
    exclude: (entry) => entry.name === 'cli',
  });
  const paths = files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of [...makers, ...paths.sort()]) {
    digest.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return digest.digest('hex');
}

async function build(folder: string): Promise<void> {
  // Built in a temporary folder and renamed, since another process may be building the same bundle.
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const config = join(packageFolder, 'wrangler.toml');
  await Promise.all([
    node('--disable-warning=ExperimentalWarning', bindingsProgram, config, join(draft, 'options.json')),
    node(wranglerProgram(), 'deploy', '--dry-run', '--outdir', draft),
  ]);
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  deleteOlder(cache, maxAge);
}

function wranglerProgram(): string {
  const manifest = createRequire(import.meta.url).resolve('wrangler/package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: Record<string, string> };
  return join(dirname(manifest), bin['wrangler']!);
}

/** Keeps wrangler off the network: by default it checks for updates, sends metrics and fetches `cf.json`. */
const wranglerEnvironment = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG_PATH: join(cache, 'logs'),
  NO_COLOR: '1',
};

async function node(...args: string[]): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, args, {
      cwd: packageFolder,
      env: { ...process.env, ...wranglerEnvironment },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stderr, stdout, message } = error as Error & { stderr?: string; stdout?: string };
    const details = stderr || stdout || message;
    throw new CliError(exitCodes.usage, 'The worker failed to build:', { cause: error, details });
  }
}
