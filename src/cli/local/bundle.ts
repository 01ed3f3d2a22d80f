/** The worker of a site as one script, exactly as wrangler bundles it for a deployment. */

import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheFolder, deleteOlder, isCheckout } from '../folders.ts';
import { readConfig, type SiteConfig } from '../site-config.ts';
import { version } from '../version.ts';
import { builtWorker } from './built-worker.ts';
import { plainOptions, type WorkerOptions } from './worker-options.ts';
import { wranglerProgram } from '../wrangler.ts';
import { converter, runNode } from './wrangler.ts';

export interface WorkerBundle {
  /** Path of the bundled module. */
  script: string;
  options: WorkerOptions;
}

const cache = cacheFolder('worker');

/** Age at which other bundles are deleted, ms. One that another process is just building is younger. */
const maxAge = 3_600_000;

/** Programs whose changes make another bundle: those of an installed package change with its version only. */
const makers = isCheckout ? [import.meta.filename, converter] : [];

/** What decides about a bundle beside the sources: secrets, and the versions of packages. */
const settings = ['.dev.vars*', '.env*', 'package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'];

/**
 * The worker of a site that has added nothing is in the package. Any other one is bundled, which takes two seconds, and kept
 * until one of its sources changes.
 * @throws CliError with the output of the compiler
 */
export async function bundleWorker(config: SiteConfig = readConfig()): Promise<WorkerBundle> {
  const built = builtWorker(config);
  const plain = plainOptions(config);
  if (built && plain) return { script: built, options: plain };
  const folder = join(cache, fingerprint(config));
  if (!isCurrent(folder)) await build(folder, config);
  return {
    script: built ?? join(folder, 'worker.js'),
    options: plain ?? (JSON.parse(readFileSync(join(folder, 'options.json'), 'utf8')) as WorkerOptions),
  };
}

function fingerprint({ folder, file }: SiteConfig): string {
  const digest = createHash('sha1').update(version());
  const inputs = globSync(settings, { cwd: folder }).map((name) => join(folder, name));
  return digest.update(digestOf([...makers, file, ...inputs.sort()])).digest('hex');
}

function digestOf(files: readonly string[]): string {
  const digest = createHash('sha1');
  for (const file of files) digest.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return digest.digest('hex');
}

/** What a bundle was made from. */
interface Inputs {
  files: string[];
  digest: string;
}

/** Whether a bundle is there, and its sources have not changed. */
function isCurrent(folder: string): boolean {
  try {
    const { files, digest } = JSON.parse(readFileSync(join(folder, 'inputs.json'), 'utf8')) as Inputs;
    return digestOf(files) === digest;
  } catch {
    return false;
  }
}

async function build(folder: string, { folder: site, file }: SiteConfig): Promise<void> {
  // Built in a temporary folder and renamed, since another process may be building the same bundle.
  const began = Date.now();
  const draft = `${folder}.${process.pid}`;
  const metafile = join(draft, 'meta.json');
  mkdirSync(draft, { recursive: true });
  await Promise.all([
    runNode(site, '--disable-warning=ExperimentalWarning', converter, file, join(draft, 'options.json')),
    runNode(
      site,
      wranglerProgram(site),
      'deploy',
      '--dry-run',
      '--config',
      file,
      '--outdir',
      draft,
      '--metafile',
      metafile,
    ),
  ]);
  const script = readdirSync(draft).find((name) => name.endsWith('.js'))!;
  renameSync(join(draft, script), join(draft, 'worker.js'));
  const files = sourcesOf(metafile, site);
  // A source that was saved meanwhile may be in the bundle as it was before: the next start makes another one.
  const changed = files.some((path) => statSync(path).mtimeMs >= began);
  const inputs: Inputs = { files, digest: changed ? '' : digestOf(files) };
  writeFileSync(join(draft, 'inputs.json'), JSON.stringify(inputs));
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  deleteOlder(cache, maxAge);
}

/** The sources of a bundle, without packages and what wrangler adds. */
function sourcesOf(metafile: string, site: string): string[] {
  const { inputs } = JSON.parse(readFileSync(metafile, 'utf8')) as { inputs: Record<string, unknown> };
  return Object.keys(inputs)
    .map((input) => resolve(site, input))
    .filter((path) => !path.includes('/node_modules/') && existsSync(path))
    .sort();
}
