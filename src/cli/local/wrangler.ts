/** Running wrangler, and the program that converts a configuration with it, off the network. */

import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { CliError, exitCodes } from '../exit.ts';
import { cacheFolder, packageFolder } from '../folders.ts';

/** The program that converts a configuration to options of Miniflare. */
export const converter: string = [
  join(import.meta.dirname, 'bindings.ts'),
  // As it is built: this module is part of another file there, beside or above it.
  join(packageFolder, 'dist/cli/local/bindings.js'),
].find((file) => existsSync(file))!;

/**
 * The wrangler of a site, else the one that edgefeed brings: what runs here is bundled as a deployment bundles it.
 * @param folder the folder of the site
 */
export function wranglerProgram(folder: string): string {
  const manifest = resolveFrom(folder) ?? createRequire(import.meta.url).resolve('wrangler/package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: Record<string, string> };
  return join(dirname(manifest), bin['wrangler']!);
}

function resolveFrom(folder: string): string | undefined {
  try {
    return createRequire(join(folder, 'package.json')).resolve('wrangler/package.json');
  } catch {
    return undefined;
  }
}

/** By default wrangler checks for updates, sends metrics and fetches `cf.json`. */
const offline = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG_PATH: join(cacheFolder('worker'), 'logs'),
  NO_COLOR: '1',
};

/** Runs a program in Node. @throws CliError with what it has printed */
export async function runNode(folder: string, ...args: string[]): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, ...offline },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stderr, stdout, message } = error as Error & { stderr?: string; stdout?: string };
    const details = stderr || stdout || message;
    throw new CliError(exitCodes.usage, 'The worker failed to build:', { cause: error, details });
  }
}
