/** Running wrangler, and the program that converts a configuration with it, off the network. */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CliError, exitCodes } from '../exit.ts';
import { cacheFolder, packageFolder } from '../folders.ts';
import { offline } from '../wrangler.ts';

/** The program that converts a configuration to options of Miniflare. */
export const converter: string = [
  join(import.meta.dirname, 'bindings.ts'),
  // As it is built: this module is part of another file there, beside or above it.
  join(packageFolder, 'dist/cli/local/bindings.js'),
].find((file) => existsSync(file))!;

/** What makes a bundle writes its log into the cache. */
const quiet = { ...offline, WRANGLER_LOG_PATH: join(cacheFolder('worker'), 'logs'), NO_COLOR: '1' };

/** Runs a program in Node. @throws CliError with what it has printed */
export async function runNode(folder: string, ...args: string[]): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, ...quiet },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stderr, stdout, message } = error as Error & { stderr?: string; stdout?: string };
    const details = stderr || stdout || message;
    throw new CliError(exitCodes.usage, 'The worker failed to build:', { cause: error, details });
  }
}
