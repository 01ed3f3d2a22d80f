/** The wrangler of a site: where it is, and of which version. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CliError, exitCodes } from './exit.ts';

export interface Wrangler {
  /** Path of its program, which Node runs. */
  program: string;
  version: string;
}

/**
 * The wrangler of a site, else the one that edgefeed brings: what runs here is bundled as a deployment bundles it.
 * @param folder the folder of the site
 * @returns undefined if there is none
 */
export function wranglerOf(folder: string): Wrangler | undefined {
  const manifest =
    manifestOf('wrangler', join(folder, 'package.json')) ?? manifestOf('wrangler', import.meta.filename);
  if (manifest === undefined) return undefined;
  const { bin, version } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    bin: Record<string, string>;
    version: string;
  };
  return { program: join(dirname(manifest), bin['wrangler']!), version };
}

/** The program of a site's wrangler. @throws CliError when there is none */
export function wranglerProgram(folder: string): string {
  const wrangler = wranglerOf(folder);
  if (wrangler) return wrangler.program;
  const message = `${folder} has no wrangler. Run \`npm install --save-dev wrangler\` in it.`;
  throw new CliError(exitCodes.usage, message);
}

/** The package.json of a package, as a file would import it. */
export function manifestOf(name: string, from: string): string | undefined {
  try {
    return createRequire(from).resolve(`${name}/package.json`);
  } catch {
    return undefined;
  }
}

/** Keeps wrangler off the network: by default it checks for updates, sends metrics and fetches `cf.json`. */
export const offline = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
} as const;
